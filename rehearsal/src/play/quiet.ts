import { setTimeout as pause } from 'node:timers/promises'
import type { Delivered } from '../emulator.ts'
import { addressOf } from './addresses.ts'
import type { Person } from './people.ts'
import type { Words } from './words.ts'

/** People who have asked in the portal not to be disturbed just now. */
export interface Quiet {
  readonly people: ReadonlySet<number>
  /** Somebody got something: it may be his code. */
  hear(person: number, delivered: Delivered): void
  /** Signs them in, one after the other, by the code that comes to each, and lets them ask for quiet. */
  ask(url: string): Promise<void>
}

const timeZone = 'Europe/Warsaw'
const codeSeconds = 30

/** Chooses so many of those whom the outage hits and who do not write. */
export function letPeopleRest(people: readonly Person[], wanted: number, words: Words): Quiet {
  const writers = new Set(words.writers.map(({ person }) => person))
  const resting = people
    .filter(({ number, isHit, ways: [first] }) => {
      const isReached = first !== undefined && !first.isRefused && !first.isUnreachable
      return isHit && isReached && (first.channel === 'sms' || first.channel === 'email') && !writers.has(number)
    })
    .slice(0, wanted)
  const codes = new Map<number, string>()
  const numbers = new Set(resting.map(({ number }) => number))
  return {
    people: numbers,
    hear(person, { text }) {
      const [code] = numbers.has(person) ? (/\b\d{6}\b/.exec(text) ?? []) : []
      if (code !== undefined) codes.set(person, code)
    },
    async ask(url) {
      for (const person of resting) await askForQuiet(url, person, codes)
    },
  }
}

async function askForQuiet(
  url: string,
  { number, ways: [first] }: Person,
  codes: ReadonlyMap<number, string>,
): Promise<void> {
  const channel = first?.channel === 'email' ? 'email' : 'sms'
  const api = `${url}/api/v1/portal`
  // The portal takes changes from its own pages only.
  const headers = { 'content-type': 'application/json', origin: url }
  const send = (method: string, path: string, body: object, more: Readonly<Record<string, string>> = {}) =>
    answered(path, fetch(`${api}${path}`, { method, headers: { ...headers, ...more }, body: JSON.stringify(body) }))
  const asked = await send('POST', '/sign-in', { contact: addressOf(channel, number) })
  // What it says is what its contract says.
  const { challenge } = (await asked.json()) as { readonly challenge: string }
  const code = await codeOf(number, codes)
  const entered = await send('POST', '/sign-in/code', { challenge, code })
  const cookie = entered.headers
    .getSetCookie()
    .map(each => each.split(';')[0] ?? '')
    .join('; ')
  const read = await answered('/preferences', fetch(`${api}/preferences`, { headers: { cookie } }))
  await read.body?.cancel()
  const quiet = { from: clock(-60), to: clock(180) }
  const choice = { channels: null, language: null, quiet, timeZone, unwanted: [] }
  await send('PUT', '/preferences', choice, { cookie, 'if-match': read.headers.get('etag') ?? '' })
}

async function answered(path: string, asking: Promise<Response>): Promise<Response> {
  const reply = await asking
  if (!reply.ok) throw new Error(`/portal${path}: ${reply.status} ${(await reply.text()).slice(0, 300)}`)
  return reply
}

async function codeOf(person: number, codes: ReadonlyMap<number, string>): Promise<string> {
  const end = performance.now() + codeSeconds * 1_000
  for (;;) {
    const code = codes.get(person)
    if (code !== undefined) return code
    if (performance.now() > end) throw new Error(`no code came to person ${person} in ${codeSeconds} s`)
    await pause(50)
  }
}

/** The time of day where the people live, so many minutes from now. */
function clock(minutes: number): string {
  return Temporal.Now.instant()
    .toZonedDateTimeISO(timeZone)
    .add({ minutes })
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })
}
