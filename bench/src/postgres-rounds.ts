import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { runProcess } from './measure/run-process.ts'
import { copyFromFile, copyInto, countCredits, emptyTable, startPostgres } from './peers/postgres.ts'

export interface PostgresResult {
  readonly version: string
  /** Seconds per round, by way of getting the rows into the table. */
  readonly seconds: ReadonlyMap<PostgresWay, readonly number[]>
}

export const postgresWays = {
  'postgres-copy': "PostgreSQL's own COPY FROM file of the credits",
  'postgres-stream': 'The same file streamed from Node through COPY FROM STDIN',
  'postgres-pulih': 'Pulih, CSV → PostgreSQL, the whole run',
} as const
export type PostgresWay = keyof typeof postgresWays

/** `creditsPath` is a results file that exists; `pulihCommand` prints the same rows, or is null while Pulih cannot. */
export async function runPostgresRounds(
  folder: string,
  creditsPath: string,
  pulihCommand: readonly string[] | null,
  rounds: number,
): Promise<PostgresResult> {
  const credits = resolve(creditsPath)
  const server = await startPostgres(resolve(folder))
  const { client } = server
  const ways: [PostgresWay, () => Promise<unknown>][] = [
    ['postgres-copy', () => copyFromFile(client, credits)],
    ['postgres-stream', () => copyInto(client, createReadStream(credits, { highWaterMark: 1 << 18 }))],
  ]
  if (pulihCommand) ways.push(['postgres-pulih', () => runProcess(pulihCommand, printed => copyInto(client, printed))])

  const seconds = new Map<PostgresWay, number[]>(ways.map(([way]) => [way, []]))
  const counts = new Set<number>()
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const [way, fill] of ways) {
        await emptyTable(client, credits)
        const began = performance.now()
        await fill()
        const took = (performance.now() - began) / 1000
        counts.add(await countCredits(client))
        if (counts.size !== 1) throw new Error(`${way} left another number of credits: ${[...counts].join(', ')}`)
        console.log(
          `round ${round} of ${rounds}  ${way.padEnd(24)} ${took.toFixed(2).padStart(9)} s${round === 0 ? '  (warm-up)' : ''}`,
        )
        if (round > 0) seconds.get(way)?.push(took)
      }
    }
  } finally {
    await server.stop()
  }
  return { version: server.version, seconds }
}
