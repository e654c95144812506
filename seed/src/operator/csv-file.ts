import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface GeneratedFile {
  readonly name: string
  readonly path: string
  /** Lines below the header; for a file that is not a table, zero. */
  readonly rows: number
  readonly bytes: number
}

export interface CsvFile {
  /** Appends one line, given without its line end. Fields must not need quotes: see `field`. */
  readonly row: (line: string) => void
  readonly finish: () => GeneratedFile
  /** Lets go of the file when something failed on the way; does nothing after `finish`. */
  readonly abandon: () => void
}

/** Writes a file that is no table. */
export function writeText(directory: string, name: string, text: string): GeneratedFile {
  const path = join(directory, name)
  writeFileSync(path, text)
  return { name, path, rows: 0, bytes: Buffer.byteLength(text) }
}

const chunkCharacters = 1 << 20

/** Writes a table in large pieces, so that its size costs no memory. */
export function createCsv(directory: string, name: string, columns: readonly string[]): CsvFile {
  const path = join(directory, name)
  const descriptor = openSync(path, 'w')
  let open = true
  let text = `${columns.join(',')}\n`
  let rows = 0
  let bytes = 0

  function flush(): void {
    const buffer = Buffer.from(text, 'utf8')
    writeFileSync(descriptor, buffer)
    bytes += buffer.length
    text = ''
  }

  function close(): void {
    if (open) closeSync(descriptor)
    open = false
  }

  return {
    row(line) {
      text += `${line}\n`
      rows += 1
      if (text.length >= chunkCharacters) flush()
    },
    finish() {
      flush()
      close()
      return { name, path, rows, bytes }
    },
    abandon: close,
  }
}

/** A field of free text, quoted where a comma or a quote asks for it. Line breaks are not part of the format. */
export function field(text: string): string {
  if (/[\r\n]/.test(text)) throw new RangeError(`A field cannot hold a line break: ${JSON.stringify(text)}`)
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Reads a table that `createCsv` wrote, line by line; of each line the columns asked for, in their order. */
export async function* readCsv<const Columns extends readonly string[]>(
  path: string,
  columns: Columns,
): AsyncGenerator<{ readonly [At in keyof Columns]: string }> {
  let places: readonly number[] | undefined
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fields = line.includes('"') ? splitLine(line) : line.split(',')
    if (places) {
      // One field for each column asked for, which is what the mapped type says.
      yield places.map(place => fields[place] ?? '') as unknown as { readonly [At in keyof Columns]: string }
      continue
    }
    places = columns.map(column => fields.indexOf(column))
    const missing = columns.find(column => !fields.includes(column))
    if (missing !== undefined) throw new Error(`${path} has no column ${missing}`)
  }
}

/** The fields of a line, without the quotes around any. */
export function splitLine(line: string): string[] {
  const fields: string[] = []
  for (const [, quoted, plain, separator] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (separator === '') break
  }
  return fields
}
