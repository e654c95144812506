import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { generateOperator, replayOutage, type ReplayedOutage } from '@pulih/seed'

export interface SignIn {
  readonly login: string
  readonly password: string
}

export interface Demonstration {
  readonly url: string
  readonly folder: string
  readonly services: number
  readonly people: readonly SignIn[]
  say(line: string): void
}

/** What came of it, for the greeting. */
export interface Demonstrated {
  readonly replayed: ReplayedOutage
  readonly outage: string
  readonly run: string
  readonly service: string | null
  /** Under what a subscriber with a credit asks for his code. */
  readonly contact: string | null
}

/**
 * Shows the whole loop on a believable operator, through the same API that everybody uses: network and customers are imported, a real
 * outage is replayed as the alarms that it would have raised, becomes one outage, is restored, assessed, approved and posted.
 */
export async function demonstrate(demonstration: Demonstration): Promise<Demonstrated> {
  const { url, folder, services, people } = demonstration
  const say = (line: string) => demonstration.say(line)
  const operatorFolder = join(folder, 'operator')
  const replayFolder = join(folder, 'replay')
  say(`Making a believable operator with ${services.toLocaleString('en')} services …`)
  await generateOperator({ operator: 'pl-isp', services, seed: 7, out: operatorFolder })
  const replayed = await replayOutage({ operator: operatorFolder, out: replayFolder })

  const as = async (role: string) => new Visitor(url, await tokenOf(url, people, role))
  const [admin, operations, finance, approver] = [
    await as('admin'),
    await as('operations'),
    await as('finance'),
    await as('approver'),
  ]

  await admin.put('/settings/subscribers.telephones', { value: { callingCode: '48' } })
  // No channel is connected, so that a subscriber's code is read in the log.
  await admin.put('/settings/portal.sign-in', {
    value: { outbox: 'kept-and-logged', provider: null },
  })

  await admin.put('/settings/statuspage.page', { value: demonstrationPage })

  for (const [kind, file, media] of files) {
    const folderOf = kind === 'sessions' ? replayFolder : operatorFolder
    const { accepted, rejected } = await importFile(admin, kind, join(folderOf, file), media)
    say(`  ${kind}: ${accepted.toLocaleString('en')} rows${rejected > 0 ? `, ${rejected} refused` : ''}`)
  }

  say(`Replaying ${replayed.outage}: ${replayed.from} to ${replayed.to} …`)
  const outage = await replayAlarms(operations, join(replayFolder, 'alarms.jsonl'), replayed)
  const { number, title } = await operations.get(`/outages/${outage}`)
  say(`  ${replayed.counts.notifications} notifications became ${number}: ${title}`)
  const { matched } = await until(
    () => operations.get(`/outages/${outage}`),
    view => view['matched']?.frozen === true,
  )
  say(
    `  ${matched.services.toLocaleString('en')} services were hit, ${matched.money.toLocaleString('en')} of them on evidence good enough for money`,
  )

  const { id: run } = await finance.post('/compensation/runs', { kind: 'outage', outage, note: 'Demonstration' })
  const computed = await until(
    () => finance.get(`/compensation/runs/${run}`),
    view => view['status'] === 'computed',
  )
  say(`  run ${computed['number']}: ${computed['credits']} credits, ${computed['due']} ${computed['currency']}`)
  await approver.post(`/compensation/runs/${run}/approve`, {})
  await finance.post(`/compensation/runs/${run}/post`, {})
  await until(
    () => finance.get(`/compensation/runs/${run}`),
    view => view['status'] === 'posted',
  )
  say('  approved by a second person and posted to the ledger')
  const { items } = await finance.get(`/compensation/runs/${run}/credits?onlyDue=true&limit=1`)
  const service: string | null = items[0]?.service ?? null
  return { replayed, outage, run, service, contact: service === null ? null : await contactOf(admin, service) }
}

/** An address of whoever holds a service, at which he can be written to. */
async function contactOf(admin: Visitor, service: string): Promise<string | null> {
  const { customer } = await admin.get(`/services/${encodeURIComponent(service)}`)
  const { contacts } = await admin.get(`/customers/${encodeURIComponent(String(customer))}`)
  const reached: View[] = Array.isArray(contacts) ? contacts : []
  return reached.find(({ channel }) => ['email', 'sms', 'phone'].includes(channel))?.['address'] ?? null
}

const demonstrationPage = {
  name: 'Sieć Bajka',
  url: null,
  timeZone: 'Europe/Warsaw',
  languages: ['en', 'pl', 'id'],
  contact: { url: 'https://example.net/pomoc', phone: '+48 22 000 00 00', mail: 'pomoc@example.net' },
  logo: null,
  accent: '#0b6e4f',
  promise: '0.995',
}

