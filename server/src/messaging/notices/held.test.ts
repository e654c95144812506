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
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 30, channels: ['sms'] }))
})

const notices = async (outage: string) => good(await h.as('viewer').get(`/outages/${outage}/notices`)).items

async function aHeldNotice(): Promise<{ readonly outage: string; readonly notice: string }> {
  const given = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  const [{ notice }] = await notices(id)
  return { outage: id, notice }
}

describe('a notice that somebody works on', () => {
  test('does not go out by itself any more, however long that takes', async () => {
    const { outage, notice } = await aHeldNotice()

    expect(good(await h.as('communications').post(`/notices/${notice}/hold`))).toMatchObject({
      state: 'held',
      releaseAt: null,
    })
    h.clock.advance({ seconds: 600 })
    await h.sweep()

    expect(await notices(outage)).toMatchObject([{ state: 'held', messages: { waiting: 0 } }])
  })

  test('is held a second time without a second entry in the audit trail', async () => {
    const { notice } = await aHeldNotice()
    await h.as('communications').post(`/notices/${notice}/hold`)
    const trail = async () => good(await h.as('admin').get(`/audit?subject=${notice}`)).items
    const before = await trail()

    good(await h.as('operations').post(`/notices/${notice}/hold`))

    expect(before.map(({ action }: { readonly action: string }) => action)).toContain('messaging.notice-paused')
    expect(await trail()).toEqual(before)
  })

  test('shows what other words would make of it, and keeps none of them', async () => {
    const { outage, notice } = await aHeldNotice()

    const preview = good(
      await h.as('viewer').post(`/notices/${notice}/preview`, { words: { pl: 'Ekipa jest w drodze.' } }),
    )

    const polish = preview.texts.find(({ language }: { readonly language: string }) => language === 'pl')
    expect(polish.text).toContain('Ekipa jest w drodze.')
    expect(await notices(outage)).toMatchObject([{ words: {}, revision: 1 }])
  })

  test('is not held by whoever may only look', async () => {
    const { notice } = await aHeldNotice()

    expect((await h.as('viewer').post(`/notices/${notice}/hold`)).status).toBe(403)
  })
})
