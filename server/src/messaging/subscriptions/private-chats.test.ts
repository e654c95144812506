import { expect, test } from 'vitest'
import { good } from '../../../test/factories/operator.ts'
import { harness } from '../../../test/harness.ts'
import { everything } from './testing/readers.ts'

const careful = await harness({ config: { allowPrivateTargets: false } })
const open = await harness()

const connect = (h: typeof careful, url: string) => {
  const chat = { place: everything, url, format: 'slack', drafted: false, language: 'en', timeZone: 'UTC' }
  return h.as('communications').post('/messaging/subscriptions', chat)
}
const refused = { status: 400, body: { code: 'messaging.bad-contact' } }

test.each([
  'https://127.0.0.1/hook',
  'https://[fd00::1]/hook',
  'https://localhost:8443/hook',
  'https://LOCALHOST./hook',
  'https://chat.localhost/hook',
  'https://chat.local/hook',
  'https://chat.internal/hook',
  'https://chat.home.arpa/hook',
  'http://chat.example/hook',
])('%s is no address of a chat, unless private ones are allowed', async url => {
  expect(await connect(careful, url)).toMatchObject(refused)
  good(await connect(open, url))
})

test.each([
  'http://169.254.169.254/latest',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://100.100.100.200/',
])('%s never is', async url => {
  expect(await connect(careful, url)).toMatchObject(refused)
  expect(await connect(open, url)).toMatchObject(refused)
})

test('a name that anybody may have is taken as it stands, and judged whenever something is sent', async () => {
  expect(good(await connect(careful, 'https://chat.example/hook'))).toMatchObject({ address: 'https://chat.example/…' })
})
