import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { download, mount, versioned, versionedBy, type Work } from '../platform/index.ts'
import { changeFollowUp, closeReview, readReview, reopenReview, writeReview, type ReviewChange } from './review.ts'
import { keepCounts, type MoneyOf } from './review-counts.ts'
import { reviewCsv } from './review-csv.ts'
import { reviewPage } from './review-store.ts'
import { lockOutage, readOutage } from './store.ts'

/** For staff only: what is told to everybody stands in statements. */
export function reviewRoutes(app: FastifyInstance, moneyOf: MoneyOf): void {
  const countsOf = keepCounts(moneyOf)
  mount(app, contracts.getReview, async ({ db, params, platform }) => {
    const review = await readReview(db, await readOutage(db, params.outage), platform.clock.now(), countsOf)
    const { at: _, ...facts } = review.facts
    return versionedBy(review, review.version, { ...review, facts })
  })
  mount(app, contracts.writeReview, async ({ work, params, body, ifMatch }) =>
    atItsVersion(await writeReview(work, await changing(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.closeReview, async ({ work, params, ifMatch }) =>
    atItsVersion(await closeReview(work, { name: params.outage, ifMatch, moneyOf })),
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
    const review = await readReview(db, await readOutage(db, params.outage), platform.clock.now(), countsOf)
    return download(`${review.number}-review.csv`, [reviewCsv(review)])
  })
}

async function changing(work: Work, outage: string, ifMatch: string | null): Promise<ReviewChange> {
  return { outage: await lockOutage(work.tx, outage), ifMatch }
}

function atItsVersion(review: contracts.WrittenReview) {
  return versioned(review, review.version)
}
