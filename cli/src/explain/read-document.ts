import { open, type FileHandle } from 'node:fs/promises'
import type { Mistake } from '@pulih/kernel'
import { findBreak } from './broken-json.ts'

/** Larger files are not cases; whole customer bases have a command of their own. */
const mostMegabytes = 5
const mostBytes = mostMegabytes * 1024 * 1024

export type ReadDocument = { readonly document: unknown } | { readonly mistake: Mistake }

/** Reads one JSON document from a file, or from standard input for `-`. */
export async function readDocument(
  file: string,
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
): Promise<ReadDocument> {
  const read = file === '-' ? await collect(stdin) : await readFile(file)
  if (read instanceof Uint8Array) return parse(read, file)
  return { mistake: { pointer: '', ...read } }
}

type Refusal = Pick<Mistake, 'code' | 'values'>

async function readFile(file: string): Promise<Uint8Array | Refusal> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file)
    // A pipe or a device has no size of its own, so the bytes are counted while they come.
    return await collect(handle.createReadStream(), file)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return reason === 'ENOENT'
      ? { code: 'file-absent', values: { file } }
      : { code: 'file-unreadable', values: { file, reason } }
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

async function collect(chunks: AsyncIterable<Uint8Array | string>, file = '-'): Promise<Uint8Array | Refusal> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk)
    bytes += buffer.length
    if (bytes > mostBytes) return { code: 'file-too-large', values: { file, limit: mostMegabytes } }
    kept.push(buffer)
  }
  return Buffer.concat(kept)
}

function parse(bytes: Uint8Array, file: string): ReadDocument {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { mistake: { pointer: '', code: 'not-utf8', values: { file } } }
  }
  try {
    return { document: JSON.parse(text) }
  } catch {
    const { line, column, near } = findBreak(text) ?? { line: 1, column: 1, near: 'end' }
    return { mistake: { pointer: '', code: 'broken-json', values: { line, column, near } } }
  }
}
