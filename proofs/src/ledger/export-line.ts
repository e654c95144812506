import { isAccount, isTransferKind } from './account.ts'
import type { End } from './check-chain.ts'
import type { PageFacts } from './page.ts'
import type { Entry, Transfer } from './transfer.ts'

/** A line of an export, read back. */
export type ExportLine =
  | { readonly line: 'transfer'; readonly transfer: Transfer; readonly entries: readonly Entry[] }
  | { readonly line: 'page'; readonly page: PageFacts }
  | { readonly line: 'head'; readonly head: End }

/** Whole numbers are texts, because JSON readers round them. */
export function transferLine(transfer: Transfer, entries: readonly Entry[]): string {
  return JSON.stringify({ line: 'transfer', ...transfer, entries }, wholeAsText)
}

export function pageLine(page: PageFacts): string {
  return JSON.stringify({ line: 'page', ...page }, wholeAsText)
}

export function headLine(head: End): string {
  return JSON.stringify({ line: 'head', ...head }, wholeAsText)
}

function wholeAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

/** Reads a line; throws on anything that no export contains. */
export function readExportLine(text: string): ExportLine {
  const row = reader(JSON.parse(text))
  switch (row.text('line')) {
    case 'transfer':
      return { line: 'transfer', transfer: readTransfer(row), entries: row.list('entries').map(readEntry) }
    case 'page':
      return {
        line: 'page',
        page: {
          number: row.whole('number'),
          first: row.whole('first'),
          last: row.whole('last'),
          entries: row.whole('entries'),
          previous: row.text('previous'),
          digest: row.text('digest'),
        },
      }
    case 'head':
      return {
        line: 'head',
        head: { page: row.whole('page'), lastTransfer: row.whole('lastTransfer'), digest: row.text('digest') },
      }
    default:
      throw new Error('no line of an export')
  }
}

function readTransfer(row: Reader): Transfer {
  return {
    id: row.whole('id'),
    page: row.whole('page'),
    kind: row.word('kind', isTransferKind),
    serviceId: row.whole('serviceId'),
    serviceKey: row.text('serviceKey'),
    unit: row.text('unit'),
    amount: row.whole('amount'),
    scheme: row.text('scheme'),
    basis: row.text('basis'),
    revision: row.count('revision'),
    runId: row.orNull('runId', row.text),
    reverses: row.orNull('reverses', row.whole),
    corrects: row.orNull('corrects', row.whole),
    claimUntil: row.orNull('claimUntil', row.text),
    expiresOn: row.orNull('expiresOn', row.text),
    reason: row.orNull('reason', row.text),
    actor: row.text('actor'),
    postedAt: row.instant('postedAt'),
  }
}

function readEntry(row: Reader): Entry {
  return {
    account: row.word('account', isAccount),
    serviceId: row.orNull('serviceId', row.whole),
    amount: row.whole('amount'),
  }
}

interface Reader {
  readonly text: (name: string) => string
  readonly whole: (name: string) => bigint
  readonly count: (name: string) => number
  readonly instant: (name: string) => Temporal.Instant
  readonly word: <Word extends string>(name: string, known: (word: string) => word is Word) => Word
  readonly orNull: <Value>(name: string, read: (name: string) => Value) => Value | null
  readonly list: (name: string) => Reader[]
}

function reader(value: unknown): Reader {
  if (typeof value !== 'object' || value === null) throw new Error('not an object')
  const fields: Readonly<Record<string, unknown>> = { ...value }
  const text = (name: string): string => {
    const field = fields[name]
    if (typeof field !== 'string') throw new Error(`${name} is not a text`)
    return field
  }
  return {
    text,
    whole: name => {
      const digits = text(name)
      // Only one spelling per number, or a changed byte could go unnoticed.
      if (BigInt(digits).toString() !== digits) throw new Error(`${name} is not a whole number`)
      return BigInt(digits)
    },
    count: name => {
      const field = fields[name]
      if (typeof field !== 'number' || !Number.isSafeInteger(field)) throw new Error(`${name} is not a count`)
      return field
    },
    instant: name => {
      const instant = Temporal.Instant.from(text(name))
      if (instant.toString() !== text(name) || instant.epochNanoseconds % 1000n !== 0n)
        throw new Error(`${name} is not an instant`)
      return instant
    },
    word: (name, known) => {
      const word = text(name)
      if (!known(word)) throw new Error(`${name} is not a known word`)
      return word
    },
    orNull: (name, read) => (fields[name] === null ? null : read(name)),
    list: name => {
      const field = fields[name]
      if (!Array.isArray(field)) throw new Error(`${name} is not a list`)
      return field.map(reader)
    },
  }
}
