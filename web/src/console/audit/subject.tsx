import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'

type Row = Pick<ItemOf<'listAudit'>, 'action' | 'subject' | 'subjectName'>

const kinds = [
  'run',
  'customer',
  'element',
  'import',
  'staff',
  'key',
  'channel',
  'payout',
  'payout-batch',
  'transfer',
  'setting',
  'outage',
  'endpoint',
] as const
type Kind = (typeof kinds)[number]

/** What a row is about: the kind, and what identifies it among its like. Outages and webhooks stand in the trail without their kind. */
export function subjectOf({ action, subject }: Pick<Row, 'action' | 'subject'>): { kind: Kind | null; id: string } {
  const colon = subject.indexOf(':')
  const kind = kinds.find(each => each === subject.slice(0, colon))
  if (colon > 0 && kind !== undefined) return { kind, id: subject.slice(colon + 1) }
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(subject)) return { kind: null, id: subject }
  if (
    action.startsWith('webhooks.endpoint-') ||
    action === 'webhooks.secret-rotated' ||
    action === 'webhooks.test-sent'
  )
    return { kind: 'endpoint', id: subject }
  return { kind: action.startsWith('outages.') || action === 'alarms.assign' ? 'outage' : null, id: subject }
}

/** As somebody would say it: "Run 12", "Outage OUT-000123 …"; an identifier that has no name is cut short. */
export function useSubjectText(): (row: Row) => string {
  const say = useSay()
  return row => {
    const { kind, id } = subjectOf(row)
    const short = /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(id) ? `${id.slice(0, 8)}…` : id
    return kind === null ? short : say(`audit.subject.${kind}`, { name: row.subjectName ?? short })
  }
}

/** The same, with the way to where one sees it. */
export function Subject({ row }: { readonly row: Row }): ReactNode {
  const text = useSubjectText()(row)
  const { kind, id } = subjectOf(row)
  const look = { size: 'sm', title: row.subject } as const
  switch (kind) {
    case 'run':
      return (
        <TextLink to="/runs/$run" params={{ run: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'outage':
      return (
        <TextLink to="/outages/$outage" params={{ outage: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'customer':
      return row.subjectName === null ? (
        <span title={row.subject}>{text}</span>
      ) : (
        <TextLink to="/customers/$customer" params={{ customer: row.subjectName }} {...look}>
          {text}
        </TextLink>
      )
    case 'element':
      return (
        <TextLink to="/network/$element" params={{ element: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'import':
      return (
        <TextLink to="/imports/$import" params={{ import: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'payout':
      return (
        <TextLink to="/payouts/$payout" params={{ payout: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'channel':
      return (
        <TextLink to="/payouts" search={{ channel: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'transfer':
      return (
        <TextLink to="/ledger/transfers/$transfer" params={{ transfer: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'endpoint':
      return (
        <TextLink to="/settings/webhooks/$endpoint" params={{ endpoint: id }} {...look}>
          {text}
        </TextLink>
      )
    case 'staff':
      return (
        <TextLink to="/settings/people" {...look}>
          {text}
        </TextLink>
      )
    case 'key':
      return (
        <TextLink to="/settings/keys" {...look}>
          {text}
        </TextLink>
      )
    default:
      return <span title={row.subject}>{text}</span>
  }
}
