import type { Arena } from './arena.ts'
import type { Amounts } from './amounts.ts'

/** Rows that go through the kernel together: their columns stay in the nearest caches. */
export const sliceRows = 1024

/** The longest line that is read. A longer one is no services file. */
export const longestLine = 65536

/** Text is written out when so much is waiting. */
const outBytes = 1 << 20

/** What one thread has to itself; every field is an address but for the few that say bytes. */
export interface Region {
  readonly input: number
  readonly unquoted: number
  readonly ends: number
  readonly lines: number
  readonly origins: number
  readonly report: number
  readonly order: number
  readonly blank: number
  readonly rows: number
  readonly rowLines: number
  readonly refusals: number
  readonly elements: number
  readonly areas: number
  readonly areaSignatures: number
  readonly sumAreas: number
  readonly signatures: number
  readonly listed: number
  readonly profiles: number
  readonly days: number
  readonly reportedAt: number
  readonly restoredAt: number
  readonly ids: number
  readonly bases: readonly number[]
  readonly hitRows: number
  readonly exposures: number
  readonly hitExposures: number
  readonly hitMasks: number
  readonly hitClasses: number
  /** For each hit row the address of its line of slots. */
  readonly hitSlots: number
  readonly hitAreas: number
  readonly hitIds: number
  readonly hitBases: readonly number[]
  /** Three addresses of amount columns for each scheme; the three are one where the figures agree. */
  readonly columns: number
  readonly amounts: readonly (readonly number[])[]
  readonly scratch: readonly number[]
  readonly stacking: readonly (readonly number[])[]
  readonly list: number
  readonly hashes: number
  readonly cursor: number
  readonly out: number
  readonly outLimit: number
  readonly services: number
  readonly sums: number
  readonly servicesBytes: number
  readonly sumsBytes: number
}

export interface RegionNeeds {
  readonly chunkBytes: number
  readonly columns: number
  readonly readBases: number
  readonly usedBases: number
  readonly schemes: number
  readonly exposures: number
  readonly classes: number
  readonly areas: number
  readonly figures: number
  readonly amounts: Amounts
  readonly hashing: boolean
  readonly longestName: number
}

export function reserveRegion(arena: Arena, needs: RegionNeeds): Region {
  const { schemes, amounts } = needs
  const bytes = needs.chunkBytes + longestLine + 64
  const narrow = (): number => arena.reserve(sliceRows * 4)
  const wide = (): number => arena.reserve(sliceRows * 8)
  const many = (count: number): number[] => Array.from({ length: count }, wide)
  const out = arena.reserve(outBytes + needs.longestName + 1024)
  const servicesBytes = (needs.exposures + 1) * needs.classes * 4
  const sumsBytes = (needs.areas + 1) * sumsWidth(schemes, needs.figures)
  return {
    input: arena.reserve(bytes),
    unquoted: arena.reserve(bytes),
    ends: arena.reserve(bytes * 4),
    lines: arena.reserve(bytes * 4),
    origins: arena.reserve(bytes * 4),
    report: arena.reserve(16),
    order: arena.reserve(32),
    blank: arena.reserve((needs.columns + 1) * 4 + needs.columns + 1),
    rows: narrow(),
    rowLines: narrow(),
    refusals: narrow(),
    elements: narrow(),
    areas: narrow(),
    areaSignatures: narrow(),
    sumAreas: narrow(),
    signatures: narrow(),
    listed: narrow(),
    profiles: narrow(),
    days: narrow(),
    reportedAt: wide(),
    restoredAt: wide(),
    ids: wide(),
    bases: many(needs.readBases),
    hitRows: narrow(),
    exposures: narrow(),
    hitExposures: narrow(),
    hitMasks: narrow(),
    hitClasses: narrow(),
    hitSlots: narrow(),
    hitAreas: narrow(),
    hitIds: wide(),
    hitBases: many(needs.usedBases),
    columns: arena.reserve(schemes * 12),
    amounts: amounts.schemes.map(scheme => many(scheme.figures.length)),
    scratch: many(amounts.depth + 1),
    stacking: amounts.stacking.map(step => step.figures.map(() => arena.reserve(step.columns * 4))),
    list: arena.reserve((sliceRows * schemes + 1) * 4),
    hashes: arena.reserve(needs.hashing ? sliceRows * 16 : 0),
    cursor: arena.reserve(4),
    out,
    outLimit: out + outBytes,
    services: arena.reserve(servicesBytes),
    sums: arena.reserve(sumsBytes),
    servicesBytes,
    sumsBytes,
  }
}

/** Bytes of an area's line: hit services, then for each scheme rows owed and, for each figure, sum and rows above zero. */
export function sumsWidth(schemes: number, figures: number): number {
  return 8 + schemes * (8 + figures * 16)
}
