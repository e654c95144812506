import { until } from './processes.ts'
import type { TellingApplication } from './telling-application.ts'

/** One of those who hold services, or who only asked to be told. */
export interface Reader {
  readonly key: string
  readonly sms: string | null
  readonly email: string | null
  /** He asked not to be disturbed in the hours in which all this happens. */
  readonly isQuiet: boolean
}

const half = 60
const zone = 'Europe/Warsaw'

/** On either side of the network, and some beside it whom no outage of a scenario hits. */
export const readers: readonly Reader[] = Array.from({ length: 3 * half }, (_, at) => ({
  key: `r${at}`,
  sms: at % 3 === 1 ? null : `+48 600 000 ${String(100 + at)}`,
  email: at % 3 === 0 ? null : `r${at}@example.com`,
  isQuiet: at % 20 === 7,
}))
const sides = ['left', 'right', 'beside'] as const

/** Who is no customer and wants to hear of everything; the last of them is a customer as well, who is to be told once. */
export const subscribed = ['s1@example.com', 's2@example.com', 's3@example.com', 'r1@example.com'] as const

/** Lets people in by the doors that staff use, with workers that nobody kills yet. */
export async function bringCrowd(application: TellingApplication): Promise<void> {
  const { pool } = application
  await bring(application, 'elements', [
    'element,kind,parents,area',
    'core,node,,14.65',
    'left,node,core,14.65',
    'right,node,core,14.65',
    'beside,node,,14.65',
  ])
  await bring(application, 'customers', [
    'customer,kind,name,language',
    ...readers.map(({ key }, at) => `${key},consumer,Anna Nowak,${at % 2 === 0 ? 'pl' : 'en'}`),
  ])
  await bring(application, 'services', [
    'service,customer_id,customer,element,area,kind,monthly_fee,cycle_day,time_zone,since,currency',
    ...readers.flatMap(({ key }, at) =>
      // Every fourth household has two.
      Array.from(
        { length: at % 4 === 0 ? 2 : 1 },
        (_, nth) =>
          `${key}-${nth},${key},consumer,${sides[Math.floor(at / half)]},14.65,internet,60.00,1,${zone},2020-01-01,PLN`,
      ),
    ),
  ])
  await bring(application, 'contacts', [
    'customer,channel,address',
    ...readers.flatMap(({ key, sms, email }) => [
      ...(sms === null ? [] : [`${key},sms,${sms}`]),
      ...(email === null ? [] : [`${key},email,${email}`]),
    ]),
  ])
  const now = Temporal.Now.zonedDateTimeISO(zone)
  const clock = (hours: number): string => now.add({ hours }).toPlainTime().toString({ smallestUnit: 'minute' })
  await pool.query(
    `insert into messaging.preference (customer_id, quiet_from, quiet_to, time_zone, updated_at)
     select id, $2, $3, $4, now() from subscribers.customer where key = any($1)`,
    [readers.filter(({ isQuiet }) => isQuiet).map(({ key }) => key), clock(-6), clock(6), zone],
  )
  await pool.query(
    `insert into messaging.subscription (scope, channel, address, language, time_zone, state, asked_at, confirmed_at)
     select 'everything', 'email', address, 'en', $2, 'confirmed', now(), now() from unnest($1::text[]) as a (address)`,
    [subscribed, zone],
  )
}

async function bring({ ask }: TellingApplication, kind: string, lines: readonly string[]): Promise<void> {
  const { body } = await ask('admin', 'POST', `/imports?kind=${kind}&currency=PLN&timeZone=${zone}`, lines.join('\n'))
  const { body: done } = await until(
    `the import of ${kind}`,
    () => ask('admin', 'GET', `/imports/${String(body['id'])}`),
    answer => ['done', 'refused', 'failed', 'stopped'].includes(String(answer.body['status'])),
    120,
  )
  if (done['status'] !== 'done' || done['rejected'] !== 0)
    throw new Error(`${kind} could not be brought in: ${JSON.stringify([body, done])}`)
}
