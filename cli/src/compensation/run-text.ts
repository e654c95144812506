import { getOutage, type OutageView } from '@pulih/contracts'
import { paint, type Page } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { showInstant } from '../api/instants.ts'
import { namesOf, type NameOf } from '../api/name-people.ts'
import { counted, facts, stated, title } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import type { RunView } from './find-run.ts'
import { runStyles } from './list-runs.ts'
import { summaryLines } from './summary-text.ts'

/** A run with its summary, as it is looked at before money moves. */
export async function saidRun(client: Client, run: RunView): Promise<Said> {
  const { outage: id, number } = run
  const [outage, name] = await Promise.all([
    id === null ? null : client.ask(getOutage, { params: { outage: id } }),
    namesOf(client, [run.createdBy, run.reviewedBy, run.approvedBy]),
  ])
  return {
    value: run,
    lines: page => [
      `${title(page, `Run ${number}: ${aboutOf(run, outage)}`)}  ${stated(page, run.status, runStyles)}`,
      ...headLines(page, run, name),
      ...summaryLines(page, run),
      ...part(nextStep(run)),
    ],
    exitCode: run.summary !== null && run.summary.fairness.breaches.length > 0 ? 1 : 0,
  }
}

const part = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', ...lines])

function aboutOf({ month }: RunView, outage: OutageView | null): string {
  return outage === null ? `billing periods that begin in ${month ?? '?'}` : `${outage.number}, ${outage.title}`
}

function headLines(page: Page, run: RunView, name: NameOf): string[] {
  return [
    ...facts(page, [
      ['started', `${showInstant(run.createdAt)} by ${name(run.createdBy)}`],
      ['under way', run.stage ?? ''],
      ['computed', showInstant(run.computedAt)],
      ['reviewed', run.reviewedBy === null ? '' : `by ${name(run.reviewedBy)}`],
      [
        'approved',
        run.approvedAt === null ? '' : `${showInstant(run.approvedAt)} by ${name(run.approvedBy ?? 'somebody')}`,
      ],
      ['posted', run.posted === 0 ? '' : `${counted(run.posted, 'credit')} ${showInstant(run.postedAt)}`.trimEnd()],
      ['settled', showInstant(run.settledAt)],
      ['budget', run.budget === null ? '' : `${run.budget} ${run.currency}`],
      ['note', run.note ?? ''],
      ['id', run.id],
    ]),
    ...(run.failure === null
      ? []
      : [
          paint(page, 'red', `  It does not go on: ${run.failure}`),
          ...(run.status === 'failed' ? [] : ['  The server tries again.']),
        ]),
  ]
}

/** What can be done now, and by whom. */
export function nextStep(run: RunView): string[] {
  const { status, number, credits, posted } = run
  switch (status) {
    case 'draft':
    case 'computing':
      return [`It is being computed: "pulih compensation show ${number}" again.`]
    case 'failed':
      return [
        `Next: mend what it names and "pulih compensation recompute ${number} --wait", or "pulih compensation cancel ${number}".`,
      ]
    case 'computed':
    case 'reviewed':
      if (credits === 0) return [`Nothing is to be posted: ${whyNothing(run)}.`]
      // Whether a second person must is for the server to say: it looks at people, and at what is given and what is taken alone.
      return [
        `Next: "pulih compensation approve ${number}", by somebody who may approve and did not start, compute or review it.`,
      ]
    case 'approved':
      return [`Next: "pulih compensation post ${number} --wait" writes it to the ledger.`]
    case 'posting':
      return [`"pulih compensation stop ${number}" stops it between two batches.`]
    case 'stopped':
      return [
        `Next: "pulih compensation resume ${number} --wait", or "pulih compensation cancel ${number}" gives up what is not posted.`,
      ]
    case 'posted':
    case 'settled':
      return [`Why somebody gets it: "pulih compensation explain ${number} <service>".`]
    case 'cancelled':
      return posted > 0 && posted !== credits
        ? [`For the rest start a new run: ${runAgain(run)}. It contains only what was not posted yet.`]
        : []
  }
}

function whyNothing({ summary, figure }: RunView): string {
  if (summary?.services === 0) return 'no service was hit on evidence good enough for money'
  const gives = summary?.schemes.some(scheme => /[1-9]/.test(scheme[figure])) ?? true
  return gives ? 'everything that is owed was posted before' : 'nothing is owed'
}

/** The command that starts a run about the same. */
export function runAgain({ month, outage }: RunView): string {
  return `"pulih compensation run ${outage === null ? `--month ${month ?? '<month>'}` : `--outage ${outage}`} --wait"`
}
