import { setTimeout as pause } from 'node:timers/promises'
import { drawing } from '../emulator.ts'
import { emulateAsterisk, type CallStory } from '../emulators/asterisk.ts'
import { emulateFreeSwitch } from '../emulators/freeswitch.ts'
import { addressOf } from './addresses.ts'
import type { Options } from './options.ts'
import type { Person } from './people.ts'

/** Somebody who telephoned, and what became of his call. */
export interface Called {
  readonly person: number
  readonly by: 'asterisk' | 'freeswitch'
  /** Of which outage he heard, by the variable that the exchange was given; null: of none. */
  readonly outage: string | null
  readonly ended: CallStory['ended']
}

/** The operator's telephone exchanges, one of each make, and those who call. */
export interface Telephones {
  /** Of the setting by which the product finds them. */
  readonly asterisk: { readonly url: string; readonly application: string; readonly user: string }
  readonly freeswitch: { readonly host: string; readonly port: number }
  /** Whether Pulih listens to the one to which it has to go. */
  isHeard(): boolean
  /** From now on people call, each at a moment that the seed draws; and the line to an exchange breaks now and then, where faults are wanted. */
  begin(): void
  /** Resolves when every call is over, with what became of each. */
  done(): Promise<readonly Called[]>
  stop(): Promise<void>
}

type Wanted = Pick<Options, 'callers' | 'faults' | 'seed'>

const host = '127.0.0.1'
const [application, user] = ['pulih', 'pulih']
/** Longer than a server that was killed takes to be there again and to give back what it held. */
const patienceMilliseconds = 60_000
/** In this time after the confirmation everybody has called who does. */
const callingSeconds = 15
/** Of those whom nothing hit, one calls for so many of the others. */
const bystanderEvery = 10
const cuts = 2

export async function openTelephones(
  people: readonly Person[],
  wanted: Wanted,
  { password, port }: { readonly password: string; readonly port: number },
): Promise<Telephones> {
  const asterisk = await emulateAsterisk({ application, user, password })
  const freeswitch = emulateFreeSwitch(port, host)
  const draw = drawing(wanted.seed + 3)
  const callers = chooseCallers(people, wanted.callers, draw)
  const over = new AbortController()
  let calls: Promise<readonly Called[]> = Promise.resolve([])

  const call = async ({ number }: Person, place: number): Promise<Called | null> => {
    const by = place % 2 === 0 ? 'asterisk' : 'freeswitch'
    try {
      await pause(draw() * callingSeconds * 1_000, undefined, { signal: over.signal })
    } catch {
      // The play ended before he called.
      return null
    }
    const from = addressOf('sms', number)
    const { variables, ended } = await (by === 'asterisk'
      ? asterisk.call(from, { patience: patienceMilliseconds })
      : freeswitch.call(from, { resumes: true }))
    const outage = Object.entries(variables).find(([name]) => name.toLowerCase() === 'pulih_outage')?.[1] ?? null
    return { person: number, by, outage, ended }
  }
  const breakLines = async (): Promise<void> => {
    for (let left = cuts; left > 0; left--) {
      await pause((draw() * callingSeconds * 1_000) / cuts, undefined, { signal: over.signal })
      asterisk.cut()
    }
  }
  return {
    asterisk: { url: `http://${host}:${asterisk.port}/ari`, application, user },
    freeswitch: { host, port },
    isHeard: () => asterisk.isHeard(),
    begin() {
      const { slow, lose } = wanted.faults
      // What an exchange refuses itself keeps its own caller waiting: nobody else can give him back.
      asterisk.behave({ seed: wanted.seed, duplicate: 0, reorder: 0, throttle: 0, fail: 0, lose: 0, slow })
      if (lose > 0) breakLines().catch(() => undefined)
      calls = Promise.all(callers.map(call)).then(all => all.filter(each => each !== null))
    },
    done: () => calls,
    async stop() {
      over.abort()
      await asterisk.stop()
    },
  }
}

function chooseCallers(people: readonly Person[], share: number, draw: () => number): readonly Person[] {
  const reached = people.filter(({ ways }) => ways.some(({ channel }) => channel === 'sms'))
  const hit = reached.filter(({ isHit }) => isHit && draw() < share)
  const others = reached.filter(({ isHit }) => !isHit).slice(0, Math.ceil(hit.length / bystanderEvery))
  return [...hit, ...others]
}
