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
  validateSearch: texts('then', 'why', 'problem'),
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
        throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { then: location.href } })
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
  validateSearch: texts('part'),
  component: lazyRouteComponent(() => import('./outages/outage.tsx'), 'OutagePage'),
})

const tree = root.addChildren([signIn, inside.addChildren([home, password, outages, outage])])

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
