import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { looking } from '../api/queries.ts'
import { isRefusal } from '../api/refusal.ts'
import { Crashed, NotFound } from './fallbacks.tsx'
import { meQuery } from './session/me.ts'
import { Shell } from './shell.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  validateSearch: texts('next', 'why', 'problem'),
  component: lazyRouteComponent(() => import('./session/sign-in.tsx'), 'SignInPage'),
})

/** Everything for which one has to be signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context: { client }, location }) => {
    try {
      const me = await client.ensureQueryData(meQuery)
      if (me.passwordTemporary && location.pathname !== '/password') throw redirect({ to: '/password' })
      await client.ensureQueryData(looking('readHome', {}))
    } catch (reason) {
      if (isRefusal(reason, 'access.unauthenticated'))
        throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
      throw reason
    }
  },
  component: Shell,
  errorComponent: Crashed,
})

const password = createRoute({
  getParentRoute: () => inside,
  path: 'password',
  component: lazyRouteComponent(() => import('./session/password.tsx'), 'PasswordPage'),
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home.tsx'), 'HomePage'),
})

const outages = createRoute({
  getParentRoute: () => inside,
  path: 'outages',
  validateSearch: texts('status', 'text', 'planned', 'area', 'element', 'from', 'to'),
  component: lazyRouteComponent(() => import('./outages/list.tsx'), 'OutagesPage'),
})

const outage = createRoute({
  getParentRoute: () => inside,
  path: 'outages/$outage',
  validateSearch: texts('part', 'open'),
  component: lazyRouteComponent(() => import('./outages/outage.tsx'), 'OutagePage'),
})

const notice = createRoute({
  getParentRoute: () => inside,
  path: 'outages/$outage/notices/$notice',
  validateSearch: texts('state', 'channel', 'customer'),
  component: lazyRouteComponent(() => import('./messaging/notice-page.tsx'), 'NoticePage'),
})

const messaging = createRoute({
  getParentRoute: () => inside,
  path: 'messaging',
  validateSearch: texts('part', 'channel', 'what'),
  component: lazyRouteComponent(() => import('./messaging/messages-page.tsx'), 'MessagesPage'),
})

const customers = createRoute({
  getParentRoute: () => inside,
  path: 'customers',
  validateSearch: texts('text', 'kind'),
  component: lazyRouteComponent(() => import('./customers/list.tsx'), 'CustomersPage'),
})

const customer = createRoute({
  getParentRoute: () => inside,
  path: 'customers/$customer',
  validateSearch: texts('part'),
  component: lazyRouteComponent(() => import('./customers/customer.tsx'), 'CustomerPage'),
})

const network = createRoute({
  getParentRoute: () => inside,
  path: 'network',
  validateSearch: texts('view', 'text', 'kind', 'area'),
  component: lazyRouteComponent(() => import('./network/network.tsx'), 'NetworkPage'),
})

const element = createRoute({
  getParentRoute: () => inside,
  path: 'network/$element',
  component: lazyRouteComponent(() => import('./network/element.tsx'), 'ElementPage'),
})

const imports = createRoute({
  getParentRoute: () => inside,
  path: 'imports',
  component: lazyRouteComponent(() => import('./imports/list.tsx'), 'ImportsPage'),
})

const newImport = createRoute({
  getParentRoute: () => inside,
  path: 'imports/new',
  component: lazyRouteComponent(() => import('./imports/new.tsx'), 'NewImportPage'),
})

const oneImport = createRoute({
  getParentRoute: () => inside,
  path: 'imports/$import',
  component: lazyRouteComponent(() => import('./imports/import.tsx'), 'ImportPage'),
})

const audit = createRoute({
  getParentRoute: () => inside,
  path: 'audit',
  validateSearch: texts('actor', 'subject', 'action', 'since', 'until'),
  component: lazyRouteComponent(() => import('./audit/audit.tsx'), 'AuditPage'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: 'settings',
  component: lazyRouteComponent(() => import('./settings/settings.tsx'), 'SettingsFrame'),
})

const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/account' })
  },
})

const account = createRoute({
  getParentRoute: () => settings,
  path: 'account',
  component: lazyRouteComponent(() => import('./settings/account.tsx'), 'AccountPage'),
})

const keys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  validateSearch: texts('all'),
  component: lazyRouteComponent(() => import('./settings/keys.tsx'), 'KeysPage'),
})

const people = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  validateSearch: texts('role'),
  component: lazyRouteComponent(() => import('./settings/people.tsx'), 'PeoplePage'),
})

const provider = createRoute({
  getParentRoute: () => settings,
  path: 'provider',
  component: lazyRouteComponent(() => import('./settings/provider.tsx'), 'ProviderPage'),
})

const webhooks = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('./settings/webhooks.tsx'), 'WebhooksPage'),
})

const endpoint = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks/$endpoint',
  validateSearch: texts('state'),
  component: lazyRouteComponent(() => import('./settings/endpoint.tsx'), 'EndpointPage'),
})

const decided = createRoute({
  getParentRoute: () => settings,
  path: 'decided/$name',
  component: lazyRouteComponent(() => import('./settings/setting.tsx'), 'SettingPage'),
})

const messageChannels = createRoute({
  getParentRoute: () => settings,
  path: 'channels',
  component: lazyRouteComponent(() => import('./messaging/channels.tsx'), 'MessageChannelsPage'),
})

const outageSettings = createRoute({
  getParentRoute: () => settings,
  path: 'outages',
  component: lazyRouteComponent(() => import('./settings/outage-settings.tsx'), 'OutageSettingsPage'),
})

const alarmSettings = createRoute({
  getParentRoute: () => settings,
  path: 'alarms',
  component: lazyRouteComponent(() => import('./settings/alarm-settings.tsx'), 'AlarmSettingsPage'),
})

const settingPages = [
  settingsStart,
  account,
  keys,
  people,
  provider,
  webhooks,
  endpoint,
  decided,
  messageChannels,
  outageSettings,
  alarmSettings,
]

const runs = createRoute({
  getParentRoute: () => inside,
  path: 'runs',
  validateSearch: texts('status', 'month', 'outage', 'start'),
  component: lazyRouteComponent(() => import('./runs/list.tsx'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => inside,
  path: 'runs/$run',
  validateSearch: texts(
    'part',
    'service',
    'scheme',
    'area',
    'segment',
    'onlyDue',
    'outcome',
    'reason',
    'exposure',
    'fee',
    'change',
  ),
  component: lazyRouteComponent(() => import('./runs/run.tsx'), 'RunPage'),
})

const explanation = createRoute({
  getParentRoute: () => inside,
  path: 'runs/$run/services/$service',
  validateSearch: texts('period'),
  component: lazyRouteComponent(() => import('./runs/explanation.tsx'), 'ExplanationPage'),
})

const exclusions = createRoute({
  getParentRoute: () => inside,
  path: 'exclusions',
  validateSearch: texts('outage'),
  component: lazyRouteComponent(() => import('./runs/exclusions.tsx'), 'ExclusionsPage'),
})

const payouts = createRoute({
  getParentRoute: () => inside,
  path: 'payouts',
  validateSearch: texts('part', 'state', 'channel', 'run', 'service', 'kind'),
  component: lazyRouteComponent(() => import('./payouts/payouts.tsx'), 'PayoutsPage'),
})

const payout = createRoute({
  getParentRoute: () => inside,
  path: 'payouts/$payout',
  component: lazyRouteComponent(() => import('./payouts/payout.tsx'), 'PayoutPage'),
})

const ledger = createRoute({
  getParentRoute: () => inside,
  path: 'ledger',
  validateSearch: texts('part', 'service', 'run', 'kind', 'since', 'until'),
  component: lazyRouteComponent(() => import('./ledger/ledger.tsx'), 'LedgerPage'),
})

const transfer = createRoute({
  getParentRoute: () => inside,
  path: 'ledger/transfers/$transfer',
  component: lazyRouteComponent(() => import('./ledger/transfer.tsx'), 'TransferPage'),
})

const statement = createRoute({
  getParentRoute: () => inside,
  path: 'ledger/services/$service',
  component: lazyRouteComponent(() => import('./ledger/statement.tsx'), 'StatementPage'),
})

const schemes = createRoute({
  getParentRoute: () => inside,
  path: 'schemes',
  validateSearch: texts('scheme', 'which'),
  component: lazyRouteComponent(() => import('./schemes/schemes.tsx'), 'SchemesPage'),
})

const policy = createRoute({
  getParentRoute: () => inside,
  path: 'schemes/policy',
  validateSearch: texts('from'),
  component: lazyRouteComponent(() => import('./schemes/policy.tsx'), 'PolicyPage'),
})

const money = [
  runs,
  run,
  explanation,
  exclusions,
  payouts,
  payout,
  ledger,
  transfer,
  statement,
  schemes,
  policy,
] as const

const tree = root.addChildren([
  signIn,
  inside.addChildren([
    home,
    password,
    outages,
    outage,
    notice,
    messaging,
    ...money,
    customers,
    customer,
    network,
    element,
    imports,
    newImport,
    oneImport,
    audit,
    settings.addChildren(settingPages),
  ]),
])

export function createConsoleRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Crashed,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

/** What an address may say behind its question mark; anything else is left out, and nobody can put an object there. */
function texts<const Names extends readonly string[]>(...names: Names) {
  return (search: Readonly<Record<string, unknown>>): { [Name in Names[number]]?: string } => {
    const found: Record<string, string> = {}
    for (const name of names) {
      const value = search[name]
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        found[name] = String(value)
    }
    return found as { [Name in Names[number]]?: string }
  }
}
