import type { Client } from 'pg'

export interface Statement {
  readonly seconds: number
  readonly calls: number
  readonly text: string
}

/** Forgets what statements took so far. */
export async function beginStatements(client: Client): Promise<void> {
  await client.query('select pg_stat_statements_reset()')
}

/** The statements on which PostgreSQL spent the most time since then: where to look when a goal was missed. */
export async function slowestStatements(client: Client, limit = 8): Promise<Statement[]> {
  const { rows } = await client.query<{ seconds: number; calls: string; query: string }>(
    `select total_exec_time / 1000 as seconds, calls::text, query from pg_stat_statements
     where toplevel and query !~ 'pg_stat_statements' order by total_exec_time desc limit $1`,
    [limit],
  )
  return rows.map(({ seconds, calls, query }) => ({
    seconds,
    calls: Number(calls),
    text: query.replaceAll(/\s+/g, ' ').trim().slice(0, 160),
  }))
}
