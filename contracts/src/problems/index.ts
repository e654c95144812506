import { alarmsProblems } from './alarms.ts'
import type { ProblemKind } from './catalogue.ts'
import { commonProblems } from './common.ts'
import { compensationProblems } from './compensation.ts'
import { identityProblems } from './identity.ts'
import { ledgerProblems } from './ledger.ts'
import { messagingProblems } from './messaging.ts'
import { networkProblems } from './network.ts'
import { outagesProblems } from './outages.ts'
import { payoutsProblems } from './payouts.ts'
import { portalProblems } from './portal.ts'
import { settingsProblems } from './settings.ts'
import { statuspageProblems } from './statuspage.ts'
import { subscribersProblems } from './subscribers.ts'
import { webhooksProblems } from './webhooks.ts'

/** Every refusal there is, by code. */
export const problemCatalogue = {
  ...commonProblems,
  ...identityProblems,
  ...networkProblems,
  ...statuspageProblems,
  ...subscribersProblems,
  ...outagesProblems,
  ...alarmsProblems,
  ...compensationProblems,
  ...ledgerProblems,
  ...payoutsProblems,
  ...portalProblems,
  ...messagingProblems,
  ...webhooksProblems,
  ...settingsProblems,
} satisfies Readonly<Record<string, ProblemKind>>

export type ProblemCode = keyof typeof problemCatalogue
export type { ProblemKind }
