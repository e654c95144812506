import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, problem, readCursor } from '../platform/index.ts'
import { insertApiKey, listApiKeys, revokeApiKey } from './api-key-store.ts'
import { checkExpiry } from './api-key.ts'
import { signedIn } from './authenticate.ts'
import { managesStaff } from './session-routes.ts'
import { checkScopes } from './staff.ts'
import { digestOf, newApiKey } from './token.ts'
import { apiKeyView } from './views.ts'

/** The keys with which other programs ask. */
export function apiKeyRoutes(app: FastifyInstance): void {
  mount(app, contract.listApiKeys, async ({ query, actor, db }) => {
    const me = signedIn(actor)
    if (query.all === true && !managesStaff(actor)) throw problem('access.forbidden', { permission: 'identity.manage' })
    const [after = null] = readCursor(query.cursor, 1) ?? []
    const limit = query.limit ?? 50
    const rows = await listApiKeys(db, query.all === true ? null : me.staffId, after, limit)
    return page(rows, limit, ({ id }) => [id], apiKeyView)
  })

  mount(app, contract.createApiKey, async ({ body, actor, work }) => {
    const { staffId, permissions } = signedIn(actor)
    const { name, scopes } = body
    const expiresAt = Temporal.Instant.from(body.expiresAt)
    checkScopes(scopes, permissions)
    checkExpiry(expiresAt, work.now)
    const { key, prefix } = newApiKey()
    const row = { name, prefix, scopes, staffId, createdAt: work.now, expiresAt, digest: digestOf(key) }
    const apiKey = await insertApiKey(work.tx, row)
    work.audit('identity.key-created', `key:${apiKey.id}`, { scopes, expiresAt: expiresAt.toString() })
    return { apiKey: apiKeyView(apiKey), key }
  })

  mount(app, contract.revokeApiKey, async ({ params, actor, work }) => {
    const me = signedIn(actor)
    const isRevoked = await revokeApiKey(work.tx, params.key, managesStaff(actor) ? null : me.staffId, work.now)
    if (!isRevoked) throw problem('identity.key-not-found', { key: params.key })
    work.audit('identity.key-revoked', `key:${params.key}`)
    return {}
  })
}
