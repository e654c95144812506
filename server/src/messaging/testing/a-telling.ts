import type { MessageChannel } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { tellingSetting, type Telling } from '../telling-setting.ts'

/** A decision to tell people by themselves, of an operator who speaks Polish and lets nobody wait. */
export function aTelling(given: Partial<Telling> = {}): Telling {
  return {
    ...tellingSetting.otherwise,
    automatic: true,
    channels: ['sms', 'email'],
    sender: 'Telnet',
    language: 'pl',
    quietHours: null,
    ...given,
  }
}

/** Ways that are set up and through which nothing is sent, so that a test sees what would be. */
export async function stoppedChannels(db: Db, ...kinds: readonly MessageChannel[]): Promise<void> {
  for (const kind of kinds)
    await sql`insert into messaging.channel (name, kind, settings, stopped) values (${kind}, ${kind}, '{}', 'a test')`.execute(
      db,
    )
}
