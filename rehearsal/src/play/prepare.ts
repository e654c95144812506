import { join } from 'node:path'
import { enter, until, type View, type Visitor } from './api.ts'
import { kindOf, type Channel } from './channels.ts'
import type { Options } from './options.ts'
import type { Operator } from './people.ts'
import type { Pulih } from './pulih.ts'
import type { Stage } from './stage.ts'
import type { Telephones } from './telephones.ts'

/** Who does what in a play. */
export interface Staff {
  readonly admin: Visitor
  readonly desk: Visitor
}

export const sender = 'Sieć Bajka'
export const currency = 'PLN'
const timeZone = 'Europe/Warsaw'

export async function hireStaff({ url, signIn }: Pulih, signal: AbortSignal): Promise<Staff> {
  const admin = await enter(url, signIn, signal)
  const roles = ['operations', 'communications', 'care']
  const { password } = await admin.post('/staff', { login: 'desk', name: 'Desk', roles })
  return { admin, desk: await enter(url, { login: 'desk', password: String(password) }, signal) }
}

const files = [
  ['areas', 'areas.geojson', 'application/geo+json'],
  ['elements', 'elements.csv', 'text/csv'],
  ['customers', 'people-customers.csv', 'text/csv'],
  ['contacts', 'people-contacts.csv', 'text/csv'],
  ['consents', 'people-consents.csv', 'text/csv'],
  ['services', 'people-services.csv', 'text/csv'],
] as const
const importSeconds = 1_800

/** Brings the operator into the product. A row that is refused would make every figure wrong. */
export async function importOperator(admin: Visitor, { folder }: Operator, say: (line: string) => void): Promise<void> {
  for (const [kind, file, media] of files) {
    const path = `/imports?kind=${kind}&currency=${currency}&timeZone=${timeZone}`
    const { id } = await admin.upload(path, join(folder, file), media)
    const isOver = ({ status }: View) => ['done', 'refused', 'failed', 'stopped'].includes(String(status))
    const done = await until(kind, () => admin.get(`/imports/${id}`), isOver, importSeconds)
    if (done['status'] !== 'done' || done['rejected'] > 0)
      throw new Error(`${kind} could not be imported: ${JSON.stringify(done).slice(0, 800)}`)
    say(`  ${kind}: ${Number(done['accepted']).toLocaleString('en')}`)
  }
}

/** How people are told in a rehearsal: at once, and by whatever reaches them first. */
const telling = {
  automatic: true,
  holdSeconds: 0,
  channels: ['push', 'whatsapp', 'telegram', 'sms', 'email'],
  sender,
  accent: '#0b6e4f',
  stopKeyword: 'STOP',
  language: 'pl',
  sms: { mostParts: 2, transliterated: true },
  // Whoever rehearses at night wants to see everything all the same, and nobody waits half an hour between two estimates.
  etrMinutes: 0,
  quietHours: null,
  credits: true,
  callSegments: ['home-care', 'company', 'public'],
}

/** The address stands in every message, so that its length counts. */
const page = {
  name: sender,
  url: 'https://awarie.bajka.example',
  timeZone,
  languages: ['en', 'pl', 'id'],
  contact: { url: 'https://bajka.example/pomoc', phone: '+48 22 000 00 00', mail: 'pomoc@bajka.example' },
  logo: null,
  accent: telling.accent,
  promise: '0.995',
}

/** Chats and programs of the operator's own house. */
const chats = [
  ['noc-chat', 'slack', 'en'],
  ['care-chat', 'teams', 'pl'],
  ['own-program', 'pulih', 'id'],
] as const

export async function openChannels(
  { admin, desk }: Staff,
  { stage, options, pulihUrl }: { readonly stage: Stage; readonly options: Options; readonly pulihUrl: string },
): Promise<void> {
  await admin.put('/settings/messaging.telling', { value: telling })
  await admin.put('/settings/statuspage.page', { value: page })
  const { prices, limits } = options
  for (const [channel, settings, atOnce] of settingsOf(stage)) {
    const price = channel === 'chat' ? undefined : prices[channel]
    await admin.post('/messaging/channels', {
      channel: kindOf(channel),
      settings,
      perSecond: limits[channel] ?? null,
      atOnce,
      price: price === undefined ? null : { amount: String(price), currency },
    })
    await desk.post(`/messaging/channels/${kindOf(channel)}/resume`, {})
  }
  if (!(await stage.subscribe(`${pulihUrl}/api/v1/messaging/arrivals`)))
    throw new Error('the product did not say that its address for WhatsApp is its own')
  for (const [name, format, language] of chats)
    await desk.post('/messaging/subscriptions', {
      place: { scope: 'everything' },
      url: stage.chatAddress(name),
      format,
      drafted: false,
      language,
      timeZone,
    })
}

/** Lets callers hear of their outage, and go on to people afterwards. */
export async function openExchanges({ admin }: Staff, telephones: Telephones): Promise<void> {
  const { asterisk, freeswitch } = telephones
  const value = {
    on: true,
    afterwards: 'people',
    asterisk: { ...asterisk, password: 'pbx' },
    freeswitch: { ...freeswitch, from: [freeswitch.host] },
  }
  await admin.put('/settings/messaging.voice', { value })
  await until('the line to the exchange', () => Promise.resolve(telephones.isHeard()), Boolean, exchangeSeconds)
}

const exchangeSeconds = 60

function settingsOf({ ports, pushKey, phoneNumberId, mailInbox, smsBy }: Stage) {
  const host = '127.0.0.1'
  const smpp = { host, port: ports.sms, secure: false, systemId: 'pulih', systemType: '', from: '48500100200' }
  const smtp = {
    host,
    port: ports.email,
    secure: false,
    user: null,
    password: null,
    from: 'Bajka <news@bajka.example>',
  }
  const telegram = { url: `http://${host}:${ports.telegram}`, token: 'telegram', webhookSecret: null }
  const whatsapp = { url: `http://${host}:${ports.whatsapp}/v23.0`, phoneNumberId, token: 'whatsapp' }
  const bounces = { address: 'bounces@bajka.example', signing: 'bounces' }
  const all: readonly (readonly [Channel, object, number])[] = [
    smsBy === 'smpp'
      ? ['sms', { adapter: 'smpp', ...smpp, password: 'sms', window: 100, receiptIds: 'same' }, 100]
      : [
          'sms',
          { adapter: 'http-sms', url: `http://${host}:${ports.sms}/`, from: smpp.from, token: 'sms', signing: 'sms' },
          100,
        ],
    ['email', { adapter: 'smtp', ...smtp, inbox: { by: 'lmtp', host, port: mailInbox }, bounces }, 20],
    [
      'whatsapp',
      { adapter: 'whatsapp', ...whatsapp, appSecret: 'whatsapp', verifyToken: 'whatsapp', templatePrefix: 'pulih' },
      50,
    ],
    ['telegram', { adapter: 'telegram', ...telegram }, 30],
    ['push', { adapter: 'web-push', contact: 'mailto:noc@bajka.example', publicKey: pushKey, privateKey: 'push' }, 50],
    ['chat', { adapter: 'webhook', signing: 'chat' }, 20],
  ]
  return all
}
