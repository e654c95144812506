import type { ReplyOf, getPortalPreferences } from '@pulih/contracts'
import { readSetting, type Db, type Tx } from '../../platform/index.ts'
import { openChannels } from '../channels/channel-store.ts'
import { askableChannels } from './ask.ts'
import { subscriptionsSetting } from './setting.ts'

/** By what people can be told, and what a page has to know for it. */
export async function messagingOffer(
  db: Db | Tx,
): Promise<Pick<ReplyOf<typeof getPortalPreferences>, 'offered' | 'pushKey' | 'telegramBot'>> {
  const { telegramBot } = await readSetting(db, subscriptionsSetting)
  const keys = (await openChannels(db)).flatMap(({ settings }) =>
    settings.adapter === 'web-push' ? [settings.publicKey] : [],
  )
  return { offered: [...(await askableChannels(db))], pushKey: keys[0] ?? null, telegramBot }
}
