import pg from 'pg'

/** The database that DATABASE_URL names cannot be used; says why and what to do. */
export class DatabaseRefused extends Error {}

/** Connects once, so that a wrong address is told as such and not as what the first statement made of it. */
export async function requireDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'pulih-start',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (reason) {
    throw new DatabaseRefused(
      `DATABASE_URL: ${withoutPassword(url)} cannot be used: ${remedyFor(reason)}\nWithout DATABASE_URL Pulih brings its own database.`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** An address for people to read. */
export function withoutPassword(text: string): string {
  const url = new URL(text)
  const user = url.username === '' ? '' : `${url.username}@`
  // Parameters may hold a password too.
  return `${url.protocol}//${user}${url.host}${url.pathname}`
}

function remedyFor(reason: unknown): string {
  const first: unknown = reason instanceof AggregateError ? (reason.errors[0] ?? reason) : reason
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there. Start PostgreSQL, or mend host and port.'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no such host. Mend its name.'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host does not answer. Mend the address, or let the firewall pass.'
    case '28P01':
    case '28000':
      return 'the server refuses this user or password. Mend them, or pg_hba.conf of the server.'
    case '3D000':
      return 'the server has no database of that name. Make it with createdb, or mend the name.'
    default:
      return `${first instanceof Error ? first.message : String(first)}. Mend the address, or the server that it names.`
  }
}
