import { Alert } from '@mantine/core'
import { useRef, type ReactNode } from 'react'
import { Icon } from '../../../ui/icons.tsx'
import { useSay } from '../../../ui/language.tsx'
import styles from '../schemes.module.css'
import { useEditing, useTelling } from './editing.tsx'

const shown = 6

/** All that has to be mended before the policy can be tried, each with the way to its field. */
export function MistakeSummary(): ReactNode {
  const say = useSay()
  const tell = useTelling()
  const { mistakes } = useEditing()
  const here = useRef<HTMLDivElement>(null)
  // The same words at several fields are said once, and lead to the first of them.
  const firstByText = new Map(mistakes.toReversed().map(mistake => [tell(mistake), mistake]))
  return (
    <div ref={here} role="status">
      {mistakes.length > 0 && (
        <Alert
          color="red"
          icon={<Icon name="warning" size={18} />}
          title={say('policy.mistakes', { mistakes: mistakes.length })}
        >
          <ul className={styles['mistakes']}>
            {[...firstByText].slice(0, shown).map(([text, mistake]) => (
              <li key={text}>
                <button type="button" onClick={() => goTo(here.current, mistake.pointer)}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}

/** To the field of a pointer, or of the nearest thing around it, unfolding what hides it. */
function goTo(from: HTMLElement | null, pointer: string): void {
  const form = from?.parentElement
  if (!form) return
  const names = pointer.split('/')
  const found = names
    .map((_, index) => names.slice(0, names.length - index).join('/'))
    .flatMap(path =>
      path === '' ? [] : [...form.querySelectorAll<HTMLElement>(`[data-pointer="${CSS.escape(path)}"]`)],
    )
    .at(0)
  if (!found) return
  for (let folded = found.closest('details'); folded; folded = folded.parentElement?.closest('details') ?? null)
    folded.open = true
  found.focus()
  found.scrollIntoView({ block: 'center' })
}
