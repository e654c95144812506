/**
 * What no CSV → CSV run on one thread gets below on this machine: read the services, find every line, write as many bytes as the
 * results have. Lines are found sixteen bytes at a time in WebAssembly, which JavaScript does not come near to.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { blockBytes, createLineFinder } from './find-lines.ts'

const { values } = parseArgs({
  options: {
    services: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    bytes: { type: 'string', default: '0' },
  },
})

const { block, findLines } = createLineFinder()
const lines = scan(values.services)
write(values.out, Number(values.bytes))
console.log(JSON.stringify({ lines }))

function scan(path: string): number {
  const file = openSync(path, 'r')
  let found = 0
  for (;;) {
    const bytes = readSync(file, block, 0, blockBytes, null)
    if (bytes === 0) break
    found += findLines(bytes)
  }
  closeSync(file)
  return found
}

function write(path: string, bytes: number): void {
  const file = openSync(path, 'w')
  for (let left = bytes; left > 0; left -= blockBytes) writeSync(file, block, 0, Math.min(left, blockBytes))
  closeSync(file)
}
