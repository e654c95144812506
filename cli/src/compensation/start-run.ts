import { createRun } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'
import { outageId } from './outage-id.ts'
import { saidRun } from './run-text.ts'
import { untilComputed } from './wait-for-run.ts'

interface StartOptions {
  readonly month?: string
  readonly outage?: string
  readonly budget?: string
  readonly note?: string
  readonly wait?: boolean
}

/** Starts a run; all affected services are then assessed in the background. */
export async function startRun(client: Client, { month, outage, budget, note, wait }: StartOptions): Promise<Said> {
  if ((month === undefined) === (outage === undefined))
    throw new Failure('What is the run about? Give --month 2026-09, or --outage OUT-000123, and not both.')
  const about =
    outage === undefined
      ? { kind: 'period' as const, ...(month === undefined ? {} : { month }) }
      : { kind: 'outage' as const, outage: await outageId(client, outage) }
  const run = await client.ask(createRun, {
    body: { ...about, ...(budget === undefined ? {} : { budget }), ...(note === undefined ? {} : { note }) },
  })
  if (wait) return saidRun(client, await untilComputed(client, run))
  return {
    value: run,
    lines: () => [
      `Run ${run.number} is started. Services are assessed in the background, and nothing is paid before it is approved.`,
      `See what comes of it: "pulih compensation show ${run.number}".`,
    ],
  }
}
