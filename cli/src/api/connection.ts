import { Failure } from '../failure.ts'
import { readSession } from './sessions-file.ts'

/** Which server is asked, and by whom. */
export interface Connection {
  /** Without a slash at the end. */
  readonly url: string
  readonly token: string | null
  /** Where the token is from, for whoever has to mend it. */
  readonly from: 'PULIH_TOKEN' | 'sign-in' | 'nowhere'
}

/** PULIH_URL says where the server is; PULIH_TOKEN, or else the session that was kept at sign-in, says who asks. */
export function connection(environment: NodeJS.ProcessEnv = process.env): Connection {
  const url = serverUrl(environment['PULIH_URL']?.trim() || 'http://localhost:8080')
  const given = environment['PULIH_TOKEN']?.trim()
  if (given) return { url, token: given, from: 'PULIH_TOKEN' }
  const kept = readSession(url)
  return kept ? { url, token: kept.token, from: 'sign-in' } : { url, token: null, from: 'nowhere' }
}

function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Failure(
      `PULIH_URL is "${text}", which is no address. Write it like https://pulih.example.net or http://localhost:8080.`,
    )
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/api(\/v1)?$/, '')
}
