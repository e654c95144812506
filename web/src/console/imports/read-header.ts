/** What can be told of a CSV file from its beginning. */
export interface Beginning {
  readonly separator: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Where the rows begin, in bytes. */
  readonly headerBytes: number
}

const separators = [',', ';', '\t'] as const
const looked = 256 * 1024
const shownRows = 5

/** Reads the header line and the first rows; null where there is no header line within a quarter of a megabyte. */
export async function readBeginning(file: Blob): Promise<Beginning | null> {
  const whole = file.size <= looked
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.slice(0, looked).arrayBuffer())
  const marked = text.startsWith('\uFEFF')
  const content = marked ? text.slice(1) : text
  const line = content.slice(0, lineEnd(content, 0) ?? content.length)
  if (line.trim() === '' || (line.length === content.length && !whole)) return null
  const separator = separators.toSorted((a, b) => fieldsOf(line, b).length - fieldsOf(line, a).length)[0] ?? ','
  const rows: string[][] = []
  for (let at = line.length + 1; at < content.length && rows.length < shownRows;) {
    const end = lineEnd(content, at)
    // A line that the piece cuts off is not shown by halves.
    if (end === null && !whole) break
    const row = content.slice(at, end ?? content.length)
    if (row.trim() !== '') rows.push(fieldsOf(row, separator))
    at = (end ?? content.length) + 1
  }
  const ended = line.length < content.length ? 1 : 0
  const headerBytes = new TextEncoder().encode((marked ? '\uFEFF' : '') + line).length + ended
  return { separator, header: fieldsOf(line, separator), rows, headerBytes }
}

/** The same file under another header line. What a column holds is not touched. */
export function withHeader(file: Blob, { separator, headerBytes }: Beginning, names: readonly string[]): Blob {
  const line = names.map(name => quoted(name, separator)).join(separator)
  return new Blob([`${line}\n`, file.slice(headerBytes)], { type: 'text/csv' })
}

/** Where a line ends that begins here: line breaks within quotes belong to it. */
function lineEnd(text: string, from: number): number | null {
  let inQuotes = false
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') inQuotes = !inQuotes
    else if (text[at] === '\n' && !inQuotes) return at
  }
  return null
}

function fieldsOf(line: string, separator: string): string[] {
  const fields: string[] = []
  let field = ''
  let inQuotes = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]
    if (sign === '"' && inQuotes && line[at + 1] === '"') {
      field += '"'
      at++
    } else if (sign === '"') inQuotes = !inQuotes
    else if (sign === separator && !inQuotes) {
      fields.push(field.trim())
      field = ''
    } else if (sign !== '\r') field += sign
  }
  return [...fields, field.trim()]
}

function quoted(name: string, separator: string): string {
  return name.includes(separator) || /["\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}
