import type { Context } from '../platform/index.ts'
import { settingsRoutes } from './routes.ts'

export const settingsContext: Context = { name: 'settings', routes: settingsRoutes }
