import type { Readable } from 'node:stream'
import type { AlarmReceipt } from '@pulih/contracts'
import Papa from 'papaparse'
import { bytesOf, mistake, problem, type Actor, type Platform } from '../../platform/index.ts'
import { fromGeneric } from './normalise/generic.ts'
import { takeIn } from './receive-alarms.ts'
import { findSource } from './source-store.ts'

const ownColumns = ['key', 'element', 'state', 'severity', 'effect', 'summary', 'raisedAt', 'clearedAt']
const mostBytes = 32 * 1024 * 1024

/** Takes alarms from a CSV file with our own columns; any other column becomes a label. */
export async function importAlarmFile(
  platform: Platform,
  actor: Actor,
  name: string,
  body: Readable,
): Promise<AlarmReceipt> {
  const bytes = await bytesOf(body, mostBytes)
  const alarms = rowsOf(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  return platform.work(actor, async work => {
    const source = await findSource(work.tx, name)
    const understood = fromGeneric({ alarms }, { mapping: source.mapping, receivedAt: work.now })
    // The header is row 1.
    const mistakes = understood.mistakes.map(({ pointer, ...rest }) => ({
      ...rest,
      pointer: pointer.replace(/^\/alarms\/(\d+)/, (_, index: string) => `/row/${Number(index) + 2}`),
    }))
    return takeIn(work, source, { ...understood, mistakes })
  })
}

function rowsOf(text: string): Record<string, unknown>[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy' })
  if (!(meta.fields ?? []).includes('key'))
    throw problem('alarms.unusable', { kind: 'generic' }, [mistake('/row/1', 'missing-column', { column: 'key' })])
  return data.map(row => {
    const entries = Object.entries(row)
    return {
      ...Object.fromEntries(entries.filter(([name]) => ownColumns.includes(name))),
      labels: Object.fromEntries(entries.filter(([name]) => !ownColumns.includes(name))),
    }
  })
}
