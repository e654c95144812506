import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide, good, imported } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { aPortal, outbox } from './testing/a-portal.ts'

interface Sent {
  readonly to: string
  readonly text: string
}

let h: Harness
let gateway: Server
let sent: Sent[] = []
let isDead = false

const demonstration = { outbox: 'kept', provider: null }
const live = { ...demonstration, outbox: 'off' }

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', piece => (body += String(piece)))
    request.on('end', () => {
      if (isDead) return response.writeHead(503).end('{}')
      sent.push(JSON.parse(body) as Sent)
      return response.end(JSON.stringify({ id: `gw-${sent.length}` }))
    })
  })
  await new Promise<void>(listening => gateway.listen(0, '127.0.0.1', listening))
  h = await aPortal()
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`
  const settings = { adapter: 'http-sms', url, from: 'Telnet', token: 'sms', signing: null }
  const given = { channel: 'gateway', settings, perSecond: null, atOnce: 5, price: null }
  good(await h.as('admin').post('/messaging/channels', given))
  good(await h.as('communications').post('/messaging/channels/gateway/resume'))
})
afterAll(() => new Promise(closed => gateway.close(closed)))
beforeEach(async () => {
  sent = []
  isDead = false
  await sql`delete from portal.attempt`.execute(h.db)
  await sql`delete from portal.outbox`.execute(h.db)
})

const ask = (contact: string) => h.anyone.post('/portal/sign-in', { contact, language: 'pl' })

/** The words of every message that is no notice. */
async function kept(): Promise<readonly { state: string; text: string }[]> {
  const { rows } = await sql<{ state: string; text: string }>`
    select state, words ->> 'text' as text from messaging.message where origin like 'portal-code:%' order by id desc`.execute(
    h.db,
  )
  return rows
}

describe('a code', () => {
  test('goes to the telephone that asks for it, lets its customer in, and is then nowhere to be read', async () => {
    await decide(h, 'portal.sign-in', live)
    const { challenge } = good(await ask('012 345 678'))
    await h.runJobs()

    expect(sent).toMatchObject([
      { text: expect.stringMatching(/^\d{6} to Panstwa kod do zalogowania sie jako klient c-anna/) },
    ])
    expect(await kept()).toMatchObject([{ state: 'sent', text: '' }])
    expect(await outbox(h)).toEqual([])
    const code = sent[0]?.text.slice(0, 6)
    expect((await h.anyone.post('/portal/sign-in/code', { challenge, code })).status).toBe(200)
  })

  test('that waits for its channel is read by nobody, and forgotten once it is too late', async () => {
    isDead = true
    good(await ask('012 345 678'))
    await h.runJobs()
    const [waiting] = await kept()
    const code = waiting?.text.slice(0, 6) ?? ''
    expect(waiting?.state).toBe('waiting')
    expect(code).toMatch(/^\d{6}$/)
    await sql`update messaging.message set state = 'doubtful' where state = 'waiting'`.execute(h.db)
    const seen = good(await h.as('admin').get('/messaging/to-decide?what=doubts'))
    expect(seen.items).toMatchObject([{ state: 'doubtful', text: '' }])
    expect(JSON.stringify(seen)).not.toContain(code)

    h.clock.advance({ minutes: 11 })
    await h.sweep()
    await h.runJobs()
    expect(sent).toEqual([])
    expect((await kept())[0]).toMatchObject({ text: '' })
  })

  test('is refused where no channel is open for what was typed, whoever it is', async () => {
    await decide(h, 'portal.sign-in', live)
    expect((await h.anyone.get('/portal/door')).body).toMatchObject({ code: true })

    for (const contact of ['anna.nowak@example.com', 'nobody@example.com'])
      expect((await ask(contact)).body).toMatchObject({ code: 'portal.no-codes' })
    for (const contact of ['012 345 678', '+48 999 999 999']) expect((await ask(contact)).status).toBe(202)
    await h.runJobs()
  })

  test('goes to a number that is registered without the code of its country with it', async () => {
    await imported(h, 'contacts', ['customer,channel,address', 'c-budi,sms,601 602 603'])
    await decide(h, 'portal.sign-in', live)
    good(await ask('601602603'))
    await h.runJobs()

    expect(sent).toMatchObject([{ to: '+48601602603' }])
  })

  test('is kept in a demonstration only where nothing carries it', async () => {
    await decide(h, 'portal.sign-in', demonstration)
    good(await ask('anna.nowak@example.com'))
    good(await ask('012 345 678'))
    await h.runJobs()

    expect((await outbox(h)).map(({ address }) => address)).toEqual(['Anna.Nowak@example.com'])
    expect(sent).toHaveLength(1)
  })

  test('goes to nobody twice, however often its job is run', async () => {
    await decide(h, 'portal.sign-in', live)
    good(await ask('012 345 678'))
    const { rows } = await sql<{ payload: { challenge: string } }>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'portal.send-codes'`.execute(h.db)
    const { sendCodes } = await import('./sign-in-with-code.ts')
    for (const { payload } of rows) await sendCodes.run(payload, h.platform)
    await h.runJobs()

    expect(rows).toHaveLength(1)
    expect(sent).toHaveLength(1)
  })
})
