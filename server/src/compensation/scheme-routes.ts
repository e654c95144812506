import type { FastifyInstance } from 'fastify'
import { listSchemes, simulatePolicy } from '@pulih/contracts'
import { policyFolder, readJson, schemeFiles } from '@pulih/rulebooks'
import { isDeepStrictEqual } from 'node:util'
import type { Scheme } from '@pulih/engine'
import { mount, readSetting } from '../platform/index.ts'
import { operatorSetting, rulebook } from './operator.ts'
import { simulate } from './simulate-policy.ts'

/** The rules that an operator can have, and what another one would have cost him. */
export function schemeRoutes(app: FastifyInstance): void {
  mount(app, listSchemes, async ({ db }) => {
    const { jurisdiction, currency, figure, parameters, schemes, policies } = await readSetting(db, operatorSetting)
    const book = rulebook()
    // Read without `termsOf`: also a setting that contradicts itself has to be seen, by whoever mends it.
    const chosen = schemes ?? book.of(jurisdiction).map(({ id }) => id)
    const named = chosen.flatMap(id => book.schemes.get(id) ?? [])
    const local = [...book.schemes.values()].filter(scheme => scheme.jurisdiction === jurisdiction)
    const own = policies.filter(isScheme)
    const lawful = [...new Set([...local, ...named])]
    return {
      jurisdiction,
      currency,
      figure,
      parameters,
      items: [
        ...lawful.map(scheme => ({ ...about(scheme), own: false, inUse: chosen.includes(scheme.id) })),
        ...own.map(scheme => ({ ...about(scheme), own: true, inUse: true })),
      ].slice(0, 200),
      examples: examples().filter(example => !own.some(each => isDeepStrictEqual(each, example))),
    }
  })

  mount(app, simulatePolicy, ({ body, work }) => simulate(work.tx, body))
}

function about(scheme: Scheme) {
  return { id: scheme.id, status: scheme.status, scheme }
}

/** Policies are checked when a run begins; until then the setting may hold anything. */
function isScheme(value: unknown): value is Scheme {
  return typeof value === 'object' && value !== null && 'id' in value && 'status' in value && 'parameters' in value
}

let known: readonly unknown[] | null = null

function examples(): readonly unknown[] {
  known ??= schemeFiles(policyFolder).map(readJson)
  return known
}
