import { type Amounts, planAmounts } from './amounts.ts'
import { arena, viewsOf } from './arena.ts'
import type { Header } from './header.ts'
import { compileKernel, linkKernel } from './kernel.ts'
import { type OwnLayout, ownLayout } from './own-facts.ts'
import type { BaseColumn, BatchPlan, ListedServices } from './plan.ts'
import { joinColumns, profileWeights } from './profile-words.ts'
import { type Region, reserveRegion, sliceRows, sumsWidth } from './region.ts'
import { fillTables, reserveTables, type Tables } from './tables.ts'

/** How the run deals with repeated services: sees that ids only rise, collects their hashes, or refuses the lines that are marked. */
export type Uniqueness = 'rising' | 'collecting' | 'marked'

/** What is to be done, by name. */
export interface Job {
  readonly servicesFile: string
  readonly outFile: string
  readonly rejectedFile: string
  readonly mode: 'owed' | 'hit'
  readonly threads: number
  readonly chunkBytes: number
  readonly ownFacts: {
    readonly module: string
    readonly data: unknown
    readonly file: string
    readonly header: string
  } | null
}

/** All that a thread must know, ready to be sent to it; the large tables are in the memory that all of them share. */
export interface Work {
  readonly job: Job
  readonly header: Header
  readonly uniqueness: Uniqueness
  readonly spillFile: string
  readonly chunks: number
  readonly currencyDigits: number
  readonly currencyLength: number
  readonly largestBase: bigint
  /** The money columns that are read: those of the plan, and the monthly fee in any case. */
  readonly readBases: readonly BaseColumn[]
  readonly usedBases: readonly BaseColumn[]
  readonly profiles: readonly {
    readonly column: number
    readonly fallback: number
    readonly unknown: number
    readonly weight: number
    readonly isJoined: boolean
  }[]
  readonly joined: readonly { readonly column: number; readonly lastColumn: number }[]
  readonly segments: number
  readonly areaSignatures: number
  /** Services that outages list, by their number in the tables. */
  readonly listed: Pick<ListedServices, 'signature' | 'together'> | null
  readonly exposures: number
  readonly schemes: number
  readonly figures: number
  readonly areaCount: number
  readonly amounts: Amounts
  readonly ownLayout: OwnLayout
  readonly tables: Tables
  readonly regions: readonly Region[]
  /** One bit for each line of the file that repeats an earlier service; only in a marked run. */
  readonly marks: number
  readonly marksBytes: number
  readonly memory: WebAssembly.Memory
  readonly module: WebAssembly.Module
  readonly control: SharedArrayBuffer
}

export function prepareWork(
  plan: BatchPlan,
  job: Job,
  header: Header,
  uniqueness: Uniqueness,
  spillFile: string,
  control: SharedArrayBuffer,
  marks: Uint8Array | null,
): Work {
  const places = arena()
  const layout = job.ownFacts ? ownLayout(plan) : { width: 0, blank: [], offsets: [] }
  const amounts = planAmounts(plan)
  const figures = amounts.schemes.some(scheme => scheme.figures.length > 1) ? 3 : 1
  const readBases = [...new Set<BaseColumn>(['monthly_fee', ...plan.bases])]
  const joined = joinColumns(plan, header)
  const weights = profileWeights(plan)
  const tables = reserveTables(places, plan, joined, job.ownFacts ? job.threads * sliceRows : 0)
  const regions = Array.from({ length: job.threads }, () =>
    reserveRegion(places, {
      chunkBytes: job.chunkBytes,
      columns: header.names.length,
      readBases: readBases.length,
      usedBases: plan.bases.length,
      schemes: plan.schemes.length,
      exposures: plan.exposures,
      classes: tables.classes.length,
      areas: plan.areaNames.length,
      figures,
      amounts,
      hashing: uniqueness === 'collecting',
      longestName: Math.max(0, ...tables.nameTexts.map(({ text }) => Buffer.byteLength(text))),
    }),
  )
  const marksAt = places.reserve(marks?.length ?? 0)
  const memory = places.make()
  const module = compileKernel()
  const views = viewsOf(memory)
  fillTables(views, linkKernel(module, memory), tables, plan, joined)
  if (marks) views.bytes.set(marks, marksAt)

  return {
    job,
    header,
    uniqueness,
    spillFile,
    chunks: Math.ceil((header.fileBytes - header.dataStart) / job.chunkBytes),
    currencyDigits: plan.currencyDigits,
    currencyLength: Buffer.byteLength(plan.currency),
    largestBase: plan.largestBase,
    readBases,
    usedBases: plan.bases,
    profiles: plan.profileColumns.map(({ values, fallback, open }, at) => ({
      column: header.profile[at] ?? -1,
      fallback,
      unknown: open ? values.length - 1 : -1,
      weight: weights[at] ?? 0,
      isJoined: joined.some(({ parts }) => parts.includes(at)),
    })),
    joined: joined.map(({ column, lastColumn }) => ({ column, lastColumn })),
    segments: plan.segments,
    areaSignatures: plan.signaturePair?.areaSignatures ?? 0,
    listed: plan.listed && { signature: plan.listed.signature, together: plan.listed.together },
    exposures: plan.exposures,
    schemes: plan.schemes.length,
    figures,
    areaCount: plan.areaNames.length,
    amounts,
    ownLayout: layout,
    tables,
    regions,
    marks: marksAt,
    marksBytes: marks?.length ?? 0,
    memory,
    module,
    control,
  }
}

export function areaLineBytes(work: Work): number {
  return sumsWidth(work.schemes, work.figures)
}
