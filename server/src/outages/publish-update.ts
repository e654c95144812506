import type { addUpdate, BodyOf, TimelineEntry } from '@pulih/contracts'
import type { Work } from '../platform/index.ts'
import { insertEntry } from './history-store.ts'
import { instantOr } from './instants.ts'
import { isOpen, type Outage } from './outage.ts'
import { about, revise } from './record.ts'

/** A note for colleagues, or an update for everybody, on the timeline of a locked outage. */
export async function publishUpdate(
  work: Work,
  outage: Outage,
  given: BodyOf<typeof addUpdate>,
): Promise<TimelineEntry> {
  const kind = given.public ? 'update' : 'note'
  const entry = await insertEntry(work.tx, outage.id, work.now, work.actor.id, {
    kind,
    public: given.public,
    text: given.text,
    data: {
      ...(given.language === undefined ? {} : { language: given.language }),
      ...(given.translations === undefined || Object.keys(given.translations).length === 0
        ? {}
        : { translations: given.translations }),
    },
  })
  work.audit(`outages.${kind}-added`, outage.id, { entry: entry.id })
  if (given.public) await work.emit('outages.update-published', outage.id, { ...about(outage), entry: entry.id })
  const nextUpdateBy = instantOr(given.nextUpdateBy, outage.nextUpdateBy)
  if (given.nextUpdateBy !== undefined && isOpen(outage))
    await revise(
      work,
      outage,
      { ...outage, nextUpdateBy },
      {
        kind: 'updated',
        promises: nextUpdateBy !== null,
        event: { type: 'outages.updated', data: { fields: ['nextUpdateBy'] } },
      },
    )
  return entry
}
