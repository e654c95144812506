import { closeSync, openSync, writeSync } from 'node:fs'

import { viewsOf } from './arena.ts'
import { assessor } from './assess.ts'
import { blockReader } from './block.ts'
import { readChunk } from './chunk.ts'
import { linkKernel } from './kernel.ts'
import type { ListedReport } from './listed-rows.ts'
import type { OwnReport } from './own-facts.ts'
import { ownRows } from './own-rows.ts'
import { refusalReasons } from './plan.ts'
import { type Region, sliceRows } from './region.ts'
import { rejectedLine } from './rejected.ts'
import { openSpill, partitionsFor, type SpillIndex } from './spill.ts'
import { type OutputFile, type OutputTurn, Stopped, turnsOf } from './turns.ts'
import type { Work } from './work.ts'

/** Refusals and own facts are written out when so many characters are waiting. */
const longestWait = 1 << 20

/** About these lines no single field is to blame. */
const wholeLineReasons = new Set(
  (['too-few-fields', 'too-many-fields', 'broken-quotes'] as const).map(reason => refusalReasons.indexOf(reason) + 1),
)

/** What a thread counted; its sums are in its region of the shared memory. */
export interface ThreadReport {
  readonly read: number
  readonly ok: number
  readonly hit: number
  readonly spill: SpillIndex | null
  /** What the hook for rows with facts of their own has to say. */
  readonly own: OwnReport | null
  readonly listed: ListedReport | null
}

/**
 * Takes chunks until none is left: reads, assesses and writes each. Several threads do this at once, and the calling thread is one
 * of them; `afterChunk` lets it report progress.
 */
export async function runThread(
  work: Work,
  thread: number,
  afterChunk?: () => void | Promise<void>,
): Promise<ThreadReport> {
  const { job, header } = work
  const region = regionOf(work, thread)
  const views = viewsOf(work.memory)
  const kernel = linkKernel(work.module, work.memory)
  const turns = turnsOf(work.control)
  const reader = blockReader(kernel, views, work, region)
  const assess = assessor(kernel, views, work, region)
  const own = await ownRows(views, work, region, thread)
  const fds = {
    services: openSync(job.servicesFile, 'r'),
    out: openSync(job.outFile, 'r+'),
    rejected: openSync(job.rejectedFile, 'r+'),
    own: job.ownFacts ? openSync(job.ownFacts.file, 'r+') : -1,
  }
  const spill =
    work.uniqueness === 'collecting' ? openSpill(`${work.spillFile}-${thread}`, partitionsFor(header.fileBytes)) : null
  const orderAt = region.order / 4
  const refusalsAt = region.refusals / 4
  const rowLinesAt = region.rowLines / 4
  const counts = { read: 0, ok: 0, hit: 0 }
  const cursor = region.cursor / 4
  let turn: OutputTurn | undefined
  let rejected = ''

  try {
    for (let chunk = turns.take(); chunk < work.chunks; chunk = turns.take()) {
      await runChunk(chunk)
      await afterChunk?.()
    }
    return { ...counts, spill: spill?.close() ?? null, own: own?.facts.report() ?? null, listed: assess.listed() }
  } catch (error) {
    turns.stop('failed')
    spill?.close()
    throw error
  } finally {
    for (const fd of Object.values(fds)) if (fd >= 0) closeSync(fd)
  }

  async function runChunk(number: number): Promise<void> {
    turn = undefined
    views.u32[cursor] = region.out
    const chunk = readChunk(fds.services, job.servicesFile, header, number, job.chunkBytes, views.bytes, region.input)
    if (!chunk) {
      await turns.lines(number, 0)
      await send(number, true)
      return
    }
    const block = reader.index(chunk)
    // Numbers of lines are counted from one, lines of the block from zero.
    const lineBase = (await turns.lines(number, block.lineCount)) + 1
    for (let line = 0; line < block.lineCount; line += sliceRows) {
      const { rows, good } = reader.read(block, line, lineBase)
      counts.read += rows
      counts.ok += good
      if (good < rows) noteRefusals(rows, lineBase)
      if (spill) collect(rows, lineBase)
      if (work.uniqueness === 'rising' && views.u32[region.order / 4 + 4] === 0) endBecauseIdsDoNotRise()
      assess.findExposures(rows)
      own?.add(rows, lineBase)
      counts.hit += assess.assess(rows)
      await assess.write(block, lineBase, () => send(number, false))
      if (rejected.length + (own?.facts.waitingBytes ?? 0) > longestWait) await send(number, false)
    }
    await send(number, true)
  }

  /** Writes what is waiting. Only the place in the files needs the turn; it is passed on before the bytes are written. */
  async function send(number: number, isEnd: boolean): Promise<void> {
    turn ??= await turns.output(number)
    const texts: [OutputFile, Uint8Array][] = [['out', views.bytes.subarray(region.out, views.u32[cursor])]]
    if (rejected !== '') texts.push(['rejected', Buffer.from(rejected)])
    const ownLines = own?.facts.takeLines()
    if (ownLines && ownLines.length > 0) texts.push(['own', ownLines])
    const places = texts.map(([file, text]) => turn?.place(file, text.length) ?? 0)
    if (isEnd) {
      if (work.uniqueness === 'rising' && !turn.rises(idAt(0), idAt(2))) endBecauseIdsDoNotRise()
      turn.pass()
    }
    for (const [at, [file, text]] of texts.entries()) writeAll(fds[file], text, places[at] ?? 0)
    views.u32[cursor] = region.out
    rejected = ''
  }

  function idAt(word: number): Uint8Array {
    const start = views.u32[orderAt + word] ?? 0
    return views.bytes.subarray(start, start + (views.u32[orderAt + word + 1] ?? 0))
  }

  function endBecauseIdsDoNotRise(): never {
    turns.stop('not-rising')
    throw new Stopped('service ids do not rise')
  }

  function noteRefusals(rows: number, lineBase: number): void {
    for (let row = 0; row < rows; row++) {
      const refusal = views.u32[refusalsAt + row] ?? 0
      if (refusal === 0) continue
      const line = views.u32[rowLinesAt + row] ?? 0
      const reason = refusal & 0xff
      const column = refusal >>> 8
      const isWholeLine = wholeLineReasons.has(reason)
      const value = isWholeLine ? reader.line(line) : reader.field(row, column)
      const name = isWholeLine ? '' : (header.names[column] ?? '')
      rejected += rejectedLine(job.servicesFile, lineBase + line, name, reason, value)
    }
  }

  function collect(rows: number, lineBase: number): void {
    const found = kernel.hashIds(region.ids, rows, region.rowLines, lineBase, region.refusals, region.hashes)
    for (let at = region.hashes / 4; at < region.hashes / 4 + found * 4; at += 4) {
      const row = views.u32[at + 3] ?? 0
      spill?.add(views.u32[at + 1] ?? 0, views.u32[at] ?? 0, views.u32[at + 2] ?? 0, reader.fileOffset(row))
    }
  }
}

function regionOf(work: Work, thread: number): Region {
  const region = work.regions[thread]
  if (!region) throw new RangeError(`no region for thread ${thread}`)
  return region
}

function writeAll(fd: number, text: Uint8Array, position: number): void {
  for (let done = 0; done < text.length;) done += writeSync(fd, text, done, text.length - done, position + done)
}
