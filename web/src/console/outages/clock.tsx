import type { ClockView } from '@pulih/contracts'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useLanguage, useSay } from '../../ui/language.tsx'
import { useNow } from '../../ui/times.tsx'
import styles from './clock.module.css'

/** What a clock wants, by which rule, and how much of its time is left, as text and as a bar. */
export function ClockFace({ clock, above }: { readonly clock: ClockView; readonly above?: ReactNode }): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const { tell, title, jurisdiction, source, note, byItself } = clock
  return (
    <div className={styles['face']}>
      <div className={styles['what']}>
        {above}
        <strong>{say(`clocks.tell.${tell}`)}</strong>
        <span
          className={styles['facts']}
          title={[source.instrument, source.confidence, note].filter(Boolean).join('. ')}
        >
          <span>{title[language]}</span>
          {jurisdiction !== null && <span>{say('clocks.law', { jurisdiction })}</span>}
          {byItself && (
            <Badge tone="good" mark="hollow">
              {say('clocks.byItself')}
            </Badge>
          )}
        </span>
      </div>
      <Left clock={clock} />
    </div>
  )
}

function Left({ clock: { from, dueAt, metAt, state } }: { readonly clock: ClockView }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const now = useNow()
  if (metAt !== null || state === 'over')
    return (
      <div className={styles['left']}>
        <Badge tone={state === 'late' ? 'bad' : state === 'met' ? 'good' : 'quiet'}>
          {say(`clocks.state.${state}`)}
        </Badge>
        {metAt !== null && (
          <span className={styles['facts']}>{say('clocks.metAt', { at: formats.instant(metAt) })}</span>
        )}
      </div>
    )
  if (dueAt === null)
    return (
      <div className={styles['left']}>
        <strong className="number">{say('clocks.now')}</strong>
      </div>
    )
  const due = Date.parse(dueAt)
  // What was late when it was read stays so; what falls due while somebody looks at it becomes so.
  const isLate = state === 'late' || now > due
  const used = isLate ? 1 : Math.min(1, Math.max(0, (now - Date.parse(from)) / Math.max(1, due - Date.parse(from))))
  return (
    <div className={styles['left']}>
      <strong className={`number ${isLate ? (styles['late'] ?? '') : ''}`}>
        {say(isLate ? 'clocks.over' : 'clocks.left', { span: formats.span(due - now) })}
      </strong>
      <span className={styles['facts']}>
        <time dateTime={dueAt} title={formats.exact(dueAt)}>
          {say('clocks.dueAt', { at: formats.instant(dueAt) })}
        </time>
      </span>
      <progress
        className={styles['bar']}
        data-tone={isLate ? 'bad' : used > 0.8 ? 'warn' : undefined}
        value={used}
        max={1}
        aria-label={say('clocks.bar', { share: formats.share(used) })}
      />
    </div>
  )
}
