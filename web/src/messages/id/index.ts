import { home } from './home.ts'
import { outages } from './outages.ts'
import { outageActions } from './outage-actions.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'

export const messages = { ...shell, ...session, ...words, ...home, ...outages, ...outageActions, ...problems }
