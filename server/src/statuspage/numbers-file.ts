import type { Keys } from '../status-host/keys.ts'
import {
  magic,
  nameOf,
  numberForm,
  postcodesIn,
  streetForm,
  type Hash,
  type NumbersHead,
} from '../status-host/numbers.ts'

/** What of one service can be looked up. */
export interface HitService {
  readonly outage: string
  readonly service: string
  /** Where it is; null: not known. */
  readonly address: string | null
}

/** Collects who is hit and writes it as `status-host/numbers.ts` reads it. Outages that hit the same number share one entry. */
export interface NumbersFile {
  add(hit: HitService): void
  /** The bytes, and a name that is the same for the same contents. */
  finish(): { readonly name: string; readonly bytes: Buffer }
}

interface Entry extends Hash {
  group: number
}

/** `covers`: outages of which everything is added. */
export function numbersFile({ hash, print }: Keys, covers: readonly string[]): NumbersFile {
  const groups: string[][] = []
  const groupOf = new Map<string, number>()
  const entries = new Map<bigint, Entry>()
  const groupFor = (ids: readonly string[]): number => {
    const sorted = [...new Set(ids)].toSorted()
    const name = sorted.join(' ')
    const known = groupOf.get(name)
    if (known !== undefined) return known
    groupOf.set(name, groups.length)
    return groups.push(sorted) - 1
  }
  const put = (form: string, outage: string): void => {
    const { high, low } = hash(form)
    const key = (BigInt(high) << 32n) | BigInt(low)
    const entry = entries.get(key)
    if (!entry) entries.set(key, { high, low, group: groupFor([outage]) })
    else if (!groups[entry.group]?.includes(outage)) entry.group = groupFor([...(groups[entry.group] ?? []), outage])
  }
  return {
    add({ outage, service, address }) {
      put(numberForm(service), outage)
      if (address === null) return
      const street = streetForm(address)
      if (street !== null) put(street, outage)
      for (const code of postcodesIn(address)) put(code, outage)
    },
    finish() {
      const sorted = [...entries.values()].toSorted((a, b) => a.high - b.high || a.low - b.low)
      const json = Buffer.from(JSON.stringify({ print, covers, groups } satisfies NumbersHead))
      const padded = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, ' ')])
      const head = Buffer.alloc(16)
      head.write(magic, 'latin1')
      head.writeUInt32LE(sorted.length, 8)
      head.writeUInt32LE(padded.length, 12)
      const column = (of: (entry: Entry) => number) => Buffer.from(Uint32Array.from(sorted, of).buffer)
      const bytes = Buffer.concat([head, padded, column(e => e.high), column(e => e.low), column(e => e.group)])
      return { name: nameOf(bytes), bytes }
    },
  }
}
