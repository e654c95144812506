import { setTimeout } from 'node:timers/promises'
import type { Platform } from '../platform/index.ts'

const pauseMilliseconds = 100

/** Those of this process stand in a row, so that of all of them one asks the database. */
const rows = new Map<string, Promise<unknown>>()

/**
 * Does something while nobody else does it, in this process or another: whoever comes meanwhile waits. Only who has his turn holds a
 * connection: were those who wait to hold one too, many events at once would leave none for anybody else.
 */
export function oneAtATime<Result>(platform: Platform, what: string, body: () => Promise<Result>): Promise<Result> {
  const before = rows.get(what) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(() => withTurn(platform, what, body))
  rows.set(what, mine)
  const forget = (): void => {
    if (rows.get(what) === mine) rows.delete(what)
  }
  void mine.then(forget, forget)
  return mine
}

async function withTurn<Result>({ pool }: Platform, what: string, body: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const client = await pool.connect()
    try {
      const { rows: locks } = await client.query<{ mine: boolean }>(
        "select pg_try_advisory_lock(hashtext('statuspage'), hashtext($1)) as mine",
        [what],
      )
      if (locks[0]?.mine === true)
        try {
          return await body()
        } finally {
          await client.query("select pg_advisory_unlock(hashtext('statuspage'), hashtext($1))", [what])
        }
    } finally {
      client.release()
    }
    await setTimeout(pauseMilliseconds)
  }
}
