import { keyIn } from '../adapter.ts'
import { exactNumber, member, parseExact, textMember } from '../exact-json.ts'
import { readBooked } from '../unit.ts'
import { answer, type Service, type SimulatedCredit } from './simulator.ts'

/** How a prepaid system shows its list of actions. */
interface Paging {
  /** More than this it does not put on a page, whatever it is asked for. */
  readonly largestPage: number
  /** Whether it says in `X-Total-Count` how many there are. */
  readonly saysTotal: boolean
}

/** A prepaid system behind TMF654: it books each action that is well formed for its version, and remembers no key. */
export function tmf654Service(
  version: '4.0.0' | '4.1.0',
  currency: string,
  { largestPage, saysTotal }: Paging = { largestPage: 1_000, saysTotal: true },
): Service {
  const credits: SimulatedCredit[] = []
  const actions: { readonly kind: string; readonly action: object }[] = []
  return {
    name: `tmf654 ${version}`,
    deduplicates: false,
    credits,
    handle(call) {
      const url = new URL(call.url)
      const kind = url.pathname.split('/').at(-1) ?? ''
      if (call.method === 'GET') {
        const [offset, limit] = [
          Number(url.searchParams.get('offset') ?? 0),
          Math.min(Number(url.searchParams.get('limit') ?? 20), largestPage),
        ]
        const all = actions.filter(each => each.kind === kind).map(each => each.action)
        const headers = saysTotal ? { 'x-total-count': all.length.toString() } : undefined
        return answer(200, all.slice(offset, offset + limit), headers)
      }
      const body = parseExact(call.body ?? '')
      const mistake = wrong(version, kind, body)
      if (mistake !== null) return answer(400, { code: '20', reason: mistake })
      const text = textMember(member(body, 'amount'), 'amount') ?? ''
      const [unit, address] = [
        textMember(member(body, 'amount'), 'units') ?? '',
        textMember(member(body, 'bucket'), 'id') ?? '',
      ]
      const amount = readBooked(text, textMember(body, 'usageType') === 'monetary' ? currency : 'data:MB')
      if (amount === null) return answer(400, { code: '20', reason: `${text} is no amount of ${unit}` })
      const reference = (actions.length + 1).toString()
      const description = textMember(body, 'description') ?? ''
      const action = {
        id: reference,
        href: `${url.pathname}/${reference}`,
        description,
        status: 'completed',
        amount: { amount: exactNumber(text), units: unit },
      }
      actions.push({ kind, action })
      credits.push({ key: keyIn(description), reference, address, unit, amount })
      return answer(201, action)
    },
  }
}

const mandatory = {
  '4.0.0': {
    adjustBalance: ['amount', 'usageType', 'bucket'],
    topupBalance: ['amount', 'usageType', 'bucket', 'partyAccount'],
  },
  '4.1.0': { adjustBalance: ['amount'], topupBalance: ['amount'] },
} as const

function wrong(version: '4.0.0' | '4.1.0', kind: string, body: unknown): string | null {
  if (kind !== 'adjustBalance' && kind !== 'topupBalance') return `there is no ${kind}`
  const missing = mandatory[version][kind].filter(name => member(body, name) === undefined)
  if (missing.length > 0) return `${missing.join(', ')} missing`
  const type = member(body, 'adjustType')
  if (kind === 'adjustBalance' && version === '4.0.0' && type !== 'oneTime' && type !== 'recurring')
    return 'adjustType is not of 4.0.0'
  if (kind === 'adjustBalance' && version === '4.1.0' && typeof type === 'string' && !type.endsWith('Credit'))
    return 'not a credit'
  return textMember(member(body, 'bucket'), 'id') === null ? 'bucket without id' : null
}
