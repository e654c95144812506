import type { ImportKind } from '../../network/index.ts'
import { importConsents, importContacts } from './import-contacts.ts'
import { importCustomers } from './import-customers.ts'
import { importBills, importTerms, importTopUps } from './import-money.ts'
import { importServices } from './import-services.ts'
import { importSessions } from './import-sessions.ts'

export const subscriberImports: readonly ImportKind[] = [
  importCustomers,
  importContacts,
  importConsents,
  importServices,
  importTerms,
  importBills,
  importTopUps,
  importSessions,
]
