import { changeOutageScope, correctOutage, getOutage, setEtr as etrRoute, updateOutage } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { readInstant, readOptionalInstant, showInstant } from '../api/instants.ts'
import type { Said } from '../api/tell.ts'
import { factsOf, isPlaced, scopeOf, type FactOptions, type PlaceOptions } from './facts.ts'
import { saidOutage } from './outage-text.ts'
import { outageName } from './show-outage.ts'

/** These change what was read a moment ago, and are refused if somebody else changed it since. */
async function present(client: Client, outage: string): Promise<{ params: { outage: string }; ifMatch: string }> {
  const params = { outage: outageName(outage) }
  const { etag } = await client.askVersion(getOutage, { params })
  return { params, ifMatch: etag ?? '*' }
}

/** Facts and places are two operations, done one after the other where both were given. */
export async function update(client: Client, outage: string, options: FactOptions & PlaceOptions): Promise<Said> {
  const facts = factsOf(options)
  const says = Object.keys(facts).length > 0
  if (!says && !isPlaced(options))
    throw new Failure('Nothing would change: say what, for example --cause fibre-cut ("pulih outages update --help").')
  const { params, ifMatch } = await present(client, outage)
  const told = says ? await client.askVersion(updateOutage, { params, body: facts, ifMatch }) : null
  const moved = isPlaced(options)
    ? await client.ask(changeOutageScope, { params, body: scopeOf(options), ifMatch: told?.etag ?? ifMatch })
    : null
  const changed = moved ?? told?.value ?? (await client.ask(getOutage, { params }))
  return saidOutage(changed, `${changed.number} is changed.`)
}

interface EtrOptions {
  readonly nextUpdate?: string
  readonly reason?: string
}

export async function setEtr(client: Client, outage: string, etr: string, options: EtrOptions): Promise<Said> {
  const { nextUpdate, reason } = options
  const body = {
    etr: readOptionalInstant(etr, 'The expected end') ?? null,
    ...(nextUpdate === undefined ? {} : { nextUpdateBy: readOptionalInstant(nextUpdate, '--next-update') ?? null }),
    ...(reason === undefined ? {} : { reason }),
  }
  const changed = await client.ask(etrRoute, { ...(await present(client, outage)), body })
  const expected =
    changed.etr === null ? 'has no expected end any more' : `is expected to end ${showInstant(changed.etr)}`
  return saidOutage(changed, `${changed.number} ${expected}.`)
}

interface CorrectOptions extends FactOptions, PlaceOptions {
  readonly reason: string
  readonly started?: string
  readonly restored?: string
  readonly planned?: boolean
}

export async function correct(client: Client, outage: string, options: CorrectOptions): Promise<Said> {
  const { reason, started, restored, planned } = options
  const body = {
    ...factsOf(options),
    ...(started === undefined ? {} : { startedAt: readInstant(started, '--started') }),
    ...(restored === undefined ? {} : { restoredAt: readOptionalInstant(restored, '--restored') ?? null }),
    ...(planned === undefined ? {} : { planned }),
    ...(isPlaced(options) ? { scope: scopeOf(options) } : {}),
    reason,
  }
  const changed = await client.ask(correctOutage, { ...(await present(client, outage)), body })
  return saidOutage(
    changed,
    `${changed.number} is corrected. Runs that paid for it: "pulih compensation run --outage ${changed.number}" pays or takes back the difference.`,
  )
}
