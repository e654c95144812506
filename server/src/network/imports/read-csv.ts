import { createReadStream, statSync } from 'node:fs'
import { RefusedFile } from './reasons.ts'
import type { Table } from './table.ts'

const separators = [',', ';', '\t']

/**
 * Reads CSV in pieces of a megabyte. A line without quotes, which nearly all are, is cut by the runtime itself; the others field by
 * field. A field never spans lines, so that a quote that is not closed spoils its own line and no other.
 */
export async function readCsv(file: string, known: ReadonlySet<string>): Promise<Table> {
  const { size } = statSync(file)
  let done = 0
  const lines = linesOf(file, bytes => (done += bytes))
  const first = await lines.next()
  if (first.done) throw new RefusedFile('empty-file')
  const [headerLine = '', ...rest] = first.value
  if (headerLine.trim() === '') throw new RefusedFile('empty-file')
  const separator = separatorOf(headerLine, known)
  const header = fieldsOf(headerLine, separator)?.map(name => name.trim().toLowerCase())
  if (!header) throw new RefusedFile('broken-quotes')
  return {
    header,
    share: () => (size === 0 ? 1 : Math.min(1, done / size)),
    rows: (async function* () {
      yield rest.map(line => fieldsOf(line, separator))
      for await (const block of lines) yield block.map(line => fieldsOf(line, separator))
    })(),
  }
}

/** Blocks of whole lines, their ends taken off. */
async function* linesOf(file: string, read: (bytes: number) => void): AsyncGenerator<string[], undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let open = ''
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
    const text = open + decoded(decoder, bytes)
    read(bytes.length)
    const lines = text.split('\n')
    open = lines.pop() ?? ''
    if (open.length > longestLine) throw new RefusedFile('line-too-long')
    if (lines.length > 0) yield text.includes('\r') ? lines.map(withoutReturn) : lines
  }
  open += decoded(decoder, undefined)
  if (open !== '') yield [withoutReturn(open)]
  return undefined
}

const longestLine = 1 << 24

function decoded(decoder: TextDecoder, bytes: Uint8Array | undefined): string {
  if (bytes?.includes(0)) throw new RefusedFile('nul-bytes')
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    throw new RefusedFile('not-utf8')
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** The fields of a line; undefined if its quotes are broken. */
function fieldsOf(line: string, separator: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(separator)
  const fields: string[] = []
  for (let at = 0; at <= line.length;) {
    if (line[at] !== '"') {
      const end = line.indexOf(separator, at)
      const field = line.slice(at, end < 0 ? line.length : end)
      if (field.includes('"')) return undefined
      fields.push(field)
      at += field.length + 1
      continue
    }
    let end = line.indexOf('"', at + 1)
    while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
    if (end < 0 || (end + 1 < line.length && line[end + 1] !== separator)) return undefined
    fields.push(line.slice(at + 1, end).replaceAll('""', '"'))
    at = end + 2
  }
  return fields
}

function separatorOf(header: string, known: ReadonlySet<string>): string {
  const hits = separators.map(separator => ({
    separator,
    count: header.split(separator).filter(name => known.has(name.replaceAll('"', '').trim().toLowerCase())).length,
  }))
  // Where no name is known, whoever reads the columns says which are missing.
  return hits.reduce((best, each) => (each.count > best.count ? each : best)).separator
}
