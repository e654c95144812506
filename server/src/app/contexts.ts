import {
  compensationContext,
  creditsOfRun,
  moneyOfOutage,
  operatorSetting,
  outageStages,
  titlesOfRun,
} from '../compensation/index.ts'
import { appendAudit, authenticate, identity, type PersonalData } from '../identity/index.ts'
import { ledgerContext } from '../ledger/index.ts'
import { eraseAddresses, exportMoney, payoutsContext } from '../ledger/payouts/index.ts'
import { eraseReader, exportReader, messagingContext } from '../messaging/index.ts'
import { network } from '../network/index.ts'
import { alarms } from '../outages/alarms/index.ts'
import { eraseAppeals, exportAppeals, outagesContext, readOperatorZone } from '../outages/index.ts'
import { platformContext, readSetting, type Context, type Hooks } from '../platform/index.ts'
import {
  authenticateSubscriber,
  eraseVisitor,
  exportVisitor,
  isForSubscribers,
  portalContext,
} from '../portal/index.ts'
import { settingsContext } from '../settings/index.ts'
import { erasePerson, exportPerson, serviceByKey, servicesOfCustomer, subscribers } from '../subscribers/index.ts'
import { pageAddress, pageContacts, paymentOf, statuspageContext } from '../statuspage/index.ts'
import { frontDoor } from './front-door.ts'
import { productGauges } from './gauges.ts'
import { nameSubjects } from './name-subjects.ts'
import { portalDoors } from './portal-doors.ts'
import { webhooksContext } from '../webhooks/index.ts'

/**
 * Who keeps something about a person. Compensation keeps keys of services and amounts, which identify nobody once their customer is
 * erased; alarms and the network know no customers, and webhooks carry keys.
 */
const holders: readonly PersonalData[] = [
  { context: 'portal', exportPerson: exportVisitor, erasePerson: eraseVisitor },
  // Before subscribers, who forget the addresses by which some of it is found.
  { context: 'messaging', exportPerson: exportReader, erasePerson: eraseReader },
  {
    context: 'subscribers',
    exportPerson,
    erasePerson: (work, customer) =>
      erasePerson(work, customer).then(counts => (counts === null ? null : { erased: true })),
  },
  { context: 'outages', exportPerson: exportAppeals, erasePerson: eraseAppeals },
  {
    context: 'ledger',
    exportPerson: (work, customer) => exportMoney(work, servicesOfCustomer(customer)),
    erasePerson: (work, customer) => eraseAddresses(work, servicesOfCustomer(customer)),
  },
]

/** Every context of the house. */
export const contexts: readonly Context[] = [
  platformContext,
  identity(holders, nameSubjects),
  network,
  subscribers,
  outagesContext({ moneyOf: moneyOfOutage }),
  alarms,
  compensationContext,
  ledgerContext({ find: serviceByKey }),
  payoutsContext(),
  portalContext(portalDoors),
  messagingContext({
    pageUrl: pageAddress,
    contacts: pageContacts,
    timeZone: ({ db }) => readOperatorZone(db),
    jurisdiction: async ({ db }) => (await readSetting(db, operatorSetting)).jurisdiction,
    // What people are told in a message is what the public page says, by the same rule.
    paymentOf: async (db, outage) =>
      paymentOf({ outage, compensation: (await outageStages(db, [outage.id])).get(outage.id) ?? null }),
    creditsOf: creditsOfRun,
    titlesOf: titlesOfRun,
  }),
  statuspageContext({ stagesOf: outageStages }),
  webhooksContext(),
  settingsContext,
  { name: 'app', routes: frontDoor, gauges: productGauges },
]

/** What the platform needs from them. */
export const hooks: Hooks = {
  // A subscriber's cookie opens what is for subscribers, and means nothing anywhere else.
  authenticate: async (platform, request) =>
    (isForSubscribers(request) ? await authenticateSubscriber(platform, request) : null) ??
    authenticate(platform, request),
  appendAudit,
}
