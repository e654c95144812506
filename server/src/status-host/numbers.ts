import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Who is hit, without saying who: for each number of a service that an open outage hit, and for the street and postcode of a customer with
 * one place, a keyed hash of 64 bits, sorted, and which outages these are. Whoever has the file and not the key learns nothing but how many
 * there are. What is not in it is not hit or is not there at all; nobody can tell which, not even we.
 *
 *     bytes 0 to 7   'PULIHNO2'
 *     bytes 8 to 11  how many hashes (n), little endian like all that follows
 *     12 to 15       bytes of the JSON behind it: the print of the key, of which outages it is, and a list of lists of their ids
 *     then           the JSON, padded with blanks to a multiple of four
 *     then           n high halves of hashes, n low halves, n places in the list of lists, of 32 bits each
 */
export interface Numbers {
  readonly name: string
  /** Of the key with which they were hashed: under another one nothing is found, and nothing follows from that. */
  readonly print: string
  /** The outages of which every number is in it. Of others nothing follows from what is not in it. */
  readonly covers: ReadonlySet<string>
  /** Ids of outages; empty where nothing is known. */
  find(hash: Hash): readonly string[]
}

/** What stands before the hashes. */
export interface NumbersHead {
  readonly print: string
  readonly covers: readonly string[]
  readonly groups: readonly (readonly string[])[]
}

/** The two halves of a keyed hash. */
export interface Hash {
  readonly high: number
  readonly low: number
}

export const magic = 'PULIHNO2'
const headBytes = 16

export function hasherWith(key: Buffer): (text: string) => Hash {
  return text => {
    const digest = createHmac('sha256', key).update(text).digest()
    return { high: digest.readUInt32LE(0), low: digest.readUInt32LE(4) }
  }
}

export function readNumbers(root: string, name: string): Numbers {
  const bytes = readFileSync(join(root, 'numbers', name))
  if (nameOf(bytes) !== name) throw new Error(`${name} is not what was written`)
  return numbersIn(bytes, name)
}

/** The same for the same contents. */
export function nameOf(bytes: Buffer): string {
  return `${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}.bin`
}

export function numbersIn(bytes: Buffer, name: string): Numbers {
  if (bytes.toString('latin1', 0, magic.length) !== magic) throw new Error(`${name} holds no numbers`)
  const count = bytes.readUInt32LE(8)
  const jsonBytes = bytes.readUInt32LE(12)
  const head = JSON.parse(bytes.toString('utf8', headBytes, headBytes + jsonBytes)) as NumbersHead
  const { print, covers, groups } = head
  const at = (column: number): Uint32Array => {
    const from = headBytes + jsonBytes + column * count * 4
    return new Uint32Array(bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + from + count * 4))
  }
  const [high, low, group] = [at(0), at(1), at(2)]
  return {
    name,
    print,
    covers: new Set(covers),
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

/**
 * The street and town of an address, its words in an order of their own, so that `Prosta 1, Warszawa` is `ul. Prosta 3 m. 2 Warszawa`: what
 * is said of it is said of the street, and nobody learns in which house a customer lives. Null: one word is a town.
 */
export function streetForm(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}/-]+/u)
    .filter(word => /\p{L}/u.test(word) && !/\p{N}/u.test(word) && !streetWords.has(word))
  const each = [...new Set(words)].toSorted()
  return each.length < 2 ? null : `a:${each.join(' ')}`
}

/** Words that one writes and another leaves out, and those that stand with the number of a house or flat. */
const streetWords = new Set([
  ...[
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'm',
    'mieszkanie',
    'lok',
    'lokal',
    'rt',
    'rw',
    'blok',
    'kav',
    'lantai',
    'lt',
    'flat',
    'apt',
    'unit',
  ],
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
