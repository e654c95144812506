import { afterAll, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'
import { openWire } from '../platform/index.ts'
import { checkAddress } from './endpoint.ts'
import { webhooksContext } from './index.ts'
import { aReceiver } from './testing/a-receiver.ts'

const receiver = await aReceiver()
const wire = openWire({ resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) })
afterAll(() => Promise.all([receiver.close(), wire.close()]))
const h = await harness({
  contexts: [webhooksContext({ exchange: () => wire.exchange, random: () => 0.5 })],
  config: { allowPrivateTargets: false },
})
const admin = h.as('admin')
const add = (url: string) => admin.post('/webhooks/endpoints', { url, events: ['*'] })

test.each([
  'https://127.0.0.1/hook',
  'https://2130706433',
  'https://0x7f000001',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://[::ffff:169.254.169.254]',
  'https://10.0.0.8',
  'https://100.64.0.1',
  'https://224.0.0.1',
  'https://localhost:8443/hook',
  'https://crm.internal',
  'http://crm.example',
  'https://user:word@crm.example',
  'https://crm.example/#part',
  'https://[',
])('%s cannot be an endpoint', async url => {
  expect(await add(url)).toMatchObject({ status: 422, body: { code: 'webhooks.unusable-address' } })
})

test('where clouds keep their metadata cannot be one either where private addresses can', () => {
  expect(() => checkAddress('http://10.0.0.8/hook', true)).not.toThrow()
  for (const url of ['http://169.254.169.254/latest', 'http://[fe80::1]', 'http://[fd00:ec2::254]'])
    expect(() => checkAddress(url, true)).toThrow(expect.objectContaining({ code: 'webhooks.unusable-address' }))
})

test('a name is judged whenever something is sent, by what it resolves to', async () => {
  const { id } = (await add(`https://crm.example:${new URL(receiver.url).port}/hook`)).body.endpoint
  await admin.post(`/webhooks/endpoints/${id}/test`, {})
  await h.runJobs()

  const [{ id: delivery }] = (await admin.get(`/webhooks/deliveries?endpoint=${id}`)).body.items
  expect((await admin.get(`/webhooks/deliveries/${delivery}`)).body.tried).toMatchObject([
    { outcome: 'not-sent', status: null, reason: 'crm.example is at a private address' },
  ])
  expect(receiver.messages).toEqual([])
})
