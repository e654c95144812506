import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../platform/index.ts'

/** Throws what listening would throw, so that a port that is taken is known before a database is made for nothing. */
export async function requireFreePort({ host, port, roles }: Pick<Config, 'host' | 'port' | 'roles'>): Promise<void> {
  if (port === 0 || !roles.includes('api')) return
  const tried = createServer()
  await once(tried.listen({ host, port }), 'listening')
  await new Promise(closed => tried.close(closed))
}
