import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** One line of a CSV file as its columns name it. */
export type Fields = Readonly<Record<string, string>>

/** The lines of a CSV file that satisfy a test, at most so many; the file is streamed, never held. */
export async function findLines(file: string, test: (fields: Fields) => boolean, most: number): Promise<Fields[]> {
  const found: Fields[] = []
  let columns: string[] | undefined
  let separator = ','
  const input = createReadStream(file)
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (!columns) {
        separator = [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
        columns = split(line.replace(/^\uFEFF/, ''), separator)
        continue
      }
      const values = split(line, separator)
      const fields = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']))
      if (test(fields)) found.push(fields)
      if (found.length >= most) break
    }
  } finally {
    input.destroy()
  }
  return found
}

function split(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator)
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string
    if (quoted && sign === '"' && line[at + 1] === '"') field += line[at++]
    else if (sign === '"') quoted = !quoted
    else if (sign === separator && !quoted) {
      fields.push(field)
      field = ''
    } else field += sign
  }
  return [...fields, field]
}
