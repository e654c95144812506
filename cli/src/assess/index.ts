import { statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { assessFiles, type AssessReport, type AssessRequest } from '@pulih/batch'
import { InvalidInput } from '@pulih/kernel'
import { checkSettings, type Rulebook, type Scheme } from '@pulih/engine'
import { assumptionsFor, timeZonesOf } from '../countries.ts'
import { Failure } from '../failure.ts'
import { checkOutputs, hasMark, isSameFile } from '../outputs.ts'
import { chooseSchemes, type SchemeChoice } from './choose-schemes.ts'
import { Progress } from './progress.ts'
import { summaryText } from './summary-text.ts'

export interface AssessOptions extends SchemeChoice {
  readonly services: string
  readonly outages: string
  readonly network?: string
  readonly period: string
  readonly out: string
  readonly only?: 'owed' | 'hit'
  readonly currency?: string
  readonly timeZone?: string
  readonly designated?: boolean
  readonly signatory?: readonly string[]
  readonly set?: readonly string[]
  readonly workers?: number
  readonly facts?: string
  readonly force?: boolean
  readonly quiet?: boolean
}

/** Runs an assessment and returns its report. Throws `Failure`, `InvalidInput` or `InputError` for what the user can mend. */
export async function assess(options: AssessOptions, rulebook: Rulebook): Promise<AssessReport> {
  const request = requestOf(options, rulebook)
  for (const file of [options.services, options.outages, options.network]) if (file !== undefined) mustBeFile(file)
  checkAssessOutputs(options)
  const progress = new Progress(process.stderr.isTTY && !options.quiet)
  try {
    return await assessFiles(
      {
        ...request,
        ...(options.quiet
          ? {}
          : { onStage: stage => progress.stage(stage), onProgress: (done, total) => progress.bytes(done, total) }),
      },
      summaryText,
    )
  } finally {
    progress.end()
  }
}

/** What an assessment writes beside its credits. */
export const filesOfRun = ['exposures.csv', 'rejected.csv', 'summary.json', 'summary.txt', 'run.json'] as const

/** What a run is made of. */
export function inputsOf({ services, outages, network, policy }: AssessOptions): (string | undefined)[] {
  return [services, outages, network, ...(policy ?? [])]
}

function mustBeFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Failure(`There is no file ${file}.`)
  if (found.isDirectory()) throw new Failure(`${file} is a folder; name the file in it.`)
}

function checkAssessOutputs({ out, facts, force = false, ...read }: AssessOptions): void {
  const folder = dirname(out)
  const inputs = inputsOf({ out, ...read })
  checkOutputs({
    inputs,
    named: [out],
    beside: filesOfRun.map(name => join(folder, name)),
    areOurs: hasMark(folder, 'run.json', ['services', 'outages', 'period', 'out']),
    force,
  })
  if (facts === undefined) return
  // Which tables there are depends on the schemes; their names all begin alike.
  const inWay = [out, ...inputs].find(
    file => file !== undefined && /^pulih[-_]/.test(basename(file)) && isSameFile(dirname(file), facts),
  )
  if (inWay !== undefined)
    throw new Failure(`${inWay} has a name that the fact tables may take. Name another folder with --facts.`)
}

/** Writes the fact tables of a run, and the SQL for them in every dialect, for those who calculate where their data is. */
export async function writeRunFacts({ planned }: AssessReport, folder: string): Promise<string[]> {
  const { writeFacts } = await import('@pulih/batch')
  return writeFacts(planned, folder)
}

/** What the options mean, with everything that follows from the country filled in. */
export function requestOf(options: AssessOptions, rulebook: Rulebook): AssessRequest {
  const schemes = chooseSchemes(options, rulebook)
  const jurisdiction = options.jurisdiction ?? schemes[0]?.jurisdiction ?? ''
  const assumed = assumptionsFor(jurisdiction)
  const currency = options.currency ?? schemes.find(scheme => scheme.currency !== null)?.currency ?? assumed?.currency
  const timeZone = options.timeZone ?? assumed?.timeZone
  if (!currency)
    throw new Failure(
      `Which currency are the fees in? Give --currency; none is assumed for ${jurisdiction || 'these schemes'}.`,
    )
  if (!timeZone)
    throw new Failure(
      `In which time zone are the services? Give --time-zone; none is assumed for ${jurisdiction || 'these schemes'}.`,
    )
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(options.period))
    throw new Failure(
      `"${options.period}" is no month; write --period 2026-09 for the billing periods that begin in September 2026.`,
    )
  if (!/[.](csv|parquet)$/.test(options.out)) throw new Failure(`${options.out} must end in .csv or .parquet.`)
  const foreign = schemes.filter(scheme => scheme.currency !== null && scheme.currency !== currency)
  if (foreign.length > 0)
    throw new Failure(
      `These schemes pay in another currency than ${currency}: ${foreign.map(scheme => `${scheme.id} (${scheme.currency})`).join(', ')}.`,
    )
  const overrides = overridesOf(options.set ?? [], schemes)
  checkOverrides(overrides, schemes, rulebook)
  return {
    services: options.services,
    outages: options.outages,
    ...(options.network === undefined ? {} : { network: options.network }),
    month: options.period,
    schemes,
    holidays: rulebook.holidays,
    provider: { designated: options.designated ?? false, signatoryOf: options.signatory ?? [] },
    overrides,
    currency,
    timeZone,
    timeZones: timeZonesOf(jurisdiction, timeZone),
    mode: options.only ?? 'hit',
    out: options.out,
    record: recordOf({ ...options, currency, timeZone }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  }
}

/** Paths made absolute, so that the results can be explained from anywhere on this machine. */
function recordOf({ force: _, ...options }: AssessOptions): AssessOptions {
  return {
    ...options,
    services: resolve(options.services),
    outages: resolve(options.outages),
    ...(options.network === undefined ? {} : { network: resolve(options.network) }),
    ...(options.policy === undefined ? {} : { policy: options.policy.map(file => resolve(file)) }),
    out: resolve(options.out),
  }
}

function overridesOf(settings: readonly string[], schemes: readonly Scheme[]): Record<string, string> {
  const known = schemes.flatMap(scheme =>
    Object.entries(scheme.parameters).flatMap(([name, parameter]) =>
      parameter.setBy === 'operator' ? [name, `${scheme.id}:${name}`] : [],
    ),
  )
  return Object.fromEntries(
    settings.map(setting => {
      const at = setting.indexOf('=')
      const name = setting.slice(0, at)
      if (at < 1) throw new Failure(`"${setting}" sets nothing; write --set name=value.`)
      if (!known.includes(name))
        throw new Failure(
          `No scheme of this run lets the operator set "${name}"; these can be set: ${known.join(', ') || 'none'}.`,
        )
      return [name, setting.slice(at + 1)]
    }),
  )
}

/** A value that does not fit where a scheme uses it is refused before anything is read. */
function checkOverrides(
  overrides: Readonly<Record<string, string>>,
  schemes: readonly Scheme[],
  rulebook: Rulebook,
): void {
  for (const scheme of schemes) {
    const own = Object.entries(overrides).flatMap(([name, value]) => {
      const short = name.startsWith(`${scheme.id}:`) ? name.slice(scheme.id.length + 1) : name
      return scheme.parameters[short]?.setBy === 'operator' ? [[short, value] as const] : []
    })
    if (own.length === 0) continue
    const mistakes = checkSettings(scheme, Object.fromEntries(own), rulebook.holidays)
    if (mistakes.length > 0) throw new InvalidInput(`--set for ${scheme.id}`, mistakes)
  }
}
