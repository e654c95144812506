import type { Platform } from '../platform/index.ts'

/** Does something while nobody else does it, in this process or another: whoever comes meanwhile waits. */
export async function alone<Result>(platform: Platform, what: string, body: () => Promise<Result>): Promise<Result> {
  const client = await platform.pool.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('statuspage'), hashtext($1))", [what])
    try {
      return await body()
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('statuspage'), hashtext($1))", [what])
    }
  } finally {
    client.release()
  }
}
