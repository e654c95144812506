import type { FastifyInstance } from 'fastify'
import * as contracts from '@pulih/contracts'
import type { Route } from '@pulih/contracts'

/** Every operation that the contracts declare, whoever may add one. */
export const declared: readonly Route[] = Object.values(contracts as Record<string, unknown>).filter(isRoute)

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'permission' in value && 'path' in value && 'method' in value
}

/** `METHOD /path` of everything that the server answers, by its own routing table; HEAD is left out where there is GET. */
export function answered(app: FastifyInstance): string[] {
  const above: string[] = []
  const found: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*[├└]── )(.*) \(([A-Z, ]+)\)$/.exec(line) ?? []
    if (part === '') continue
    const depth = indent.length / 4 - 1
    above.length = depth
    above[depth] = part
    const path = above.join('')
    const known = methods.split(', ')
    found.push(
      ...known.filter(method => method !== 'HEAD' || !known.includes('GET')).map(method => `${method} ${path}`),
    )
  }
  return found
}

/** An address of the operation whose query nobody wants: whoever is let in is told so, and nothing is done. */
export function harmless({ path }: Route): string {
  return `/api/v1${path.replaceAll(/:\w+/g, 'x')}?nobody-asked-for-this=1`
}
