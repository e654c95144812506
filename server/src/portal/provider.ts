import * as oidc from 'openid-client'
import { problem, readSetting, type Platform } from '../platform/index.ts'
import { signInSetting } from './settings.ts'

/** Where the provider sends the browser back to. */
export const callbackPath = '/api/v1/portal/sign-in/provider/callback'

/** The operator's own sign-in, as the setting has it. */
export interface Provider {
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
  readonly claim: string
}

export async function providerOf(platform: Platform): Promise<Provider | null> {
  return (await readSetting(platform.db, signInSetting)).provider
}

const known = new WeakMap<Platform, Map<string, Promise<oidc.Configuration>>>()

/** What the provider publishes about itself, asked once per process and setting. */
function configurationOf(platform: Platform, { issuer, clientId }: Provider): Promise<oidc.Configuration> {
  const kept = known.get(platform) ?? new Map<string, Promise<oidc.Configuration>>()
  known.set(platform, kept)
  const name = `${issuer} ${clientId}`
  const before = kept.get(name)
  if (before) return before
  const url = new URL(issuer)
  // Without encryption only on this machine: what comes back decides who somebody is.
  const execute = isThisMachine(url) ? [oidc.allowInsecureRequests] : []
  const secret = platform.config.secret('portal-provider') ?? ''
  const asked = reach(platform, () => oidc.discovery(url, clientId, secret, undefined, { execute, timeout: 10 }))
  kept.set(name, asked)
  // A provider that did not answer is asked again next time.
  asked.catch(() => kept.delete(name))
  return asked
}

interface Secrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Where to send the browser: authorization code with PKCE (RFC 7636), state and nonce. */
export async function visitUrl(platform: Platform, provider: Provider, secrets: Secrets): Promise<URL> {
  const configuration = await configurationOf(platform, provider)
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: new URL(callbackPath, platform.config.publicUrl).href,
    scope: provider.scope,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
  })
}

/** The key of the customer who signed in there; null where the claim names none. Throws where state, nonce or signature are not right. */
export async function customerFrom(
  platform: Platform,
  provider: Provider,
  url: URL,
  secrets: Secrets,
): Promise<string | null> {
  const configuration = await configurationOf(platform, provider)
  return reach(platform, async () => {
    const tokens = await oidc.authorizationCodeGrant(configuration, url, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    })
    const identity = tokens.claims()
    if (!identity) throw problem('portal.provider-refused')
    const said = keyIn(identity[provider.claim])
    if (said !== null || configuration.serverMetadata().userinfo_endpoint === undefined) return said
    // Many providers put what is their own only there.
    const more = await oidc.fetchUserInfo(configuration, tokens.access_token, identity.sub)
    return keyIn(more[provider.claim])
  })
}

function keyIn(claim: unknown): string | null {
  if (typeof claim === 'number' && Number.isSafeInteger(claim)) return String(claim)
  return typeof claim === 'string' && claim !== '' && claim.length <= 200 ? claim : null
}

export const { randomNonce, randomState, randomPKCECodeVerifier: randomVerifier } = oidc

/** Tells a provider that does not answer from one that refuses. Its words stay out of our log: they may name a person. */
async function reach<Result>(platform: Platform, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (reason) {
    const code = reason instanceof Error && 'code' in reason ? String(reason.code) : ''
    platform.log.warn(
      { reason: code || (reason instanceof Error ? reason.name : 'unknown') },
      'The sign-in of the operator did not let a subscriber in.',
    )
    if (reason instanceof TypeError || code === 'OAUTH_TIMEOUT') throw problem('portal.provider-away')
    throw problem('portal.provider-refused')
  }
}

function isThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
