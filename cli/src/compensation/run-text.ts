import { getOutage } from '@pulih/contracts'
import { paint, type Page } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { showInstant } from '../api/instants.ts'
import { counted, facts, stated, title } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import type { RunView } from './find-run.ts'
import { runStyles } from './list-runs.ts'
import { summaryLines } from './summary-text.ts'

/** A run with its summary, as it is looked at before money moves. */
export async function saidRun(client: Client, run: RunView): Promise<Said> {
  const about = await aboutOf(client, run)
  return {
    value: run,
    lines: page => [...headLines(page, run, about), ...summaryLines(page, run), ...part(nextStep(run))],
    exitCode: run.summary !== null && run.summary.fairness.breaches.length > 0 ? 1 : 0,
  }
}

const part = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', ...lines])

async function aboutOf(client: Client, { month, outage }: RunView): Promise<string> {
  if (outage === null) return `billing periods that begin in ${month ?? '?'}`
  const { number, title: called } = await client.ask(getOutage, { params: { outage } })
  return `${number}, ${called}`
}

function headLines(page: Page, run: RunView, about: string): string[] {
  return [
    `${title(page, `Run ${run.number}: ${about}`)}  ${stated(page, run.status, runStyles)}`,
    ...facts(page, [
      ['started', `${showInstant(run.createdAt)} by ${run.createdBy}`],
      ['under way', run.stage ?? ''],
      ['computed', showInstant(run.computedAt)],
      ['reviewed', run.reviewedBy ?? ''],
      ['approved', run.approvedAt === null ? '' : `${showInstant(run.approvedAt)} by ${run.approvedBy ?? ''}`],
      ['posted', run.posted === 0 ? '' : `${counted(run.posted, 'credit')} ${showInstant(run.postedAt)}`.trimEnd()],
      ['settled', showInstant(run.settledAt)],
      ['budget', run.budget === null ? '' : `${run.budget} ${run.currency}`],
      ['note', run.note ?? ''],
      ['id', run.id],
    ]),
    ...(run.failure === null
      ? []
      : [paint(page, 'red', `  It does not go on: ${run.failure}`), '  The server tries again.']),
  ]
}

/** What can be done now, and by whom. */
export function nextStep({ status, number, due, credits, secondPersonAbove, currency }: RunView): string[] {
  switch (status) {
    case 'draft':
    case 'computing':
      return [`It is being computed: "pulih compensation show ${number}" again.`]
    case 'computed':
    case 'reviewed':
      if (credits === 0) return ['Nothing is to be posted: everything that is owed was posted before.']
      return [
        `Next: "pulih compensation approve ${number}", ${isAbove(due, secondPersonAbove) ? `by somebody else than who started, computed or reviewed it (above ${secondPersonAbove} ${currency})` : 'by whoever may approve'}.`,
      ]
    case 'approved':
      return [`Next: "pulih compensation post ${number} --wait" writes it to the ledger.`]
    case 'posting':
      return [`"pulih compensation stop ${number}" stops it between two batches.`]
    case 'stopped':
      return [`Next: "pulih compensation resume ${number} --wait".`]
    case 'posted':
    case 'settled':
      return [`Why somebody gets it: "pulih compensation explain ${number} <service>".`]
    case 'cancelled':
      return []
  }
}

/** Decimals of one currency have equally many digits behind the point. */
function isAbove(due: string | null, limit: string): boolean {
  const minor = (text: string) => BigInt(text.replace('.', ''))
  return minor(due ?? '0') > minor(limit)
}
