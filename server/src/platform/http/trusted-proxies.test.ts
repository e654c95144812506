import { beforeAll, expect, test } from 'vitest'
import { harness, type Harness } from '../../../test/harness.ts'
import { addressOf, type Context } from '../index.ts'

const whoAsks: Context = {
  name: 'who-asks',
  routes: app => void app.get('/who-asks', { config: {} }, request => ({ address: addressOf(request) })),
}

let h: Harness
beforeAll(async () => {
  h = await harness({ contexts: [whoAsks], config: { trustedProxies: ['10.0.0.0/8', '2001:db8:cd::/48'] } })
})

async function visitorOf(remoteAddress: string, forwarded: string): Promise<string> {
  const reply = await h.app.inject({ url: '/who-asks', remoteAddress, headers: { 'x-forwarded-for': forwarded } })
  return reply.json<{ address: string }>().address
}

test.each([
  ['a stranger names another', '198.51.100.7', '192.0.2.1', '198.51.100.7'],
  ['a proxy of ours names him', '10.1.2.3', '192.0.2.1', '192.0.2.1'],
  ['this machine names him', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
  ['he wrote the beginning himself', '10.1.2.3', '1.2.3.4, 192.0.2.1', '192.0.2.1'],
  ['a proxy names a port', '10.1.2.3', '192.0.2.1:4711', '192.0.2.1'],
  ['a network of caches stands between', '127.0.0.1', '1.2.3.4, 192.0.2.1, 2001:db8:cd::7', '192.0.2.1'],
  ['somebody who is not trusted stands between', '10.1.2.3', '192.0.2.1, 198.51.100.9', '198.51.100.9'],
])('a visitor of the API is known where %s', async (_, remote, forwarded, visitor) => {
  expect(await visitorOf(remote, forwarded)).toBe(visitor)
})
