import { problem, type Work } from '../../platform/index.ts'
import { UnreadableAnswer, keyIn } from './adapter.ts'
import { readTable } from './adapters/answer-csv.ts'
import { addSeen, firstChanged, insertCredits, type Added, type BillCredit } from './bill-store.ts'
import { lockChannel } from './channel-store.ts'
import { readAmount } from './unit.ts'

export interface BillsRecorded {
  readonly recorded: number
  readonly repeated: number
  readonly matched: number
  readonly unmatched: number
  readonly billed: number
}

const atOnce = 5_000

/** Keeps which credits were seen on bills. The same line again changes nothing; a line with other figures is refused. */
export async function recordBills(work: Work, name: string, credits: readonly BillCredit[]): Promise<BillsRecorded> {
  const { tx, now } = work
  const channel = await lockChannel(tx, name)
  const added: Added[] = []
  for (let start = 0; start < credits.length; start += atOnce) {
    const part = credits.slice(start, start + atOnce)
    const changed = await firstChanged(tx, name, part)
    if (changed !== null) throw problem('payouts.line-changed', { line: changed })
    added.push(...(await insertCredits(tx, name, part, now)))
  }
  // All at once: what is left of a payout is known only when each of its lines was read.
  const billed = await addSeen(tx, channel, added, now)
  const [recorded, matched] = [added.length, added.filter(each => each.payoutId !== null).length]
  if (recorded > 0) {
    work.audit('payouts.bills-recorded', `channel:${name}`, { recorded, matched, billed })
    await work.enqueue('payouts.post', {}, { key: 'payouts.post' })
  }
  return { recorded, repeated: credits.length - recorded, matched, unmatched: recorded - matched, billed }
}

export interface GivenCredit {
  readonly line: string
  readonly bill: string
  readonly billedOn: string
  readonly key?: string | undefined
  readonly text?: string | undefined
  readonly reference?: string | undefined
  readonly address?: string | undefined
  readonly unit: string
  readonly amount: string
}

/** A credit as it was told; null if the amount is none of its unit. */
export function creditOf(given: GivenCredit): BillCredit | null {
  const amount = readAmount(given.amount, given.unit)
  if (amount === null || amount === 0n) return null
  const key = given.key ?? keyIn(given.text ?? '')
  return {
    line: given.line,
    bill: given.bill,
    billedOn: given.billedOn,
    key,
    reference: given.reference ?? null,
    address: given.address ?? null,
    unit: given.unit,
    amount,
  }
}

const columns = ['line', 'bill', 'billed_on', 'key', 'text', 'reference', 'address', 'unit', 'amount'] as const

/** The credits of a CSV. Throws `UnreadableAnswer` with every row that is none. */
export function readBills(bytes: Buffer): BillCredit[] {
  const mistakes: { row: number; message: string }[] = []
  const seen = new Set<string>()
  const credits = readTable(bytes, columns).flatMap((cells, index) => {
    const {
      line = '',
      bill = '',
      billed_on: billedOn = '',
      key = '',
      text = '',
      reference = '',
      address = '',
      unit = '',
      amount = '',
    } = cells
    const given = {
      line,
      bill,
      billedOn,
      key: key || undefined,
      text,
      reference: reference || undefined,
      address: address || undefined,
      unit,
      amount,
    }
    const credit = creditOf(given)
    const wrong = wrongIn(given, seen) ?? (credit === null ? `${amount} is no amount above zero of ${unit}` : null)
    seen.add(line)
    if (wrong !== null || credit === null) {
      mistakes.push({ row: index + 2, message: wrong ?? 'not a credit' })
      return []
    }
    return [credit]
  })
  if (mistakes.length > 0) throw new UnreadableAnswer(mistakes)
  return credits
}

function wrongIn({ line, bill, billedOn, key, unit }: GivenCredit, seen: ReadonlySet<string>): string | null {
  if (line === '' || bill === '' || unit === '') return 'line, bill and unit must not be empty'
  if (seen.has(line)) return `line ${line} comes twice`
  if (!isDay(billedOn)) return `${billedOn} is no day`
  if (key !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key))
    return `${key} is none of our keys`
  return null
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