const files = [
  ['areas', 'areas.geojson', 'application/geo+json'],
  ['elements', 'elements.csv', 'text/csv'],
  ['customers', 'customers.csv', 'text/csv'],
  ['contacts', 'contacts.csv', 'text/csv'],
  ['consents', 'consents.csv', 'text/csv'],
  ['services', 'services.csv', 'text/csv'],
  ['bills', 'bills.csv', 'text/csv'],
  ['top-ups', 'top-ups.csv', 'text/csv'],
  ['sessions', 'radacct.csv', 'text/csv'],
] as const

// oxlint-disable-next-line typescript/no-explicit-any -- replies of our own API, shown and not decided upon
type View = Record<string, any>

/** Somebody at the API. */
class Visitor {
  readonly #url: string
  readonly #token: string

  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
  }

  get(path: string): Promise<View> {
    return this.#ask(path, {})
  }

  post(path: string, body: unknown): Promise<View> {
    return this.#ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  }

  /** Replaces something that nobody has changed since it was read just now. */
  async put(path: string, body: unknown): Promise<View> {
    const read = await fetch(`${this.#url}/api/v1${path}`, { headers: { authorization: `Bearer ${this.#token}` } })
    return this.#ask(path, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'if-match': read.headers.get('etag') ?? '' },
    })
  }

  upload(path: string, file: string, media: string): Promise<View> {
    const body = Readable.toWeb(createReadStream(file)) as unknown as ReadableStream
    return this.#ask(path, { method: 'POST', body, duplex: 'half', headers: { 'content-type': media } })
  }

  async #ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & {
      readonly duplex?: 'half'
      readonly headers?: Readonly<Record<string, string>>
    },
  ): Promise<View> {
    const reply = await fetch(`${this.#url}/api/v1${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.#token}` },
    })
    const view = (await reply.json()) as View
    if (!reply.ok)
      throw new Error(
        `${path}: ${view['title'] ?? reply.status} ${view['detail'] ?? ''} ${JSON.stringify(view['mistakes'] ?? '')}`,
      )
    return view
  }
}

async function tokenOf(url: string, people: readonly SignIn[], role: string): Promise<string> {
  const person = people.find(({ login }) => login === role)
  const reply = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: role, password: person?.password ?? '', deliver: 'token' }),
  })
  const { token } = (await reply.json()) as View
  if (typeof token !== 'string') throw new Error(`nobody could sign in as ${role}`)
  return token
}

async function importFile(
  admin: Visitor,
  kind: string,
  file: string,
  media: string,
): Promise<{ accepted: number; rejected: number }> {
  const { id } = await admin.upload(`/imports?kind=${kind}&currency=PLN&timeZone=Europe/Warsaw`, file, media)
  const done = await until(
    () => admin.get(`/imports/${id}`),
    view => ['done', 'refused', 'failed', 'stopped'].includes(view['status']),
  )
  if (done['status'] !== 'done') throw new Error(`${kind} could not be imported: ${JSON.stringify(done)}`)
  return { accepted: done['accepted'] ?? 0, rejected: done['rejected'] ?? 0 }
}

/**
 * Sends what Alertmanager would have sent, in its order. Once the storm has become an outage somebody confirms it, and when the alarms
 * are quiet it is restored by itself. Returns which outage it is.
 */
async function replayAlarms(operations: Visitor, file: string, { to }: ReplayedOutage): Promise<string> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(text => text !== '')
  const notifications = lines.map(line => JSON.parse(line) as { at: string; body: unknown })
  const send = async (some: typeof notifications) => {
    for (const { body } of some) await operations.post('/intake/alertmanager', body)
  }
  await send(notifications.filter(({ at }) => at < to))
  const biggest = async () => {
    const { items } = await operations.get('/outages?limit=50')
    const impacts = await Promise.all(items.map((item: View) => operations.get(`/outages/${item['id']}/impact`)))
    const [found] = items
      .map((item: View, index: number) => ({ item, services: impacts[index]?.['services'] ?? 0 }))
      .toSorted((one: View, other: View) => other['services'] - one['services'])
    return found ? { id: found.item['id'], services: found.services } : { id: null, services: 0 }
  }
  // Correlation looks again while alarms arrive; it is done when two looks say the same.
  let before = ''
  const { id } = await until(
    biggest,
    view => {
      const same = view['services'] > 0 && before === JSON.stringify(view)
      before = JSON.stringify(view)
      return same
    },
    3_000,
  )
  await operations.post(`/outages/${id}/confirm`, {})
  await send(notifications.filter(({ at }) => at >= to))
  await until(
    () => operations.get(`/outages/${id}`),
    view => ['restored', 'closed'].includes(view['status']),
  )
  return id
}

async function until(look: () => Promise<View>, good: (view: View) => boolean, pause = 250): Promise<View> {
  const end = Date.now() + 300_000
  for (;;) {
    const view = await look()
    if (good(view)) return view
    if (view['failure']) throw new Error(String(view['failure']))
    if (Date.now() > end) throw new Error(`nothing came of it in five minutes: ${JSON.stringify(view).slice(0, 500)}`)
    await setTimeout(pause)
  }
}
