import { closeSync, openSync, readSync } from 'node:fs'

/** What a results file says, whatever the order of its rows: two engines agree exactly when this is the same. */
export interface Fingerprint {
  readonly credits: number
  readonly totalMinor: bigint
  readonly hash: string
}

const wanted = ['service', 'scheme', 'recommended'] as const
const comma = 0x2c
const newline = 0x0a
const zero = 0x30
const blockBytes = 1 << 20

/** Reads only `service`, `scheme` and `recommended`; other columns may stand between them. */
export function fingerprint(path: string): Fingerprint {
  const file = openSync(path, 'r')
  const block = Buffer.allocUnsafe(blockBytes)
  let filled = readSync(file, block, 0, blockBytes, null)
  let at = block.indexOf(newline) + 1
  const roles = columnRoles(path, block.toString('latin1', 0, at).trim())

  let credits = 0
  let total = 0n
  // One lane of 32 bits would let an error slip through too easily; two are summed over the rows.
  let lowSum = 0
  let highSum = 0
  let low = 0x811c9dc5
  let high = 0x2545f491
  let amount = 0
  let blockTotal = 0
  let column = 0
  while (filled > 0) {
    for (; at < filled; at++) {
      const byte = block[at] ?? 0
      if (byte === newline) {
        credits += 1
        lowSum = (lowSum + mix(low)) | 0
        highSum = (highSum + mix(high)) | 0
        blockTotal += amount
        low = 0x811c9dc5
        high = 0x2545f491
        amount = 0
        column = 0
        continue
      }
      if (byte === comma) column += 1
      const role = roles[column] ?? 0
      if (role === 0) continue
      low = Math.imul(low ^ byte, 0x01000193)
      high = Math.imul(high ^ byte, 0x5bd1e995) + 1
      if (role === 2 && byte >= zero) amount = amount * 10 + byte - zero
    }
    total += BigInt(blockTotal)
    blockTotal = 0
    filled = readSync(file, block, 0, blockBytes, null)
    at = 0
  }
  closeSync(file)
  const hash = [lowSum, highSum].map(sum => (sum >>> 0).toString(16).padStart(8, '0')).join('')
  return { credits, totalMinor: total, hash }
}

/** 0: skipped, 1: hashed, 2: hashed and summed. */
function columnRoles(path: string, header: string): number[] {
  const names = header.split(',')
  const found = names.filter(name => wanted.some(one => one === name))
  if (found.join() !== wanted.join())
    throw new Error(`${path} has the columns ${header}, needed are ${wanted.join(', ')}`)
  return names.map(name => (name === 'recommended' ? 2 : found.includes(name) ? 1 : 0))
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
