import type { Harness, TestClient, TestReply } from '../../../test/harness.ts'
import { aNetwork, anOperator, decide, imported, type GivenService } from '../../../test/factories/operator.ts'
import { cookiesOf, showing } from '../../identity/testing/house.ts'

/** An operator whose subscribers can sign in; two of them, each with a service of his own, unless told otherwise. */
export async function aPortal(
  services: readonly GivenService[] = [
    { service: 's-anna', customer: 'c-anna', element: 'olt' },
    { service: 's-budi', customer: 'c-budi', element: 'olt' },
  ],
): Promise<Harness> {
  const h = await anOperator()
  await aNetwork(h, ['core', 'olt<core', 'other<core'], services)
  await imported(h, 'contacts', [
    'customer,channel,address,preferred',
    'c-anna,email,Anna.Nowak@example.com,true',
    'c-anna,sms,+48 012 345 678,false',
    'c-budi,email,budi@example.com,true',
    'c-budi,email,family@example.com,false',
    'c-anna,email,family@example.com,false',
  ])
  await decide(h, 'subscribers.telephones', { callingCode: '48' })
  await decide(h, 'portal.sign-in', { outbox: 'kept', provider: null })
  return h
}

/** Everything that waits for a channel, as an admin reads it. */
export async function outbox(h: Harness): Promise<{ address: string; customer: string; text: string }[]> {
  return (await h.as('admin').get('/portal/outbox')).body.items
}

export interface Asked {
  readonly challenge: string
  /** Of the newest message to this customer. */
  readonly code: string
}

export async function askCode(h: Harness, contact: string, customer: string, language = 'en'): Promise<Asked> {
  const reply = await h.anyone.post('/portal/sign-in', { contact, language })
  if (reply.status !== 202) throw new Error(`no code: ${JSON.stringify(reply.body)}`)
  await h.runJobs()
  const message = (await outbox(h)).find(each => each.customer === customer)
  return { challenge: reply.body.challenge, code: /^\d{6}/.exec(message?.text ?? '')?.[0] ?? '' }
}

/** A subscriber in his browser, which has this cookie. */
export interface Browser extends TestClient {
  readonly cookie: string
}

export async function enterPortal(h: Harness, contact: string, customer: string): Promise<Browser> {
  const reply = await h.anyone.post('/portal/sign-in/code', await askCode(h, contact, customer))
  return inBrowser(h, reply)
}

export function inBrowser(h: Harness, reply: TestReply): Browser {
  const cookie = cookiesOf(reply).find(({ name }) => name.endsWith('pulih-portal'))
  if (!cookie) throw new Error(`no cookie: ${JSON.stringify(reply.body)}`)
  const shown = `${cookie.name}=${cookie.value}`
  return { ...showing(h, { cookie: shown, 'sec-fetch-site': 'same-origin' }), cookie: shown }
}
