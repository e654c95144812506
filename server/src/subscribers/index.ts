import { importParts, networkImports } from '../network/index.ts'
import type { Context } from '../platform/index.ts'
import { foldFactChanges } from './fact-mark.ts'
import { subscriberImports } from './imports/index.ts'
import { forgetSessions, retentionSetting } from './retention.ts'
import { subscriberRoutes } from './routes.ts'
import { telephonesSetting } from './telephones.ts'

export { countBySegment } from './count-by-segment.ts'
export { subscriberFactMark } from './fact-mark.ts'
export {
  customersByContact,
  customersReachedAt,
  holderById,
  holderByKey,
  type Holder,
  type ReachedHolder,
} from './holders.ts'
export { nameCustomers } from './name-customers.ts'
export { addOwnContact, areaIsServed, contactsOfHolder, setWanted, unwantedChannels } from './own-contacts.ts'
export { erasePerson, exportPerson } from './person.ts'
export * from './relations.ts'
export { listServices, serviceByKey, servicesByKey, termsOf, type Service } from './service-store.ts'
export { sessionGaps } from './session-gaps.ts'
export { callingCodeOf, dialled } from './telephones.ts'

/** Everything that can be imported: this context sits above the network and knows both. */
const imports = importParts([...networkImports, ...subscriberImports])

export const subscribers: Context = {
  name: 'subscribers',
  routes: app => {
    subscriberRoutes(app)
    imports.routes(app)
  },
  jobs: imports.jobs,
  sweeps: [...imports.sweeps, foldFactChanges, forgetSessions],
  settings: [retentionSetting, telephonesSetting],
}
