import type { NoticeView } from '@pulih/contracts'
import type { ReactNode } from 'react'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { partOf } from '../runs/part-of.ts'
import { looks, messageStates } from './looks.tsx'
import styles from './messaging.module.css'

/** How far the messages of a notice have come, each figure with a bar of its share, and leading to its messages. */
export function Progress({ notice, outage }: { readonly notice: NoticeView; readonly outage: string }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const all = totalOf(notice)
  if (all === 0) return <p className={styles['soft']}>{say('messaging.nobody')}</p>
  return (
    <table className={styles['progress']}>
      <caption className="unseen">{say('messaging.progress')}</caption>
      <tbody>
        {messageStates
          .filter(state => notice.messages[state] > 0)
          .map(state => (
            <tr key={state}>
              <th scope="row">
                <TextLink
                  to="/outages/$outage/notices/$notice"
                  params={{ outage, notice: notice.notice }}
                  search={{ state }}
                  size="sm"
                >
                  {say(`messaging.state.${state}`)}
                </TextLink>
              </th>
              <td className={styles['track']}>
                <span data-tone={looks[state].tone} ref={partOf(notice.messages[state] / all)} />
              </td>
              <td className={styles['count']}>{formats.count(notice.messages[state])}</td>
              <td className={styles['count']}>{formats.share(notice.messages[state] / all)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

export function totalOf({ messages }: Pick<NoticeView, 'messages'>): number {
  return Object.values(messages).reduce((sum, count) => sum + count, 0)
}

/** Whether something still happens to its messages by itself. */
export function isMoving({ state, releaseAt, messages }: NoticeView): boolean {
  return (state === 'held' && releaseAt !== null) || messages.waiting + messages.sending + messages.sent > 0
}
