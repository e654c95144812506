import { createECDH } from 'node:crypto'
import { languages } from '@pulih/kernel'
import { noticeKinds, whatsappTemplateName, whatsappTemplateText } from '@pulih/notices'
import type { Emulator, Faults } from '../emulator.ts'
import { emulateChats } from '../emulators/chat.ts'
import { emulateGraph } from '../emulators/graph.ts'
import { emulateHttpSms } from '../emulators/http-sms.ts'
import { emulateMail } from '../emulators/mail.ts'
import { emulatePush } from '../emulators/push.ts'
import { emulateSmsc } from '../emulators/smsc.ts'
import { emulateTelegram } from '../emulators/telegram.ts'
import { addressOf, browserOf, personAt } from './addresses.ts'
import { channels, personal, type Channel, type Personal } from './channels.ts'
import type { Shares } from './faults.ts'
import { gateTo, type Gate } from './gate.ts'
import type { Options } from './options.ts'
import type { Person } from './people.ts'

/** Everything outside of Pulih, on this machine. */
export interface Stage {
  /** Where the product finds each service. */
  readonly ports: Readonly<Record<Channel, number>>
  /** What the product has to know to sign in there, by the name of the secret. */
  readonly secrets: Readonly<Record<string, string>>
  readonly pushKey: string
  readonly phoneNumberId: string
  /** Where the product takes what comes back by mail. */
  readonly mailInbox: number
  /** The JSON of somebody's browser. */
  subscriptionOf(person: number): string
  chatAddress(name: string): string
  /** By what SMS go. */
  readonly smsBy: Options['sms']
  /** Tells services where to bring what happens: below this address, each by its name. False: WhatsApp was not told that it is ours. */
  subscribe(arrivals: string): Promise<boolean>
  say(channel: WritingChannel, person: number, text: string): void
  /** Hands over what came since it was asked last. */
  drain(take: (channel: Channel, delivered: Emulator['delivered']) => void): void
  behave(faults: Shares): void
  /** The machine of a service is away, or is there again. */
  die(channel: Channel): void
  revive(channel: Channel): Promise<void>
  /** Receipts and words of people that the product has not taken yet. */
  waiting(): number
  stop(): Promise<void>
}

/** By which people can write to us here. */
export type WritingChannel = 'sms' | 'telegram' | 'whatsapp'
export const writingChannels: readonly WritingChannel[] = ['sms', 'telegram', 'whatsapp']

const password = 'of-a-rehearsal'
const phoneNumberId = '100200300'
/** Meta's number for somebody who is not at WhatsApp any more. */
const undeliverable = 131_026

interface Setting {
  readonly seed: number
  readonly mailInbox: number
  readonly smsBy: Options['sms']
  /** Channels whose machine will be away for a while. */
  readonly mortal: ReadonlySet<Channel>
}

