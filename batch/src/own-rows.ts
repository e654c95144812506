import type { Views } from './arena.ts'
import type { CreateOwnFacts, OwnFacts, OwnRow } from './own-facts.ts'
import { type Region, sliceRows } from './region.ts'
import type { Work } from './work.ts'

/** Rows with facts of their own, as one thread deals with them. */
export interface OwnRows {
  /** Gives such rows an exposure of their own, behind those of the plan. */
  add(rows: number, lineBase: number): void
  readonly facts: OwnFacts
}

export async function ownRows(views: Views, work: Work, region: Region, thread: number): Promise<OwnRows | null> {
  const { job, ownLayout: layout, tables } = work
  if (!job.ownFacts || (work.header.reportedAt < 0 && work.header.restoredAt < 0)) return null
  const facts = await create(job.ownFacts.module)
  const firstOwn = work.exposures + thread * sliceRows
  const { width, blank } = layout
  const slotsAt = tables.ownSlots / 8 + thread * sliceRows * width
  const slots = views.i64.subarray(slotsAt, slotsAt + sliceRows * width)
  const u32 = views.u32
  const i32 = views.i32
  const f64 = views.f64
  const row: OwnRow = {
    line: 0,
    signature: 0,
    profile: 0,
    cycleDay: 0,
    reportedAt: 0,
    restoredAt: 0,
    exposure: 0,
  }

  return { add, facts }

  function add(rows: number, lineBase: number): void {
    let own = 0
    for (let at = 0; at < rows; at++) {
      const reportedAt = f64[region.reportedAt / 8 + at] ?? Number.NaN
      const restoredAt = f64[region.restoredAt / 8 + at] ?? Number.NaN
      if (Number.isNaN(reportedAt) && Number.isNaN(restoredAt)) continue
      if (u32[region.refusals / 4 + at] !== 0) continue
      row.line = lineBase + (u32[region.rowLines / 4 + at] ?? 0)
      row.signature = i32[region.signatures / 4 + at] ?? 0
      row.profile = i32[region.profiles / 4 + at] ?? 0
      row.cycleDay = (i32[region.days / 4 + at] ?? 0) + 1
      row.reportedAt = reportedAt
      row.restoredAt = restoredAt
      row.exposure = i32[region.exposures / 4 + at] ?? -1
      const line = own * width
      for (let slot = 0; slot < width; slot++) slots[line + slot] = blank[slot] ?? 0n

      const verdict = facts.decide(row, slots, line)
      if (verdict === 'shared') continue
      i32[region.exposures / 4 + at] = verdict === 'none' ? -1 : firstOwn + own
      if (verdict === 'none') continue
      own++
    }
  }

  async function create(module: string): Promise<OwnFacts> {
    const { default: make } = (await import(module)) as { default: CreateOwnFacts }
    return make(job.ownFacts?.data, layout)
  }
}
