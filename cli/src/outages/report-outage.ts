import { declareOutage, reportOutage as route } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { readInstant, readOptionalInstant } from '../api/instants.ts'
import type { Said } from '../api/tell.ts'
import { factsOf, scopeOf, type FactOptions, type PlaceOptions } from './facts.ts'
import { saidOutage } from './outage-text.ts'

interface ReportOptions extends FactOptions, PlaceOptions {
  readonly started: string
  readonly declare?: boolean
  readonly planned?: boolean
  readonly reference?: string
  readonly etr?: string
  readonly nextUpdate?: string
}

/** Reports an outage as suspected; declared, it is confirmed from the start and its services are matched. */
export async function reportOutage(client: Client, title: string, options: ReportOptions): Promise<Said> {
  const { started, declare = false, planned, reference, etr, nextUpdate } = options
  const body = {
    ...factsOf(options),
    title,
    scope: scopeOf(options),
    startedAt: readInstant(started, '--started'),
    ...(planned ? { planned } : {}),
    ...(reference === undefined ? {} : { reference }),
    ...(etr === undefined ? {} : { etr: readOptionalInstant(etr, '--etr') ?? null }),
    ...(nextUpdate === undefined ? {} : { nextUpdateBy: readOptionalInstant(nextUpdate, '--next-update') ?? null }),
  }
  const outage = await client.ask(declare ? declareOutage : route, { body })
  const next = declare ? '' : ` Once it is sure: "pulih outages confirm ${outage.number}".`
  return saidOutage(outage, `${outage.number} is ${declare ? 'declared' : 'reported'}.${next}`)
}