export async function setStage(people: readonly Person[], { seed, mailInbox, smsBy, mortal }: Setting): Promise<Stage> {
  const unreachable = unreachableOf(people)
  const isGone = (channel: Personal) => (to: string) => unreachable[channel].has(personAt(channel, to) ?? -1)
  const isMailGone = isGone('email')
  const isUnreachable = isGone('sms')
  const gateway = smsBy === 'http' ? await emulateHttpSms({ token: password, secret: password, isUnreachable }) : null
  const sms = gateway ?? (await emulateSmsc({ password, isUnreachable }))
  // Of the mailboxes that are no more the server knows one half at once, and of the other it hears later.
  const isEven = (to: string): boolean => (personAt('email', to) ?? 0) % 2 === 0
  const email = await emulateMail({
    inbox: mailInbox,
    isUnknown: to => isMailGone(to) && isEven(to),
    isBouncing: to => isMailGone(to) && !isEven(to),
  })
  const whatsapp = await emulateGraph({
    token: password,
    appSecret: password,
    phoneNumberId,
    perSecond: null,
    pairSeconds: null,
    templates: noticeKinds.flatMap(kind =>
      languages.map(language => ({
        name: whatsappTemplateName('pulih', kind),
        language,
        text: whatsappTemplateText(kind, language),
        isApproved: true,
      })),
    ),
  })
  for (const person of unreachable.whatsapp)
    whatsapp.failAfterwards(addressOf('whatsapp', person).replace('+', ''), undeliverable)
  const telegram = await emulateTelegram({ token: `1:${password}`, perSecond: null, chatSeconds: null })
  for (const { number, ways } of people)
    if (ways.some(way => way.channel === 'telegram' && !way.isUnreachable))
      telegram.meet(Number(addressOf('telegram', number)))
  const push = await emulatePush()
  const chat = await emulateChats()

  const emulators: Readonly<Record<Channel, Emulator>> = { sms, email, whatsapp, telegram, push, chat }
  const gates = new Map<Channel, Gate>()
  // What a browser is asked at says its port, so that its service cannot stand behind a gate.
  for (const channel of mortal) if (channel !== 'push') gates.set(channel, await gateTo(emulators[channel].port))
  const portOf = (channel: Channel): number => gates.get(channel)?.port ?? emulators[channel].port
  const ports = Object.fromEntries(channels.map(channel => [channel, portOf(channel)]))
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  let shares: Shares | null = null
  const faultsOf = (channel: Channel): Faults | null =>
    shares === null ? null : { ...shares, seed: seed + channels.indexOf(channel) }

  return {
    // Every channel has one, which is what the entries were made of.
    ports: ports as Record<Channel, number>,
    secrets: {
      sms: password,
      pbx: password,
      whatsapp: password,
      telegram: `1:${password}`,
      push: keys.getPrivateKey('base64url'),
      chat: password,
      bounces: password,
    },
    pushKey: keys.getPublicKey('base64url'),
    phoneNumberId,
    mailInbox,
    smsBy,
    subscriptionOf(person) {
      const subscription = push.subscribe(browserOf(person))
      if (unreachable.push.has(person)) push.unsubscribe(browserOf(person))
      return subscription
    },
    chatAddress: name => chat.addressOf(name).replace(`:${chat.port}/`, `:${portOf('chat')}/`),
    subscribe(arrivals) {
      gateway?.subscribe(`${arrivals}/sms`)
      return whatsapp.subscribe(`${arrivals}/whatsapp`, password)
    },
    say(channel, person, text) {
      if (channel === 'telegram') return telegram.say(Number(addressOf(channel, person)), text)
      if (channel === 'whatsapp') return void whatsapp.say(addressOf(channel, person).replace('+', ''), text)
      // It is there when somebody has taken it; until then it waits at the centre.
      void sms.say(addressOf(channel, person), text)
    },
    drain(take) {
      for (const channel of channels) {
        const emulator = emulators[channel]
        if (emulator.delivered.length === 0) continue
        take(channel, emulator.delivered)
        emulator.clear()
      }
    },
    behave(given) {
      shares = given
      for (const channel of channels) emulators[channel].behave({ ...given, seed: seed + channels.indexOf(channel) })
    },
    die(channel) {
      const gate = gates.get(channel)
      if (gate !== undefined) return gate.close()
      const faults = faultsOf(channel)
      if (faults !== null) emulators[channel].behave({ ...faults, fail: 1 })
    },
    async revive(channel) {
      await gates.get(channel)?.open()
      const faults = faultsOf(channel)
      if (faults !== null && !gates.has(channel)) emulators[channel].behave(faults)
    },
    waiting: () => (gateway?.waiting() ?? 0) + whatsapp.waiting() + telegram.waiting() + email.waiting(),
    async stop() {
      await Promise.all([...gates.values()].map(gate => gate.stop()))
      await Promise.all(Object.values(emulators).map(emulator => emulator.stop()))
    },
  }
}

function unreachableOf(people: readonly Person[]): Readonly<Record<Personal, ReadonlySet<number>>> {
  const of = (channel: Personal): ReadonlySet<number> =>
    new Set(
      people
        .filter(({ ways }) => ways.some(way => way.channel === channel && way.isUnreachable))
        .map(({ number }) => number),
    )
  const all = Object.fromEntries(personal.map(channel => [channel, of(channel)]))
  // Every channel has one, which is what the entries were made of.
  return all as Record<Personal, ReadonlySet<number>>
}
