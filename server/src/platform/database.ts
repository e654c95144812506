import {
  Kysely,
  OperationNodeTransformer,
  PostgresDialect,
  type KyselyPlugin,
  type PrimitiveValueListNode,
  type QueryId,
  type RootOperationNode,
  type Transaction,
  type ValueNode,
} from 'kysely'
import pg from 'pg'

/** SQL is written as SQL, with the `sql` tag; each store says what its rows are. */
export type Db = Kysely<unknown>
export type Tx = Transaction<unknown>

/** Numbers of types in pg_type, of which the library lists only some. */
const oids = {
  int8: 20,
  date: 1082,
  timestamptz: 1184,
  numeric: 1700,
  int8Array: 1016,
  dateArray: 1182,
  timestamptzArray: 1185,
  textArray: 1009,
} as const

/**
 * int8 as bigint, timestamptz as Temporal.Instant, date as text, numeric as text: nothing that PostgreSQL knows exactly goes
 * through a binary float or through the zone of this machine.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    switch (oid as number) {
      case oids.int8:
        return BigInt
      case oids.timestamptz:
        return parseInstant
      case oids.date:
      case oids.numeric:
        return (text: string) => text
      case oids.timestamptzArray:
        return (text: string) => texts(text).map(parseInstant)
      case oids.int8Array:
        return (text: string) => texts(text).map(BigInt)
      case oids.dateArray:
        return texts
      default:
        return pg.types.getTypeParser(oid, format)
    }
  },
}

/** An array as PostgreSQL writes it. `pg` has the parser, its types do not list the number. */
const texts: (text: string) => string[] = pg.types.getTypeParser(oids.textArray as number, 'text')

function parseInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'))
}

export interface PoolOptions {
  readonly url: string
  readonly size: number
  /** What `pg_stat_activity` shows. */
  readonly name: string
}

const session = {
  timezone: 'UTC',
  datestyle: 'ISO',
  idle_in_transaction_session_timeout: 600_000,
  // A statement ends with the process that asked for it and was killed; until then it would hold what it has locked.
  ...(process.platform === 'win32' ? {} : { client_connection_check_interval: 2_000 }),
}

/** Connections that live in UTC and give up a statement that nobody would still wait for only where a caller says so. */
export function openPool({ url, size, name }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: name,
    types,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // A connection that breaks while it is idle is replaced by the next one; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

export function openDatabase(pool: pg.Pool): Db {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new ExactParameters()] })
}

/** Writes instants as ISO 8601; `pg` would send JSON. */
class ExactParameters implements KyselyPlugin {
  readonly #transformer = new InstantTransformer()

  transformQuery({ node, queryId }: { node: RootOperationNode; queryId: QueryId }): RootOperationNode {
    return this.#transformer.transformNode(node, queryId)
  }

  transformResult<Result>({ result }: { result: Result }): Promise<Result> {
    return Promise.resolve(result)
  }
}

class InstantTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: parameter(node.value) }
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(parameter) }
  }
}

function parameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return value.toString()
  if (Array.isArray(value)) return value.map(parameter)
  return value
}
