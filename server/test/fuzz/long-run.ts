/**
 * The fuzz test for as long as one likes: `node server/test/fuzz/long-run.ts [requests to each operation] [seed]`.
 * Prints each finding with its request as it comes, and exits with 1 if there was any.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contexts, hooks } from '../../src/app/contexts.ts'
import {
  createApi,
  createLog,
  createPlatform,
  deliveryJob,
  migrate,
  openPool,
  readConfig,
  runDueJobs,
  startEmbedded,
  systemClock,
} from '../../src/platform/index.ts'
import { fuzz } from './fuzz.ts'
import { everyone, furnish, whatExists } from './world.ts'

const [requests = '500', seed = '1', only] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'pulih-fuzz-'))
const server = await startEmbedded({ folder, throwAway: true })
try {
  const pool = openPool({ url: server.url, size: 8, name: 'fuzz' })
  await migrate(pool)
  const config = {
    ...readConfig({}),
    checkReplies: true,
    allowPrivateTargets: true,
    logLevel: 'error' as const,
    data: join(folder, 'data'),
  }
  const platform = createPlatform({
    pool,
    clock: systemClock,
    config,
    log: createLog('error'),
    hooks: { ...hooks, authenticate: () => Promise.resolve(everyone) },
    contexts,
  })
  const app = await createApi(platform)
  await app.ready()
  const jobs = [...contexts.flatMap(context => context.jobs ?? []), deliveryJob(platform.listeners)]
  await furnish({ app, platform, runJobs: () => runDueJobs(platform, jobs) })
  const started = performance.now()
  const report = await fuzz(app, platform.db, {
    seed: Number(seed),
    requests: Number(requests),
    known: () => whatExists(platform.db),
    ...(only === undefined ? {} : { only }),
    afterwards: async operation => {
      console.log(`${((performance.now() - started) / 1000).toFixed(1)} s  ${operation}`)
      await runDueJobs(platform, jobs).catch((reason: unknown) =>
        console.log(`A job failed after ${operation}:`, reason),
      )
    },
    found: finding => console.log(JSON.stringify(finding, null, 1)),
  })
  console.log(`${report.requests} requests to ${report.operations} operations, ${report.findings.length} findings`)
  console.log(`Operations that refused everything: ${report.neverAccepted.join(', ')}`)
  process.exitCode = report.findings.length === 0 ? 0 : 1
  await app.close()
  await pool.end()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
