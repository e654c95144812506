import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { followCredits } from './measure/growing-file.ts'
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
  'postgres-pulih': 'Pulih, CSV → PostgreSQL, the whole run, one thread, streamed while it is written',
  'postgres-pulih-after': 'Pulih, CSV → PostgreSQL, the whole run on all threads, streamed when it is finished',
} as const
export type PostgresWay = keyof typeof postgresWays

/** How Pulih is started for the two ways that hold its whole run; `out` is emptied before each. */
export interface PulihCommands {
  readonly onOneThread: readonly string[]
  readonly onAllThreads: readonly string[]
  readonly out: string
}

/** `creditsPath` is a results file that exists; the commands are null while Pulih cannot. */
export async function runPostgresRounds(
  folder: string,
  creditsPath: string,
  pulih: PulihCommands | null,
  rounds: number,
): Promise<PostgresResult> {
  const credits = resolve(creditsPath)
  const server = await startPostgres(resolve(folder))
  const { client } = server
  const streamFile = (path: string) => copyInto(client, createReadStream(path, { highWaterMark: 1 << 18 }))
  const ways: [PostgresWay, () => Promise<unknown>][] = [
    ['postgres-copy', () => copyFromFile(client, credits)],
    ['postgres-stream', () => streamFile(credits)],
  ]
  if (pulih) {
    const { onOneThread, onAllThreads, out } = pulih
    ways.push([
      'postgres-pulih',
      async () => {
        const ended = runProcess(onOneThread)
        await Promise.all([
          ended,
          copyInto(client, Readable.from(followCredits(dirname(out), ended), { objectMode: false })),
        ])
      },
    ])
    ways.push(['postgres-pulih-after', async () => streamFile((await runProcess(onAllThreads), out))])
  }

  const seconds = new Map<PostgresWay, number[]>(ways.map(([way]) => [way, []]))
  const counts = new Set<number>()
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const [way, fill] of ways) {
        await emptyTable(client, credits)
        if (pulih) {
          rmSync(dirname(pulih.out), { recursive: true, force: true })
          mkdirSync(dirname(pulih.out), { recursive: true })
        }
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
