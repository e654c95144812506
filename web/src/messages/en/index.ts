import { settings } from './settings.ts'
import { audit } from './audit.ts'
import { auditActions } from './audit-actions.ts'
import { imports } from './imports.ts'
import { messaging } from './messaging.ts'
import { messageChannels } from './message-channels.ts'
import { messagingSettings } from './messaging-settings.ts'
import { messagingProblems } from './messaging-problems.ts'
import { network } from './network.ts'
import { clocks } from './clocks.ts'
import { customers } from './customers.ts'
import { home } from './home.ts'
import { outages } from './outages.ts'
import { outageActions } from './outage-actions.ts'
import { outageReview } from './outage-review.ts'
import { networkProblems } from './network-problems.ts'
import { permissions } from './permissions.ts'
import { mistakes } from './mistakes.ts'
import { importReasons } from './import-reasons.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'
import { ledger } from './ledger.ts'
import { moneyProblems } from './money-problems.ts'
import { payouts } from './payouts.ts'
import { payoutChannels } from './payout-channels.ts'
import { policyForm } from './policy-form.ts'
import { runs } from './runs.ts'
import { schemes } from './schemes.ts'

export const messages = {
  ...shell,
  ...session,
  ...words,
  ...home,
  ...clocks,
  ...outages,
  ...outageActions,
  ...outageReview,
  ...ledger,
  ...moneyProblems,
  ...payouts,
  ...payoutChannels,
  ...runs,
  ...schemes,
  ...policyForm,
  ...problems,
  ...importReasons,
  ...mistakes,
  ...permissions,
  ...networkProblems,
  ...customers,
  ...messaging,
  ...messageChannels,
  ...messagingSettings,
  ...messagingProblems,
  ...network,
  ...imports,
  ...audit,
  ...auditActions,
  ...settings,
}
