import type { ChannelSettings } from '@pulih/contracts'
import {
  UnreadableAnswer,
  keyIn,
  markedText,
  type FileAdapter,
  type FileAnswer,
  type PayoutRequest,
} from '../adapter.ts'
import { formatAmount } from '../unit.ts'
import { readCsv } from './answer-csv.ts'

/**
 * Oracle Communications BRM, bulk adjustments with `pin_apply_bulk_adjustment`:
 * https://docs.oracle.com/en/industries/communications/billing-revenue/12.0/accounts-receivable/adjusting-multiple-accounts-simultaneously1.html
 *
 * One account per line, no header, no blank line, each line a transaction of its own: account, amount (a credit is negative),
 * balance group, tax flag, tax code, tax supplier, resource, end date, domain and number of the reason, description. Lines that
 * failed come back in `pin_mta_failed.csv` in the same shape; what is not there was booked. The description carries our key.
 * Addresses: the number of the account, or `<account>/<balance group>`.
 */
export function brmFile(settings: Settings): FileAdapter {
  return {
    name: 'brm',
    form: 'file',
    queryable: false,
    ending: '.csv',
    silenceIsAcceptance: true,
    unfit: row => unfit(settings, row),
    write: async rows => Buffer.from(rows.map(row => `${line(settings, row)}\n`).join('')),
    read: async (answer, rows) => readFailed(settings, answer, rows),
  }
}

type Settings = Extract<ChannelSettings, { adapter: 'brm' }>

function unfit(settings: Settings, request: PayoutRequest): string | null {
  if (!/^\d+(\/\d+)?$/.test(request.address)) return `${request.address} is not <account> or <account>/<balance group>`
  if (settings.resources[request.unit] === undefined) return `no resource is set for ${request.unit}`
  return null
}

function cells(settings: Settings, row: PayoutRequest): string[] {
  const [account = '', balanceGroup = ''] = row.address.split('/')
  const { year, month, day } = row.requestedAt.toZonedDateTimeISO('UTC')
  return [
    `${settings.database} /account ${account} 0`,
    `-${formatAmount(row.amount, row.unit)}`,
    balanceGroup === '' ? '' : `${settings.database} /balance_group ${balanceGroup} 0`,
    settings.taxFlag.toString(),
    '',
    '',
    (settings.resources[row.unit] ?? '').toString(),
    `${month.toString().padStart(2, '0')}/${day.toString().padStart(2, '0')}/${year}`,
    settings.reasonDomain?.toString() ?? '',
    settings.reason?.toString() ?? '',
    markedText({ ...row, text: row.text.replaceAll(/[",\r\n]/g, ' ') }, 250),
  ]
}

function line(settings: Settings, row: PayoutRequest): string {
  const all = cells(settings, row)
  return [...all.slice(0, -1), `"${all.at(-1) ?? ''}"`].join(',')
}

/** The failed lines must be ours, unchanged and each once: a doubtful answer would turn the other lines into accepted ones. */
function readFailed(settings: Settings, answer: Buffer, rows: readonly PayoutRequest[]): FileAnswer {
  const asked = new Map(rows.map(row => [row.key, cells(settings, row)]))
  const failed = new Map<string, string>()
  const mistakes: { row: number; message: string }[] = []
  for (const [index, found] of readCsv(answer).entries()) {
    const key = keyIn(found[10] ?? '')
    const ours = key === null ? undefined : asked.get(key)
    if (key === null || !ours) mistakes.push({ row: index + 1, message: 'the line is not of this file' })
    else if (failed.has(key)) mistakes.push({ row: index + 1, message: `${key} comes twice` })
    else if ([0, 1, 6].some(place => found[place]?.trim() !== ours[place]))
      mistakes.push({ row: index + 1, message: `account, amount or resource of ${key} are not what was sent` })
    else failed.set(key, found.slice(11).join(', ').trim() || "refused by BRM; the reason is in the utility's log")
  }
  if (mistakes.length > 0) throw new UnreadableAnswer(mistakes)
  return {
    accepted: rows.filter(row => !failed.has(row.key)).map(({ key }) => ({ key, reference: null })),
    rejected: [...failed].map(([key, reason]) => ({ key, reason })),
  }
}
