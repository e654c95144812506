import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { download, mount, versioned, type Work } from '../platform/index.ts'
import { changeFollowUp, closeReview, readReview, reopenReview, writeReview, type ReviewChange } from './review.ts'
import { reviewCsv } from './review-csv.ts'
import type { MoneyOf } from './review-facts.ts'
import { reviewPage } from './review-store.ts'
import { lockOutage, readOutage } from './store.ts'

/** For staff only: what is told to everybody stands in statements. */
export function reviewRoutes(app: FastifyInstance, moneyOf: MoneyOf): void {
  const changing = async (work: Work, outage: string, ifMatch: string | null): Promise<ReviewChange> => ({
    outage: await lockOutage(work.tx, outage),
    ifMatch,
    moneyOf,
  })
  mount(app, contracts.getReview, async ({ db, params, platform }) =>
    atItsVersion(await readReview(db, await readOutage(db, params.outage), platform.clock.now(), moneyOf)),
  )
  mount(app, contracts.writeReview, async ({ work, params, body, ifMatch }) =>
    atItsVersion(await writeReview(work, await changing(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.closeReview, async ({ work, params, ifMatch }) =>
    atItsVersion(await closeReview(work, await changing(work, params.outage, ifMatch))),
  )
  mount(app, contracts.reopenReview, async ({ work, params, body, ifMatch }) =>
    atItsVersion(await reopenReview(work, await changing(work, params.outage, ifMatch), body.reason)),
  )
  mount(app, contracts.changeFollowUp, async ({ work, params, body, ifMatch }) =>
    atItsVersion(await changeFollowUp(work, await changing(work, params.outage, ifMatch), params.followUp, body)),
  )
  mount(app, contracts.listReviewVersions, async ({ db, params, query }) =>
    reviewPage(db, (await readOutage(db, params.outage)).id, query),
  )
  mount(app, contracts.exportReview, async ({ db, params, platform }) => {
    const review = await readReview(db, await readOutage(db, params.outage), platform.clock.now(), moneyOf)
    return download(`${review.number}-review.csv`, [reviewCsv(review)])
  })
}

function atItsVersion(review: contracts.OutageReview) {
  return versioned(review, review.version)
}
