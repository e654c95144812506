import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Picture } from '@pulih/statuspage'
import type { Db, Platform } from '../platform/index.ts'
import { noteStates } from './component-state.ts'
import { pageFolder } from './host-address.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { keepToZone } from './measure-outage.ts'
import { press } from './press/index.ts'
import { currentSnapshot, readManifest } from '../status-host/manifest.ts'
import { forgetAlerts, hasUnshown, noteShown, sendAlerts } from './send-alerts.ts'
import { notePublication, readPublication } from './store.ts'
import { takePicture, type StagesOf } from './take-picture.ts'

/**
 * Takes a picture and shows it. Several processes may want to at once: one does, and the others after it. The revision grows when the
 * public sees something else, not because time went by.
 */
export async function publish(platform: Platform, stagesOf: StagesOf): Promise<void> {
  const { config, db, clock } = platform
  if (config.statusPort === 'none') return
  await keepToZone(platform)
  await oneAtATime(platform, 'publish', async () => {
    const now = clock.now()
    await noteShownBefore(db, pageFolder(config))
    const seen = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(tx => takePicture(tx, config, now, stagesOf))
    const taken: Picture = { ...seen, alerts: await sendAlerts(db, seen, now) }
    const before = await readPublication(db)
    const digest = digestOf(taken)
    const shown = currentSnapshot(pageFolder(config))
    // A database that was brought back from a copy must not make readers believe that they have seen what is new to them.
    const highest = Math.max(before.revision, (shown === null ? null : readManifest(shown))?.revision ?? 0)
    const isSame = digest === before.digest && highest === before.revision
    const revision = isSame ? before.revision : highest + 1
    // Written first: a number that was never shown does no harm, one that was shown twice does.
    await notePublication(db, { revision, digest, at: now })
    await noteStates(db, taken.components)
    await press(pageFolder(config), { ...taken, revision }, before.numbersFile)
    await noteShown(db, taken.alerts)
    await forgetAlerts(db, now)
  })
}

/** Who was killed between showing alerts and noting it has left them on the page: what can be read there was sent, and is never taken back. */
async function noteShownBefore(db: Db, folder: string): Promise<void> {
  const snapshot = currentSnapshot(folder)
  if (snapshot === null || !(await hasUnshown(db))) return
  await noteShown(db, alertsIn(snapshot))
}

/** A picture that was torn by a power cut, or is of an earlier version, shows none. */
function alertsIn(snapshot: string): Picture['alerts'] {
  try {
    return (JSON.parse(readFileSync(join(snapshot, 'picture.json'), 'utf8')) as Partial<Picture>).alerts ?? []
  } catch {
    return []
  }
}

/** What of a picture is news: not of when it is, and not the bar of a day that is not over. */
function digestOf(picture: Picture): string {
  const components = picture.components.map(component => ({ ...component, days: component.days.slice(0, -1) }))
  return createHash('sha256')
    .update(JSON.stringify({ ...picture, asOf: null, revision: null, components }))
    .digest('base64url')
}
