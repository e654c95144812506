import type { FastifyInstance } from 'fastify'
import {
  approveRun,
  calculate,
  cancelRun,
  createExclusion,
  createRun,
  explainCredit as explainCreditRoute,
  exportCredits,
  getRun as getRunRoute,
  listCredits as listCreditsRoute,
  listExclusions as listExclusionsRoute,
  listRuns as listRunsRoute,
  postRun,
  recomputeRun,
  resumeRun,
  reviewRun,
  stopRun,
  withdrawApproval,
  withdrawExclusion as withdrawExclusionRoute,
} from '@pulih/contracts'
import { parseMinor, spreadsheetField } from '@pulih/kernel'
import { outageExists } from '../outages/index.ts'
import {
  download,
  mistake,
  mount,
  page,
  problem,
  readCursor,
  requireMatch,
  versioned,
  type Db,
  type Tx,
  type Work,
} from '../platform/index.ts'
import { serviceByKey } from '../subscribers/index.ts'
import { calculateCase } from './calculate.ts'
import { allCredits, listCredits } from './credit-store.ts'
import { approve, cancel, post, recompute, resume, review, startRun, stop, withdraw } from './decide-run.ts'
import { exclude, listExclusions, withdrawExclusion } from './exclusion.ts'
import { explainCredit } from './explain-credit.ts'
import { termsOf } from './operator.ts'
import { rowRoutes } from './row-routes.ts'
import { getRun, listRuns, lockRun, summaryOf } from './run-store.ts'
import { schemeRoutes } from './scheme-routes.ts'
import type { Run } from './run.ts'
import { creditView, exclusionView, runView } from './view.ts'

export function compensationRoutes(app: FastifyInstance): void {
  mount(app, createRun, async ({ body, work }) => {
    const about = [body.month, body.outage].filter(each => each !== undefined)
    if (about.length !== 1 || (body.kind === 'period') !== (body.month !== undefined))
      throw problem('compensation.bad-scope')
    if (body.outage !== undefined) await requireOutage(work.tx, body.outage)
    const budget = body.budget === undefined ? null : await amountOf(work.tx, body.budget)
    const run = await startRun(
      work,
      { kind: body.kind, month: body.month ?? null, outageId: body.outage ?? null },
      budget,
      body.note ?? null,
    )
    return versioned(runView(run, null), run.revision)
  })

  mount(app, listRunsRoute, async ({ query, db }) => {
    const { limit = 50, cursor, ...filter } = query
    const rows = await listRuns(db, filter, readCursor(cursor, 1)?.[0] ?? null, limit + 1)
    return page(
      rows,
      limit,
      run => [run.number.toString()],
      run => runView(run, run.summary),
    )
  })

  mount(app, getRunRoute, async ({ params, db }) => {
    const run = await getRun(db, params.run)
    return versioned(runView(run, await summaryOf(db, run.id)), run.revision)
  })

  for (const [route, act] of actions) {
    mount(app, route, async ({ params, body, work, ifMatch }) => {
      // Optional here: the state of the run already rules out what makes no sense.
      // Whoever gives up an assessment does not wait for the worker that is at it and holds the run.
      const read = act === cancel ? getRun : lockRun
      if (ifMatch !== null) requireMatch(ifMatch, (await read(work.tx, params.run)).revision)
      const run = await act(work, params.run, body.reason ?? null)
      return versioned(runView(run, await summaryOf(work.tx, run.id)), run.revision)
    })
  }

  mount(app, listCreditsRoute, async ({ params, query, db }) => {
    const { id } = await getRun(db, params.run)
    const limit = query.limit ?? 50
    const service = query.service === undefined ? undefined : await findService(db, query.service)
    const rows = await listCredits(db, id, { ...query, serviceId: service?.id }, readCursor(query.cursor, 3), limit + 1)
    return page(rows, limit, row => [row.serviceId.toString(), row.periodFrom, row.col.toString()], creditView)
  })

  mount(app, exportCredits, async ({ params, db }) => {
    const run = await getRun(db, params.run)
    return download(`run-${run.number}-credits.csv`, creditsCsv(db, run))
  })

  mount(app, explainCreditRoute, async ({ params, query, db }) => {
    const { run, question, answer, exclusions, credits, schemes, calendars, ...rest } = await explainCredit(
      db,
      params.run,
      params.service,
      query.periodFrom ?? null,
      query.language ?? 'en',
    )
    return {
      ...rest,
      run: run.id,
      currency: run.question.currency,
      text: [...rest.text],
      case: question,
      answer,
      exclusions: exclusions.map(({ outageId, cause, decidedBy, reason, evidence }) => ({
        outage: outageId,
        cause,
        decidedBy,
        reason,
        evidence,
      })),
      credits: credits.map(creditView),
      schemes: [...schemes],
      calendars: [...calendars],
    }
  })

  mount(app, createExclusion, async ({ body, work }) => {
    await requireOutage(work.tx, body.outage)
    const service = body.service === undefined ? null : await findService(work.tx, body.service)
    return exclusionView(
      await exclude(work, {
        outageId: body.outage,
        service,
        cause: body.cause,
        decidedBy: body.decidedBy,
        reason: body.reason,
        evidence: body.evidence,
      }),
    )
  })

  mount(app, withdrawExclusionRoute, async ({ params, work }) =>
    exclusionView(await withdrawExclusion(work, params.exclusion)),
  )

  mount(app, listExclusionsRoute, async ({ query, db }) => {
    const limit = query.limit ?? 50
    const rows = await listExclusions(db, { outage: query.outage }, readCursor(query.cursor, 1)?.[0] ?? null, limit + 1)
    return page(rows, limit, row => [row.id], exclusionView)
  })

  rowRoutes(app)
  schemeRoutes(app)

  mount(app, calculate, async ({ body }) => calculateCase(body))
}

type Act = (work: Work, id: string, reason: string | null) => Promise<Run>

const actions: readonly (readonly [typeof reviewRun, Act])[] = [
  [recomputeRun, recompute],
  [reviewRun, review],
  [approveRun, approve],
  [withdrawApproval, withdraw],
  [postRun, post],
  [stopRun, stop],
  [resumeRun, resume],
  [cancelRun, cancel],
]

async function requireOutage(db: Db | Tx, outage: string): Promise<void> {
  if (!(await outageExists(db, outage))) throw problem('outages.not-found', { outage })
}

async function findService(db: Db | Tx, key: string): Promise<{ id: bigint; key: string }> {
  const service = await serviceByKey(db, key)
  if (!service) throw problem('compensation.service-not-found', { service: key })
  return service
}

async function amountOf(db: Db | Tx, text: string): Promise<bigint> {
  const { question } = await termsOf(db)
  const minor = parseMinor(text, question.currency)
  if (minor === null)
    throw problem('request.invalid', {}, [mistake('/budget', 'not-an-amount-of', { currency: question.currency })])
  return minor
}

async function* creditsCsv(db: Db, run: Run): AsyncGenerator<string> {
  yield 'service,period_from,scheme,unit,minimum,recommended,maximum,net_before,due\n'
  for await (const rows of allCredits(db, run.id)) {
    yield (
      rows
        .map(creditView)
        .map(row =>
          [
            row.service,
            row.periodFrom,
            row.scheme,
            row.unit,
            row.minimum,
            row.recommended,
            row.maximum,
            row.net,
            row.due,
          ]
            .map(spreadsheetField)
            .join(','),
        )
        .join('\n') + '\n'
    )
  }
}
