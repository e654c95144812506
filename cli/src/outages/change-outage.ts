import { closeOutage, confirmOutage, restoreOutage, restorePart, retractOutage } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { readInstant, showDuration } from '../api/instants.ts'
import type { Said } from '../api/tell.ts'
import { saidOutage } from './outage-text.ts'
import { outageName } from './show-outage.ts'

interface NoteOptions {
  readonly note?: string
}

export async function confirm(client: Client, outage: string, options: NoteOptions): Promise<Said> {
  const changed = await client.ask(confirmOutage, { params: { outage: outageName(outage) }, body: noteOf(options) })
  return saidOutage(changed, `${changed.number} is confirmed; its services are being matched.`)
}

interface RestoreOptions extends NoteOptions {
  readonly at: string
  readonly element?: string[]
  readonly area?: string[]
}

/** Everywhere, or in the parts that are named. */
export async function restore(client: Client, outage: string, options: RestoreOptions): Promise<Said> {
  const { at, element, area } = options
  const params = { outage: outageName(outage) }
  const body = { restoredAt: readInstant(at, '--at'), ...noteOf(options) }
  if (element === undefined && area === undefined) {
    const changed = await client.ask(restoreOutage, { params, body })
    return saidOutage(
      changed,
      `${changed.number} is over; it lasted ${showDuration(changed.startedAt, changed.restoredAt)}.`,
    )
  }
  const parts = {
    ...(element === undefined ? {} : { elements: element }),
    ...(area === undefined ? {} : { areas: area }),
  }
  const changed = await client.ask(restorePart, { params, body: { ...body, ...parts } })
  return saidOutage(changed, `${changed.number}: works again at ${[...(element ?? []), ...(area ?? [])].join(', ')}.`)
}

export async function close(client: Client, outage: string, options: NoteOptions): Promise<Said> {
  const changed = await client.ask(closeOutage, { params: { outage: outageName(outage) }, body: noteOf(options) })
  return saidOutage(changed, `${changed.number} is closed. From now on it is changed by corrections only.`)
}

export async function retract(client: Client, outage: string, { reason }: { readonly reason: string }): Promise<Said> {
  const changed = await client.ask(retractOutage, { params: { outage: outageName(outage) }, body: { reason } })
  // Nothing was paid for what was not over, and runs of a month pay as well as those of the outage.
  const paid =
    changed.restoredAt === null
      ? ''
      : ` If a run has paid for it: "pulih compensation run --outage ${changed.number}" takes that back.`
  return saidOutage(changed, `${changed.number} is retracted.${paid}`)
}

function noteOf({ note }: NoteOptions): NoteOptions {
  return note === undefined ? {} : { note }
}
