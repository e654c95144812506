import { test } from 'vitest'
import { Agent, request } from 'undici'
import webpush from 'web-push'
import { aNetwork, imported, good } from '../../../test/factories/operator.ts'
import { anOutgoing } from '../testing/an-outgoing.ts'
import { pushServices } from '../adapters/web-push/web-push.ts'
import { webhooks } from '../adapters/webhook/webhook.ts'
import { emulatePush } from '@pulih/rehearsal'
import { aVoice, declared } from './testing/a-voice.ts'

test('measure', { timeout: 500_000 }, async () => {
  const service = await emulatePush()
  const keys = webpush.generateVAPIDKeys()
  const now = () => Temporal.Now.instant()
  const p = pushServices(
    { contact: 'mailto:a@b.c', publicKey: keys.publicKey },
    keys.privateKey,
    () => Promise.resolve({ kind: 'answer', status: 201, headers: {}, body: '' }),
    now,
  )
  const to = Array.from({ length: 100 }, (_, i) => service.subscribe(`p${i}`))
  let t = performance.now()
  for (let i = 0; i < 4000; i++) await p.handOver(anOutgoing({ to: to[i % 100] ?? '' }))
  console.log('push/s', 4000 / ((performance.now() - t) / 1000))
  const w = webhooks('s', () => Promise.resolve({ kind: 'answer', status: 201, headers: {}, body: '' }), now)
  t = performance.now()
  for (let i = 0; i < 20000; i++)
    await w.handOver(
      anOutgoing({ to: 'https://a.example/x', format: (['pulih', 'slack', 'x'] as const)[i % 3] ?? 'x' }),
    )
  console.log('hook/s', 20000 / ((performance.now() - t) / 1000))
  await service.stop()

  const h = await aVoice(async () => null)
  const many = 20000
  await aNetwork(
    h,
    ['big<core'],
    Array.from({ length: many }, (_, i) => ({ service: `s${i}`, customer: `k${i}`, element: 'big' })),
  )
  await imported(h, 'contacts', [
    'customer,channel,address',
    ...Array.from({ length: many }, (_, i) => `k${i},sms,+48 6${String(i).padStart(8, '0')}`),
  ])
  await declared(h, 'big')
  await h.db.executeQuery({
    sql: 'analyze',
    parameters: [],
    query: { kind: 'RawNode', sqlFragments: ['analyze'], parameters: [] },
  } as never)

  const { sql } = await import('kysely')
  const { servicesAs } = await import('../../subscribers/index.ts')
  const { hitServices } = await import('../../outages/index.ts')
  ;(void servicesAs, hitServices)
  const { customersByContact } = await import('../../subscribers/index.ts')
  const steps: Record<string, () => Promise<unknown>> = {
    contact: () => customersByContact(h.db, '48600000500', { callingCode: '48', limit: 3 }),
  }
  for (const [name, f] of Object.entries(steps)) {
    await f()
    const t0 = performance.now()
    for (let i = 0; i < 50; i++) await f()
    console.log(name, (performance.now() - t0) / 50)
  }
  const { customersReachedAt } = await import('../../subscribers/index.ts')
  const t2 = performance.now()
  for (let i = 0; i < 20; i++) await customersReachedAt(h.db, 'sms', '+4860000' + String(1000 + i))
  console.log('reachedAt', (performance.now() - t2) / 20)
  const { audibleTo } = await import('./ask.ts')
  const { wiring } = await import('./testing/a-voice.ts')
  const { finder } = await import('./announcement.ts')
  const find = finder(wiring)
  const t1 = performance.now()
  for (let i = 0; i < 100; i++)
    await audibleTo(h.platform, find, { caller: '+4860000' + String(1000 + i), language: null })
  console.log('audible', (performance.now() - t1) / 100)
  const url = await h.app.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ connections: 64 })
  const ask = async (i: number) => {
    const begun = performance.now()
    const r = await request(`${url}/api/v1/voice/announcement`, {
      dispatcher: agent,
      method: 'POST',
      headers: { authorization: 'Test operations a key', 'content-type': 'application/json' },
      body: JSON.stringify({ caller: `+486${String(i % many).padStart(8, '0')}` }),
    })
    const b = good({ status: r.statusCode, body: await r.body.json(), headers: {} } as never) as { text: unknown }
    if (b.text === null) console.log('nothing')
    return performance.now() - begun
  }
  for (let i = 0; i < 300; i++) await ask(i)
  for (const rate of [20, 50, 100]) {
    const start = performance.now()
    const all: Promise<number>[] = []
    for (let i = 0; i < rate * 10; i++) {
      const wait = start + (i / rate) * 1000 - performance.now()
      if (wait > 1) await new Promise(r => setTimeout(r, wait))
      all.push(ask(i * 7))
    }
    const times = (await Promise.all(all)).toSorted((a, b) => a - b)
    console.log(
      rate,
      'per s: p50',
      times[Math.floor(times.length / 2)],
      'p99',
      times[Math.floor(times.length * 0.99)],
      'max',
      times.at(-1),
    )
  }
  await agent.close()
})
