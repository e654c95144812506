import { csvField } from '@pulih/kernel'
import Papa from 'papaparse'
import { UnreadableAnswer, type FileAnswer, type PayoutRequest } from '../adapter.ts'

/** Rows as CSV, the same bytes for the same rows. */
export function writeCsv(header: readonly string[] | null, rows: readonly (readonly string[])[]): string {
  const lines = header === null ? rows : [header, ...rows]
  return lines.map(cells => `${cells.map(csvField).join(',')}\n`).join('')
}

/** The cells of a CSV, without blank lines. */
export function readCsv(bytes: Buffer): string[][] {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  return Papa.parse<string[]>(text, { skipEmptyLines: true }).data
}

/** The rows of a CSV with a header, as objects; a missing column is told once. */
export function readTable(bytes: Buffer, columns: readonly string[]): Record<string, string>[] {
  const [header = [], ...rows] = readCsv(bytes)
  const places = columns.map(column => header.findIndex(cell => cell.trim() === column))
  const missing = columns.filter((_, index) => places[index] === -1)
  if (missing.length > 0) throw new UnreadableAnswer([{ row: 1, message: `no column ${missing.join(', ')}` }])
  return rows.map(cells =>
    Object.fromEntries(columns.map((column, index) => [column, (cells[places[index] ?? -1] ?? '').trim()])),
  )
}

/** An answer with `key, result, reference, reason`: about our rows only, each once, each accepted or rejected. */
export function readAnswerCsv(bytes: Buffer, rows: readonly PayoutRequest[]): FileAnswer {
  const asked = new Set(rows.map(row => row.key))
  const accepted: { key: string; reference: string | null }[] = []
  const rejected: { key: string; reason: string }[] = []
  const mistakes: { row: number; message: string }[] = []
  const seen = new Set<string>()
  for (const [index, cells] of readTable(bytes, ['key', 'result', 'reference', 'reason']).entries()) {
    const { key = '', result, reference = '', reason = '' } = cells
    const wrong = (message: string) => mistakes.push({ row: index + 2, message })
    if (!asked.has(key)) wrong(`${key.slice(0, 60)} is not in this file`)
    else if (seen.has(key)) wrong(`${key} is answered twice`)
    else if (result === 'accepted') accepted.push({ key, reference: reference || null })
    else if (result === 'rejected') rejected.push({ key, reason: reason || 'no reason given' })
    else wrong('result is neither accepted nor rejected')
    seen.add(key)
  }
  if (mistakes.length > 0) throw new UnreadableAnswer(mistakes)
  return { accepted, rejected }
}
