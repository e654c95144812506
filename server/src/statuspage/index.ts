import type { EventType } from '@pulih/contracts'
import { defineJob, defineSweep, on, systemActor, type Context, type Job, type Platform } from '../platform/index.ts'
import { pageFolder } from './host-address.ts'
import { currentSnapshot } from '../status-host/manifest.ts'
import { readPublication } from './store.ts'
import { countLostTime, countServices, measureMissed, measureOutage } from './measure-outage.ts'
import { isLostTimeDue } from './lost-store.ts'
import { pageSetting, readPage } from './page-setting.ts'
import { publish } from './publish.ts'
import { statuspageRoutes } from './routes.ts'
import type { StagesOf } from './take-picture.ts'
import { writeNumbers } from './write-numbers.ts'

export { paymentOf } from './public-outage.ts'
export { hostNoteFile, pageFolder, readHostNote, type HostNote } from './host-address.ts'

/** Where the public page is read, without a slash at the end. */
export async function pageAddress({ db, config }: Platform): Promise<string> {
  return (await readPage(db, config)).url
}

/** Where the public page says that questions go, the most direct first. */
export async function pageContacts({ db, config }: Platform): Promise<readonly string[]> {
  const { phone, mail, url } = (await readPage(db, config)).contact
  return [phone, mail, url].filter(each => each !== null)
}

const publishJob = 'statuspage.publish'
const measureJob = 'statuspage.measure'
/** Of a million services that are hit this takes seconds, too. */
const lostTimeJob = 'statuspage.lost-time'
/** Of a million services that are hit it takes seconds, for which no news has to wait. */
const numbersJob = 'statuspage.numbers'

/** After these the public may see something else. */
const news: readonly EventType[] = [
  'outages.confirmed',
  'outages.updated',
  'outages.etr-changed',
  'outages.update-published',
  'outages.partly-restored',
  'outages.restored',
  'outages.reopened',
  'outages.closed',
  'compensation.computed',
  'compensation.posted',
  'compensation.settled',
]
/** After these the services of an outage are others. */
const measurable: readonly EventType[] = ['outages.matched', 'outages.corrected', 'outages.retracted']

/** The public page. It knows outages, network and subscribers; what compensation knows is handed in. */
export function statuspageContext({ stagesOf }: { readonly stagesOf: StagesOf }): Context {
  const jobs: readonly Job[] = [
    defineJob(publishJob, async (_, platform) => {
      await publish(platform, stagesOf)
      await queue(platform, numbersJob)
    }),
    defineJob(numbersJob, async (_, platform) => {
      if (await writeNumbers(platform)) await publish(platform, stagesOf)
    }),
    defineJob(measureJob, async (payload, platform) => {
      const { outage } = payload as { outage: string }
      await measureOutage(platform, outage)
      // Of many outages that are measured one after the other the lost time is counted once, and one picture is made.
      await queue(platform, publishJob)
      await queue(platform, lostTimeJob)
    }),
    defineJob(lostTimeJob, async (_, platform) => {
      if (await countLostTime(platform)) await queue(platform, publishJob)
    }),
  ]
  return {
    name: 'statuspage',
    routes: statuspageRoutes,
    jobs,
    sweeps: [
      // Looked at often and done seldom, so that a page that was just started has not to wait.
      defineSweep('statuspage.publish', 5, async platform => {
        if (platform.config.statusPort === 'none' || !(await isDue(platform))) return
        await countServices(platform)
        await measureMissed(platform)
        // Whoever was to count it may have been killed.
        if (await isLostTimeDue(platform.db)) await queue(platform, lostTimeJob)
        await publish(platform, stagesOf)
        if (await writeNumbers(platform)) await publish(platform, stagesOf)
      }),
    ],
    listeners: [
      ...news.map(type => on(type, `statuspage.${type}`, (_, platform) => queue(platform, publishJob))),
      ...measurable.map(type =>
        on(type, `statuspage.${type}`, ({ data }, platform) => {
          const { outage } = data as { outage: string }
          return queue(platform, measureJob, outage)
        }),
      ),
      on('network.import-done', 'statuspage.count', async (_, platform) => {
        if (platform.config.statusPort === 'none') return
        await countServices(platform, 0)
        await queue(platform, publishJob)
      }),
    ],
    settings: [pageSetting],
  }
}

const seconds = 60

async function isDue({ db, config, clock }: Platform): Promise<boolean> {
  if (currentSnapshot(pageFolder(config)) === null) return true
  const { publishedAt } = await readPublication(db)
  return publishedAt === null || Temporal.Instant.compare(publishedAt.add({ seconds }), clock.now()) <= 0
}

/** Many events at once make one picture. */
async function queue(platform: Platform, job: string, outage?: string): Promise<void> {
  if (platform.config.statusPort === 'none') return
  await platform.work(systemActor('statuspage'), work =>
    outage === undefined
      ? work.enqueue(job, {}, { key: job })
      : work.enqueue(job, { outage }, { key: `${job}:${outage}` }),
  )
}
