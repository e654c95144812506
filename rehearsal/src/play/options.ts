import { parseArgs } from 'node:util'
import { languages, type Language } from '@pulih/kernel'
import { BadOptions } from './bad-options.ts'
import { personal, type Channel, type Personal } from './channels.ts'
import { faultNames, type Death, type FaultName, type Shares } from './faults.ts'
import { amount, deaths, share, shares, whole } from './read-options.ts'

/** What somebody wants to rehearse. */
export interface Options {
  readonly help: boolean
  readonly people: number
  readonly seed: number
  readonly channels: Readonly<Record<Personal, number>>
  readonly languages: Readonly<Record<Language, number>>
  readonly faults: Shares
  readonly deaths: readonly Death[]
  readonly kills: number
  readonly prices: Readonly<Partial<Record<Personal, number>>>
  /** Messages a second; a channel that is not there has no limit. */
  readonly limits: Readonly<Partial<Record<Channel, number>>>
  readonly writers: number
  readonly stopped: number
  readonly unreachable: number
  /** By what kind of service SMS go. */
  readonly sms: 'http' | 'smpp'
  /** Share of those whom the outage hits and who have a telephone: they call. */
  readonly callers: number
  /** People, who ask in the portal not to be disturbed during the play. */
  readonly quiet: number
  readonly patienceSeconds: number
  readonly csv: string | null
  readonly json: boolean
  readonly keep: boolean
}

export const usage = `npm run rehearse [-- options]      the two dashes alone are for npm, which otherwise keeps the options to itself

Plays a mass outage on this machine, end to end: a whole Pulih with a made-up operator, and emulators of everything that brings its messages
to people. Nothing leaves this machine. Ends with 1 where a promise was broken.

  --people 100000         whom the outage hits
  --seed 1                the same seed draws the same people and the same faults
  --channels sms=45,email=25,whatsapp=15,telegram=5,push=10
                          how people are reached first, as shares of all
  --languages pl=75,en=20,id=5
  --unreachable 0.01      of the addresses, nobody is there: the next way is taken
  --stopped 0.005         of those who can write, so many say STOP before, and as many while it goes on
  --writers 0.01          of those who can write, so many ask STATUS
  --callers 0.002         of those who are hit and have a telephone, so many call; half by Asterisk, half by FreeSWITCH
  --quiet 5               so many people sign in to the portal before and ask not to be disturbed just now
  --faults none           none, usual or bad; single ones instead: --duplicate 0.02 --reorder 0.02 (receipts), --throttle 0.001 --fail 0.01
                          --slow 0.01@500ms --lose 0.0001 (hand-overs; lost: taken, and the line broken before the answer)
  --dead sms@20s-60s      a provider is away for a while, seconds from the confirmation; with commas for several
  --kill 0                so often the server is killed (kill -9) and started again
  --sms smpp              the SMS centre speaks SMPP, or is a gateway that is asked by HTTP: http
  --price sms=0.07,whatsapp=0.09        of a message, of an SMS of each part, in PLN
  --limit sms=500         messages a second through a channel; without one as fast as it goes
  --patience 600          seconds that each step of the play may take
  --csv file              every message of every person
  --json                  the result as JSON, with the progress on standard error
  --keep                  the folder of the rehearsal stays
  --help                  these lines`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const known = {
  people: text,
  seed: text,
  channels: text,
  languages: text,
  unreachable: text,
  stopped: text,
  writers: text,
  quiet: text,
  callers: text,
  sms: text,
  faults: text,
  duplicate: text,
  reorder: text,
  throttle: text,
  fail: text,
  slow: text,
  lose: text,
  dead: text,
  kill: text,
  price: text,
  limit: text,
  patience: text,
  csv: text,
  json: flag,
  keep: flag,
  help: flag,
} as const

/** Reads the command line. A mistake is never guessed away. Throws `BadOptions`. */
export function readOptions(args: readonly string[]): Options {
  const values = parsed(args)
  const given = (name: keyof typeof values): string | null => {
    const value = values[name]
    return typeof value === 'string' ? value : null
  }
  const faults = given('faults') ?? 'none'
  if (!isFaultName(faults)) throw new BadOptions(`--faults: write none, usual or bad, not "${faults}".`)
  const sms = given('sms') ?? 'smpp'
  if (sms !== 'smpp' && sms !== 'http') throw new BadOptions(`--sms: write smpp or http, not "${sms}".`)
  return {
    sms,
    help: values.help === true,
    json: values.json === true,
    keep: values.keep === true,
    csv: given('csv'),
    people: whole('people', given('people'), { otherwise: 100_000, least: 10, most: 2_000_000 }),
    seed: whole('seed', given('seed'), { otherwise: 1, least: 1, most: 2 ** 31 }),
    quiet: whole('quiet', given('quiet'), { otherwise: 5, least: 0, most: 100 }),
    kills: whole('kill', given('kill'), { otherwise: 0, least: 0, most: 20 }),
    patienceSeconds: whole('patience', given('patience'), { otherwise: 600, least: 1, most: 86_400 }),
    channels: shares('channels', given('channels'), personal, {
      sms: 45,
      email: 25,
      whatsapp: 15,
      telegram: 5,
      push: 10,
    }),
    languages: shares('languages', given('languages'), languages, { pl: 75, en: 20, id: 5 }),
    unreachable: share('unreachable', given('unreachable'), 0.01),
    stopped: share('stopped', given('stopped'), 0.005),
    callers: share('callers', given('callers'), 0.002),
    writers: share('writers', given('writers'), 0.01),
    faults: singly(faultNames[faults], given),
    deaths: deaths(given('dead')),
    prices: amount('price', given('price'), personal) ?? { sms: 0.07, whatsapp: 0.09 },
    limits: amount('limit', given('limit'), [...personal, 'chat']) ?? {},
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, strict: true, allowPositionals: false }).values
  } catch (reason) {
    // The first sentence names the option; what follows is of use to programmers.
    const [said = ''] = reason instanceof Error ? reason.message.split(/\. (?=[A-Z])/) : []
    throw new BadOptions(`${said.replace(/\.$/, '')}.`)
  }
}

function isFaultName(name: string): name is FaultName {
  return name in faultNames
}

function singly(faults: Shares, given: (name: keyof typeof known) => string | null): Shares {
  const [, slowShare, slowMilliseconds] = /^([\d.]+)@(\d{1,6})ms$/.exec(given('slow') ?? '') ?? []
  if (given('slow') !== null && slowShare === undefined)
    throw new BadOptions('--slow: write a share and how late, for example --slow 0.01@500ms.')
  return {
    duplicate: share('duplicate', given('duplicate'), faults.duplicate),
    reorder: share('reorder', given('reorder'), faults.reorder),
    throttle: share('throttle', given('throttle'), faults.throttle),
    fail: share('fail', given('fail'), faults.fail),
    lose: share('lose', given('lose'), faults.lose),
    slow:
      slowShare === undefined
        ? faults.slow
        : { share: share('slow', slowShare, 0), milliseconds: Number(slowMilliseconds) },
  }
}
