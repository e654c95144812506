import * as contract from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import {
  askableChannels,
  askForProof,
  lockPreference,
  maskedAddress,
  messagingOffer,
  outageNotices,
  preferenceOf,
  requireZone,
  savePreference,
  stoppedAmong,
  type KeptPreference,
} from '../messaging/index.ts'
import { readOperatorZone } from '../outages/index.ts'
import { mount, problem, requireMatch, versioned, type Db, type Tx } from '../platform/index.ts'
import { contactsOfHolder, setWanted, unwantedChannels } from '../subscribers/index.ts'
import { ownService } from './own.ts'
import { subscriber, type Subscriber } from './subscriber.ts'

type View = contract.PortalPreferences

/** How a subscriber wants to be told of outages, and where. */
export function ownPreferenceRoutes(app: FastifyInstance): void {
  mount(app, contract.getPortalPreferences, async ({ actor, db }) => {
    const me = subscriber(actor)
    const kept = await preferenceOf(db, me.customerId)
    return versioned(await viewOf(db, me, kept), kept.revision)
  })

  mount(app, contract.putPortalPreferences, async ({ actor, body, work, ifMatch }) => {
    const me = subscriber(actor)
    requireMatch(ifMatch, (await lockPreference(work, me.customerId)).revision)
    const { unwanted, ...said } = body
    if (said.timeZone !== null) requireZone(said.timeZone)
    await savePreference(work, me.customerId, said)
    for (const channel of contract.personalChannels) {
      const isWanted = !unwanted.includes(channel)
      await setWanted(work, me.customerId, { purpose: outageNotices, channel, isWanted })
    }
    const kept = await preferenceOf(work.tx, me.customerId)
    return versioned(await viewOf(work.tx, me, kept), kept.revision)
  })

  mount(app, contract.askPortalContact, async ({ actor, body, work, platform }) => {
    const me = subscriber(actor)
    const timeZone = await readOperatorZone(work.tx)
    await requireOpen(work.tx, body.channel)
    const from = `customer:${me.customerId}`
    return askForProof(platform, work, { ...body, customerId: me.customerId, place: null, timeZone, from })
  })

  mount(app, contract.askPortalSubscription, async ({ actor, body, work, platform }) => {
    const me = subscriber(actor)
    const { key } = await ownService(work.tx, me, body.service)
    requireZone(body.timeZone)
    await requireOpen(work.tx, body.channel)
    const from = `customer:${me.customerId}`
    return askForProof(platform, work, { ...body, customerId: null, place: { scope: 'service', key }, from })
  })
}

async function requireOpen(db: Db | Tx, channel: contract.AskedChannel): Promise<void> {
  if (!(await askableChannels(db)).includes(channel)) throw problem('messaging.channel-closed', { channel })
}

async function viewOf(db: Db | Tx, me: Subscriber, kept: KeptPreference): Promise<View> {
  const contacts = (await contactsOfHolder(db, me.customerId, outageNotices)).flatMap(({ channel, address }) =>
    isPersonal(channel) ? [{ channel, address }] : [],
  )
  const stopped = await stoppedAmong(db, contacts)
  const unwanted = await unwantedChannels(db, me.customerId, outageNotices)
  const { channels, language, quiet, timeZone } = kept
  return {
    channels: channels === null ? null : [...channels],
    language: spokenIn(language ?? me.language),
    quiet,
    timeZone,
    unwanted: unwanted.filter(isPersonal),
    contacts: contacts.map(({ channel, address }, index) => ({
      channel,
      // Of a browser nobody can read more than whose service brings its messages.
      address: channel === 'push' ? maskedAddress(channel, address) : address,
      stopped: stopped[index] === true,
    })),
    ...(await messagingOffer(db)),
  }
}

function spokenIn(language: string | null): Language | null {
  return languages.find(each => each === language) ?? null
}

function isPersonal(channel: string): channel is contract.AskedChannel {
  return contract.personalChannels.some(each => each === channel)
}
