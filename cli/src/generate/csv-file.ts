import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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
