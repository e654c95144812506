import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { AssessRequest } from '@pulih/batch'
import { HolidayCalendars, type Scheme } from '@pulih/engine'

export interface InProcessArguments {
  readonly network: string
  readonly outages: string
  readonly services: string
  /** Where results may be left. */
  readonly folder: string
  /** The credits of a full run, if one is needed. */
  readonly credits: string
}

export function inProcessArguments(): InProcessArguments {
  const text = { type: 'string', default: '' } as const
  const { values } = parseArgs({
    options: { network: text, outages: text, services: text, folder: text, credits: text },
  })
  return { ...values, folder: values.folder || dirname(values.services) }
}

export function benchSchemes(): Scheme[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'schemes.json'), 'utf8')) as Scheme[]
}

/** What the command line makes of the arguments in `pulih.ts`. */
export function benchRequest({ network, services }: InProcessArguments, outages: string, out: string): AssessRequest {
  return {
    ...{ network, services, outages, out },
    month: '2025-10',
    schemes: benchSchemes(),
    holidays: new HolidayCalendars([]),
    provider: { designated: false, signatoryOf: [] },
    overrides: {},
    currency: 'PLN',
    timeZone: 'Europe/Warsaw',
    timeZones: ['Europe/Warsaw'],
    mode: 'owed',
  }
}
