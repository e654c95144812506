import { readFileSync } from 'node:fs'

/** The exports of `assembly/index.ts`. Every name that is not a count or a code is an address in the shared memory. */
export interface Kernel {
  indexBlock(from: number, to: number, separator: number, ends: number, lines: number, report: number): void
  unquoteBlock(
    from: number,
    to: number,
    separator: number,
    copy: number,
    ends: number,
    lines: number,
    origins: number,
    report: number,
  ): void
  takeRows(
    lines: number,
    firstLine: number,
    lineCount: number,
    ends: number,
    columns: number,
    origins: number,
    blank: number,
    rows: number,
    rowLines: number,
    refusals: number,
  ): number
  addWord(table: number, start: number, length: number, number: number): number
  findWords(
    rows: number,
    count: number,
    column: number,
    lastColumn: number,
    isLast: boolean,
    table: number,
    whenEmpty: number,
    whenUnknown: number,
    unknownReason: number,
    weight: number,
    out: number,
    refusals: number,
  ): number
  readMoney(
    rows: number,
    count: number,
    column: number,
    isLast: boolean,
    digits: number,
    largest: bigint,
    required: boolean,
    out: number,
    refusals: number,
  ): void
  readDays(rows: number, count: number, column: number, isLast: boolean, out: number, refusals: number): void
  checkText(
    rows: number,
    count: number,
    column: number,
    isLast: boolean,
    expected: number,
    expectedLength: number,
    reason: number,
    refusals: number,
  ): void
  readInstants(rows: number, count: number, column: number, isLast: boolean, out: number, refusals: number): number
  takeIds(
    rows: number,
    count: number,
    column: number,
    isLast: boolean,
    seen: number,
    out: number,
    refusals: number,
    order: number,
  ): number
  hashIds(ids: number, count: number, rowLines: number, lineBase: number, refusals: number, out: number): number
  refuseMarked(
    count: number,
    rowLines: number,
    lineBase: number,
    marks: number,
    column: number,
    refusals: number,
  ): number
  needPlace(elements: number, areas: number, count: number, column: number, refusals: number): void
  findSignatures(places: number, count: number, table: number, out: number): void
  pairSignatures(byElement: number, byArea: number, count: number, areaSignatures: number, table: number): void
  placeAreas(
    elements: number,
    areas: number,
    count: number,
    elementArea: number,
    areaArea: number,
    nowhere: number,
    out: number,
  ): void
  findExposures(
    signatures: number,
    days: number,
    profiles: number,
    count: number,
    segmentOf: number,
    segments: number,
    exposureOf: number,
    refusals: number,
    out: number,
  ): void
  keepHits(
    exposures: number,
    profiles: number,
    areas: number,
    ids: number,
    count: number,
    schemesOf: number,
    classOf: number,
    slotsOf: number,
    hitRows: number,
    hitExposures: number,
    hitMasks: number,
    hitClasses: number,
    hitSlots: number,
    hitAreas: number,
    hitIds: number,
  ): number
  gather64(from: number, index: number, count: number, out: number): void
  loadSlots(lines: number, count: number, offset: number, out: number): void
  scaleBy(source: number, lines: number, count: number, offset: number, out: number): void
  addOrLess(kind: number, source: number, count: number, out: number): void
  roundTo(mode: number, source: number, lines: number, count: number, divisor: number, unit: bigint, out: number): void
  roundShare(
    mode: number,
    source: number,
    lines: number,
    count: number,
    factor: number,
    divisor: number,
    unit: bigint,
    out: number,
  ): void
  applyMask(masks: number, count: number, scheme: number, out: number): void
  widen(from: number, count: number, out: number): void
  keepGreatest(columns: number, schemes: number, count: number): void
  setOff(column: number, by: number, count: number): void
  subsidiary(column: number, others: number, otherCount: number, count: number): void
  selectOwed(columns: number, schemes: number, count: number, figures: number, out: number): number
  selectApplying(masks: number, schemes: number, count: number, out: number): number
  countExposures(
    exposures: number,
    classes: number,
    count: number,
    classCount: number,
    largest: number,
    services: number,
  ): void
  countAreas(areas: number, count: number, width: number, sums: number): void
  addOwed(
    list: number,
    count: number,
    columns: number,
    figures: number,
    areas: number,
    width: number,
    sums: number,
  ): number
  writeRows(
    list: number,
    from: number,
    to: number,
    ids: number,
    checkIds: boolean,
    names: number,
    exposures: number,
    sharedExposures: number,
    hitRows: number,
    rowLines: number,
    lineBase: number,
    columns: number,
    digits: number,
    cursor: number,
    limit: number,
  ): number
}

/** Bits of what `indexBlock` reports to have seen. */
export const seen = { quotes: 1, highBytes: 2, returns: 4 } as const

/** What `findWords` does with an empty or unknown word that has no number. */
export const word = { refuse: -1, nothing: -2 } as const

/** Compiled once; threads receive the module and only link it to the memory. */
export function compileKernel(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL('./block-kernel.wasm', import.meta.url)))
}

export function linkKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  // The exports of our own binary; a test builds it from the sources that this interface describes.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Kernel
}
