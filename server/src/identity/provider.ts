import * as oidc from 'openid-client'
import { problem, type Platform } from '../platform/index.ts'
import { claimAt, type RoleClaim } from './role-claim.ts'

/** Where the provider sends the browser back to. */
export const callbackPath = '/api/v1/sign-in/provider/callback'

/** What the provider says of somebody. */
export interface ProvidedPerson {
  readonly issuer: string
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

const known = new WeakMap<Platform, Promise<oidc.Configuration>>()

/** What the provider publishes about itself, asked once per process. */
function configurationOf(platform: Platform): Promise<oidc.Configuration> {
  const before = known.get(platform)
  if (before) return before
  const asked = discover(platform)
  known.set(platform, asked)
  // A provider that did not answer is asked again next time.
  asked.catch(() => known.delete(platform))
  return asked
}

async function discover(platform: Platform): Promise<oidc.Configuration> {
  const settings = platform.config.oidc
  if (!settings) throw problem('identity.provider-none')
  const issuer = new URL(settings.issuer)
  // Without encryption only on this machine: what comes back decides who somebody is.
  const execute = isThisMachine(issuer) ? [oidc.allowInsecureRequests] : []
  return reach(platform, () =>
    oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, { execute, timeout: 10 }),
  )
}

/** Where to send the browser: authorization code with PKCE (RFC 7636), state and nonce. */
export async function visitUrl(
  platform: Platform,
  {
    state,
    nonce,
    verifier,
    scope,
  }: { readonly state: string; readonly nonce: string; readonly verifier: string; readonly scope: string },
): Promise<URL> {
  const configuration = await configurationOf(platform)
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: new URL(callbackPath, platform.config.publicUrl).href,
    scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
}

/** Exchanges the code that the browser brought. Throws where state, nonce, verifier or signature are not right. */
export async function personFrom(
  platform: Platform,
  url: URL,
  expected: { readonly state: string; readonly nonce: string; readonly verifier: string },
  { claim }: RoleClaim,
): Promise<ProvidedPerson> {
  const configuration = await configurationOf(platform)
  return reach(platform, async () => {
    const tokens = await oidc.authorizationCodeGrant(configuration, url, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.verifier,
      idTokenExpected: true,
    })
    const identity = tokens.claims()
    if (!identity) throw problem('identity.provider-refused')
    const person = { issuer: identity.iss, subject: identity.sub, claims: { ...identity } }
    const isComplete = claimAt(person.claims, claim) !== undefined && person.claims['preferred_username'] !== undefined
    if (isComplete || configuration.serverMetadata().userinfo_endpoint === undefined) return person
    // Many providers put roles and names only there.
    const more = await oidc.fetchUserInfo(configuration, tokens.access_token, identity.sub)
    return { ...person, claims: { ...more, ...identity } }
  })
}

export const { randomNonce, randomState, randomPKCECodeVerifier: randomVerifier } = oidc

/** Tells a provider that does not answer from one that refuses. Its words stay in our log: they may name a person. */
async function reach<Result>(platform: Platform, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (reason) {
    const code = reason instanceof Error && 'code' in reason ? String(reason.code) : ''
    platform.log.warn(
      { reason: code || (reason instanceof Error ? reason.name : 'unknown') },
      'The OpenID provider did not let somebody in.',
    )
    if (reason instanceof TypeError || code === 'OAUTH_TIMEOUT') throw problem('identity.provider-away', {})
    throw problem('identity.provider-refused')
  }
}

function isThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
