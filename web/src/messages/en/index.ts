import { settings } from './settings.ts'
import { audit } from './audit.ts'
import { imports } from './imports.ts'
import { network } from './network.ts'
import { customers } from './customers.ts'
import { home } from './home.ts'
import { outages } from './outages.ts'
import { outageActions } from './outage-actions.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'
import { ledger } from './ledger.ts'
import { moneyProblems } from './money-problems.ts'
import { payouts } from './payouts.ts'
import { runs } from './runs.ts'
import { schemes } from './schemes.ts'

export const messages = {
  ...shell,
  ...session,
  ...words,
  ...home,
  ...outages,
  ...outageActions,
  ...ledger,
  ...moneyProblems,
  ...payouts,
  ...runs,
  ...schemes,
  ...problems,
  ...customers,
  ...network,
  ...imports,
  ...audit,
  ...settings,
}
