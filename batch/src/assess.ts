import { amountsOf } from './amounts.ts'
import type { Views } from './arena.ts'
import type { Block } from './block.ts'
import { type Kernel, seen } from './kernel.ts'
import { type ListedReport, listedRows } from './listed-rows.ts'
import type { Region } from './region.ts'
import { areaLineBytes, type Work } from './work.ts'

/** From read rows to what is owed, and on to text. */
export interface Assessor {
  /** Finds the exposure of every good row. */
  findExposures(rows: number): void
  /** Keeps the rows that have one, computes their amounts, adds them up. Returns how many rows were hit. */
  assess(rows: number): number
  /** Writes the lines of the results behind the cursor; `flush` makes room. */
  write(block: Block, lineBase: number, flush: () => Promise<void>): Promise<void>
  /** What was met of the services that outages list. */
  listed(): ListedReport | null
}

const comma = 44

export function assessor(kernel: Kernel, views: Views, work: Work, region: Region): Assessor {
  const { tables, header, schemes } = work
  const computeAmounts = amountsOf(kernel, views, work.amounts, tables, region, work.largestBase)
  const lineBytes = areaLineBytes(work)
  const listedOnes = listedRows(kernel, views, work, region)
  let listed = 0
  let hits = 0

  return { findExposures, assess, write, listed: () => listedOnes?.report() ?? null }

  function findExposures(rows: number): void {
    const { elements, areas, signatures, areaSignatures, sumAreas } = region
    if (header.element >= 0) kernel.findSignatures(elements, rows, tables.elementSignature, signatures)
    else if (work.areaSignatures > 0) views.i32.fill(0, signatures / 4, signatures / 4 + rows)
    if (work.areaSignatures > 0) {
      kernel.findSignatures(areas, rows, tables.areaSignature, areaSignatures)
      kernel.pairSignatures(signatures, areaSignatures, rows, work.areaSignatures, tables.pair)
    } else if (header.element < 0) kernel.findSignatures(areas, rows, tables.areaSignature, signatures)

    listedOnes?.sign(rows)
    kernel.placeAreas(elements, areas, rows, tables.elementArea, tables.areaArea, work.areaCount, sumAreas)
    kernel.findExposures(
      signatures,
      region.days,
      region.profiles,
      rows,
      tables.segmentOf,
      work.segments,
      tables.exposureOf,
      region.refusals,
      region.exposures,
    )
  }

  function assess(rows: number): number {
    const { hitRows, hitExposures, hitMasks, hitClasses, hitAreas, list } = region
    hits = kernel.keepHits(
      region.exposures,
      region.profiles,
      region.sumAreas,
      region.ids,
      rows,
      tables.schemesOf,
      tables.classOf,
      tables.slotsOf,
      hitRows,
      hitExposures,
      hitMasks,
      hitClasses,
      region.hitSlots,
      hitAreas,
      region.hitIds,
    )
    for (const [at, base] of work.usedBases.entries()) {
      kernel.gather64(region.bases[work.readBases.indexOf(base)] ?? 0, hitRows, hits, region.hitBases[at] ?? 0)
    }

    kernel.countExposures(hitExposures, hitClasses, hits, tables.classes.length, work.exposures, region.services)
    kernel.countAreas(hitAreas, hits, lineBytes, region.sums)
    computeAmounts(hits)
    listed = kernel.selectOwed(region.columns, schemes, hits, work.figures, list)
    if (!kernel.addOwed(list, listed, region.columns, work.figures, hitAreas, lineBytes, region.sums)) {
      throw new RangeError('the sum of all amounts does not fit into 64 bits')
    }
    if (work.job.mode === 'hit') listed = kernel.selectApplying(hitMasks, schemes, hits, list)
    return hits
  }

  async function write(block: Block, lineBase: number, flush: () => Promise<void>): Promise<void> {
    // Only then can an id hold a sign that must be quoted.
    const checkIds = header.separator !== comma || (block.seen & (seen.quotes | seen.returns)) !== 0
    let done = 0
    for (;;) {
      done = kernel.writeRows(
        region.list,
        done,
        listed,
        region.hitIds,
        checkIds,
        tables.names,
        region.hitExposures,
        work.exposures,
        region.hitRows,
        region.rowLines,
        lineBase,
        region.columns,
        work.currencyDigits,
        region.cursor,
        region.outLimit,
      )
      if (done === listed) return
      await flush()
    }
  }
}
