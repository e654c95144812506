import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Who is hit, without saying who: for each number and address of a service that an open outage hit a keyed hash of 64 bits, sorted, and
 * which outages these are. Whoever has the file and not the key learns nothing but how many there are. What is not in it is not hit or is
 * not there at all; nobody can tell which, not even we.
 *
 *     bytes 0 to 7   'PULIHNO1'
 *     bytes 8 to 11  how many hashes (n), little endian like all that follows
 *     12 to 15       bytes of the JSON behind it: a list of lists of ids of outages
 *     then           the JSON, padded with blanks to a multiple of four
 *     then           n high halves of hashes, n low halves, n places in the list of lists, of 32 bits each
 */
export interface Numbers {
  readonly name: string
  /** Ids of outages; empty where nothing is known. */
  find(hash: Hash): readonly string[]
}

/** The two halves of a keyed hash. */
export interface Hash {
  readonly high: number
  readonly low: number
}

export const magic = 'PULIHNO1'
const headBytes = 16

export function hasherWith(key: Buffer): (text: string) => Hash {
  return text => {
    const digest = createHmac('sha256', key).update(text).digest()
    return { high: digest.readUInt32LE(0), low: digest.readUInt32LE(4) }
  }
}

export function readNumbers(root: string, name: string): Numbers {
  return numbersIn(readFileSync(join(root, 'numbers', name)), name)
}

export function numbersIn(bytes: Buffer, name: string): Numbers {
  if (bytes.toString('latin1', 0, magic.length) !== magic) throw new Error(`${name} holds no numbers`)
  const count = bytes.readUInt32LE(8)
  const jsonBytes = bytes.readUInt32LE(12)
  const groups = JSON.parse(bytes.toString('utf8', headBytes, headBytes + jsonBytes)) as string[][]
  const at = (column: number): Uint32Array => {
    const from = headBytes + jsonBytes + column * count * 4
    return new Uint32Array(bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + from + count * 4))
  }
  const [high, low, group] = [at(0), at(1), at(2)]
  return {
    name,
    find(hash) {
      let [first, last] = [0, count - 1]
      while (first <= last) {
        const middle = (first + last) >>> 1
        const order = (high[middle] ?? 0) - hash.high || (low[middle] ?? 0) - hash.low
        if (order === 0) return groups[group[middle] ?? -1] ?? []
        if (order < 0) first = middle + 1
        else last = middle - 1
      }
      return []
    },
  }
}

/** Numbers and addresses as they are hashed: capitals, blanks and signs make no difference. */
export function numberForm(text: string): string {
  return `n:${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')}`
}

/** Words of an address in an order of their own, so that `Prosta 1, Warszawa` is `ul. Prosta 1 Warszawa`. */
export function addressForm(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}/-]+/u)
    .filter(word => word !== '' && !streetWords.has(word))
  return `a:${[...new Set(words)].toSorted().join(' ')}`
}

/** Words that one writes and another leaves out. */
const streetWords = new Set([
  'ul',
  'ulica',
  'al',
  'aleja',
  'aleje',
  'os',
  'pl',
  'plac',
  'jl',
  'jln',
  'jalan',
  'gg',
  'gang',
  'no',
  'nomor',
  'nr',
  'st',
  'street',
  'road',
  'rd',
])

/** Postcodes in a text: `00-950`, `12950`. */
export function postcodesIn(text: string): readonly string[] {
  return (
    text.match(/(?<![\p{L}\p{N}-])\d{2}-\d{3}(?![\p{L}\p{N}-])|(?<![\p{L}\p{N}-])\d{5}(?![\p{L}\p{N}-])/gu) ?? []
  ).map(code => `p:${code.replace('-', '')}`)
}
