import { afterAll, describe, expect, test } from 'vitest'
import { decide } from '../../test/factories/operator.ts'
import type { TestReply } from '../../test/harness.ts'
import { cookiesOf } from '../identity/testing/house.ts'
import { startProvider, visitProvider } from '../identity/testing/provider-process.ts'
import { aPortal, inBrowser } from './testing/a-portal.ts'

const h = await aPortal()
const provider = await startProvider(
  h.platform.config.publicUrl,
  {
    anna: { preferred_username: 'c-anna' },
    stranger: { preferred_username: 'c-nobody' },
    nameless: {},
  },
  { callback: '/api/v1/portal/sign-in/provider/callback', secret: h.platform.config.secret('portal-provider') ?? '' },
)
afterAll(() => provider.stop())

const connected = (changes: object = {}) =>
  decide(h, 'portal.sign-in', {
    outbox: 'off',
    provider: {
      issuer: provider.issuer,
      clientId: 'pulih',
      scope: 'openid profile',
      claim: 'preferred_username',
      ...changes,
    },
  })
await connected()

async function begin(): Promise<{ location: string; browser: string }> {
  const reply = await h.anyone.post('/portal/sign-in/provider', {})
  expect(reply.status).toBe(200)
  return { location: reply.body.location, browser: cookiesOf(reply)[0]?.value ?? '' }
}

function comeBack(url: URL, browser: string, headers: Record<string, string> = {}): Promise<TestReply> {
  return h.anyone.get(`${url.pathname}${url.search}`, { cookie: `pulih-portal-visit=${browser}`, ...headers })
}

describe('the operator’s own sign-in', () => {
  test('lets in whom its claim names, with the portal’s own cookie', async () => {
    const { location, browser } = await begin()

    const reply = await comeBack(await visitProvider(location, 'anna'), browser)

    expect(reply).toMatchObject({ status: 303, headers: { location: '/portal/' } })
    expect((await inBrowser(h, reply).get('/portal/me')).body).toMatchObject({ customer: 'c-anna' })
    expect((await h.anyone.get('/portal/door')).body).toMatchObject({ code: false, provider: true })
  })

  test('uses code, PKCE, state and nonce', async () => {
    const asked = new URL((await begin()).location).searchParams

    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40)
  })

  test.each(['stranger', 'nameless'])('refuses whom it does not name as a customer: %s', async name => {
    const { location, browser } = await begin()

    const url = await visitProvider(location, name)

    expect((await comeBack(url, browser)).body).toMatchObject({ status: 401, code: 'portal.provider-refused' })
  })

  test('refuses another browser than the one that was sent there, a second time, and a state that nobody gave out', async () => {
    const { location, browser } = await begin()
    const url = await visitProvider(location, 'anna')
    expect((await comeBack(url, (await begin()).browser)).status).toBe(401)
    expect((await comeBack(url, browser)).status).toBe(401)
    const other = await begin()
    const forged = new URL(await visitProvider(other.location, 'anna'))
    forged.searchParams.set('state', 'made-up')
    expect((await comeBack(forged, other.browser)).status).toBe(401)
  })

  test('tells a person on the page what happened', async () => {
    const url = new URL('http://localhost/api/v1/portal/sign-in/provider/callback?state=x&code=y')

    expect(await comeBack(url, 'x', { accept: 'text/html' })).toMatchObject({
      status: 303,
      headers: { location: '/portal/?problem=portal.provider-refused' },
    })
  })

  test('that does not answer, or is not connected, is said to be so', async () => {
    await connected({ issuer: 'http://127.0.0.1:9' })
    expect((await h.anyone.post('/portal/sign-in/provider', {})).body).toMatchObject({ code: 'portal.provider-away' })
    await decide(h, 'portal.sign-in', { outbox: 'off', provider: null })
    expect((await h.anyone.post('/portal/sign-in/provider', {})).body).toMatchObject({ code: 'portal.no-provider' })
  })
})
