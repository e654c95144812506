import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { aTelling, stoppedChannels } from '../testing/a-telling.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await stoppedChannels(h.db, 'sms')
  await aNetwork(h, ['core', 'olt<core'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001'])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 600, channels: ['sms'] }))
})

async function declared(given: object = {}): Promise<{ readonly id: string; readonly number: string }> {
  const body = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString(), ...given }
  const outage = good(await h.as('operations').post('/outages/declare', body))
  await h.runJobs()
  return outage
}

const press = async (outage: string) => good(await h.as('viewer').get(`/outages/${outage}/press`)).items

describe('the statement for the press', () => {
  test('is there in each language, and fetched as plain text that says the same', async () => {
    const { id, number } = await declared({ publicCause: 'przecięty kabel' })
    const update = { text: 'Ekipa jest w drodze.', public: true, language: 'pl' }
    good(await h.as('operations').post(`/outages/${id}/timeline`, update))

    const items = await press(id)
    const polish = items.find(({ language }: { readonly language: string }) => language === 'pl')
    const file = await h.as('viewer').get(`/outages/${id}/press/pl`)

    expect(items.map(({ language }: { readonly language: string }) => language)).toEqual(['en', 'id', 'pl'])
    expect(polish.text).toContain('Ekipa jest w drodze.')
    expect(polish.text).toContain('Przyczyna: przecięty kabel')
    expect(polish.text).toContain(`Numer: ${number}`)
    expect(file).toMatchObject({ status: 200, body: polish.text })
    expect(file.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${number}-press-pl.txt"`,
    })
  })

  test('stands beside the other forms of a notice, with the words that are being written', async () => {
    const { id } = await declared()
    const [held] = good(await h.as('viewer').get(`/outages/${id}/notices`)).items

    const preview = good(await h.as('viewer').get(`/outages/${id}/notices/preview?notice=${held.notice}`))
    const worded = good(
      await h.as('viewer').post(`/notices/${held.notice}/preview`, { words: { en: 'A digger was it.' } }),
    )

    expect(preview.press).toMatchObject([
      { language: 'en', missing: null },
      { language: 'id', missing: null },
      { language: 'pl', missing: null },
    ])
    expect(worded.press[0].text).toContain('A digger was it.')
    expect(preview.press[0].text).not.toContain('A digger was it.')
  })

  test('is refused where a fact is missing, which is named', async () => {
    const { id } = await declared({ planned: true })
    await sql`update outages.outage set etr = null where id = ${id}`.execute(h.db)

    expect(await press(id)).toMatchObject([{ missing: 'until', text: '' }, {}, {}])
    expect(await h.as('viewer').get(`/outages/${id}/press/en`)).toMatchObject({
      status: 409,
      body: { code: 'messaging.not-said', values: { language: 'en', channel: 'press', fact: 'until' } },
    })
  })

  test('says that it is over when it is, and takes back what was none', async () => {
    const { id } = await declared()
    h.clock.advance({ seconds: 600 })
    await change(id, 'restore', { restoredAt: h.clock.now().toString() })
    const over = await press(id)
    const other = await declared()
    await change(other.id, 'retract', { reason: 'it was a test' })

    expect(over[0].headline).toBe('Telnet: services work again')
    expect((await press(other.id))[0].headline).toBe('Telnet takes back its report of an outage')
  })
})

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}/${what}`, body, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}
