import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { addMonths, formatMinor, parseMinor } from '@pulih/kernel'
import {
  answerCase,
  remotenesses,
  type Case,
  type CaseInterruption,
  type Remoteness,
  type Rulebook,
} from '@pulih/engine'
import { outagesHitting, parquetRowsWith, readNetwork, readOutages, type Outage } from '@pulih/batch'
import { answerText, defaultWidth } from '@pulih/explanations'
import { readJson } from '@pulih/rulebooks'
import { assumptionsFor } from '../countries.ts'
import { chooseSchemes } from '../assess/choose-schemes.ts'
import type { AssessOptions } from '../assess/index.ts'
import { loadRulebookFor } from '../assess/load-rulebook.ts'
import { wordsFor } from '@pulih/phrases'
import { Failure } from '../failure.ts'
import { findLines, type Fields } from './find-line.ts'

export interface WhyOptions {
  readonly service: string
  readonly run: string
  readonly json?: boolean
  readonly lang: 'en' | 'id' | 'pl'
  readonly colour?: boolean
}

/**
 * Explains what a run gave one service: the case is put together again from the files, answered with every step, and the answer
 * must be what the run wrote. A difference is an alarm, never a rounding matter.
 */
export async function whyCommand(options: WhyOptions): Promise<{ readonly text: string; readonly exitCode: number }> {
  const recorded = join(options.run, 'run.json')
  if (!existsSync(recorded))
    throw new Failure(`${options.run} holds no result of "pulih assess": there is no run.json in it.`)
  const run = readJson(recorded) as AssessOptions
  const rulebook = loadRulebookFor(run)
  const schemes = chooseSchemes(run, rulebook)
  const known = rulebook.with(schemes.filter(scheme => !rulebook.schemes.has(scheme.id)))
  const question = await caseOfService(
    options.service,
    run,
    schemes.map(scheme => scheme.id),
    known,
  )
  const answer = answerCase(question, known)
  const credits = await linesOf(run.out, options.service)
  const differences = credits.flatMap(credit => differencesOf(credit, answer))
  const proof = differences.length > 0 ? `\nTHIS IS NOT WHAT THE RUN WROTE:\n${differences.join('\n')}\n` : ''
  if (options.json)
    return {
      text: JSON.stringify({ case: question, answer, differences }, null, 2),
      exitCode: differences.length > 0 ? 1 : 0,
    }
  return {
    text:
      answerText(
        wordsFor(options.lang),
        { colour: options.colour ?? false, width: defaultWidth },
        question,
        answer,
        known,
      ) + proof,
    exitCode: differences.length > 0 ? 1 : 0,
  }
}

/** The lines of one service in a file of services or credits. */
function linesOf(file: string, service: string): Promise<readonly Fields[]> {
  return file.endsWith('.parquet')
    ? parquetRowsWith(file, 'service', service)
    : findLines(file, fields => fields['service'] === service, 64)
}

/** The case of one service of a run, put together from the very files that the run read. */
export async function caseOfService(
  service: string,
  run: AssessOptions,
  schemes: readonly string[],
  rulebook: Rulebook,
): Promise<Case> {
  const [row] = await linesOf(run.services, service)
  if (!row) throw new Failure(`${run.services} has no service "${service}".`)
  const { outages } = await readOutages(run.outages)
  const network = run.network === undefined ? null : (await readNetwork(run.network)).network
  const place = { service, element: row['element'] ?? '', area: row['area'] ?? '', kind: row['kind'] ?? '' }
  const hit = outagesHitting(place, network, outages)
  const jurisdiction = run.jurisdiction ?? rulebook.schemes.get(schemes[0] ?? '')?.jurisdiction ?? ''
  const currency = run.currency ?? assumptionsFor(jurisdiction)?.currency ?? 'EUR'
  const period = periodOf(run.period, row['cycle_day'])
  return {
    case: `service ${service}, ${run.period}`,
    jurisdiction,
    schemes,
    parameters: Object.fromEntries(
      (run.set ?? []).map(setting => [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)]),
    ),
    provider: { designated: run.designated ?? false, signatoryOf: run.signatory ?? [] },
    subscriber: {
      type: word(row, 'customer', ['consumer', 'small-business', 'business'] as const) ?? 'consumer',
      payment: word(row, 'payment', ['postpaid', 'prepaid'] as const) ?? 'postpaid',
      ...optionalText('region', row['region']),
      ...remoteness(row['remoteness']),
    },
    service: {
      kind:
        word(row, 'kind', ['internet', 'voice', 'mobile', 'tv', 'hosting', 'leased-line', 'electricity'] as const) ??
        'internet',
      timeZone: row['time_zone'] || run.timeZone || 'UTC',
      monthlyFee: row['monthly_fee'] ?? '0',
      currency,
      ...optionalText('feeBeforeDiscount', row['fee_before_discount']),
    },
    billingPeriod: period,
    bills: billsBefore(period.from, row, currency),
    topUps: row['top_up_sum_3']
      ? [{ from: addMonths(period.from, -3), to: period.from, amount: row['top_up_sum_3'] }]
      : [],
    interruptions: hit.map(outage => interruptionOf(outage, row['restored_at'])).filter(({ from, to }) => from < to),
    reports: row['reported_at'] ? [{ at: row['reported_at'] }] : [],
  }
}

function periodOf(month: string, cycleDay: string | undefined): { from: string; to: string } {
  const from = `${month}-${(cycleDay || '1').padStart(2, '0')}`
  return { from, to: addMonths(from, 1) }
}

/** The services file knows the sum of the last bills, their number and the last one: bills that add up to the same. */
function billsBefore(from: string, row: Fields, currency: string): { from: string; to: string; amount: string }[] {
  const sum = row['bill_sum_3']
  if (!sum) return []
  const count = Math.min(3, Number(row['bill_count_3'] || '3'))
  const total = parseMinor(sum, currency)
  if (count === 0 || total === null) return []
  const last = row['previous_bill'] || (count === 1 ? sum : '0')
  const earlier = formatMinor(total - (parseMinor(last, currency) ?? 0n), currency)
  const bill = (monthsBack: number, amount: string) => ({
    from: addMonths(from, -monthsBack),
    to: addMonths(from, 1 - monthsBack),
    amount,
  })
  if (count === 1) return [bill(1, last)]
  return count === 2 ? [bill(2, earlier), bill(1, last)] : [bill(3, '0'), bill(2, earlier), bill(1, last)]
}

function interruptionOf({ interruption }: Outage, restoredAt: string | undefined): CaseInterruption {
  const instant = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()
  const restored = restoredAt ? Math.floor(Temporal.Instant.from(restoredAt).epochMilliseconds / 1000) : Infinity
  return {
    from: instant(interruption.from),
    to: instant(Math.min(interruption.to, restored)),
    extent: interruption.extent,
    cause: interruption.cause,
    planned: interruption.planned,
    ...(interruption.noticeSeconds === null ? {} : { noticeHours: Math.floor(interruption.noticeSeconds / 3600) }),
    ...(interruption.knownAt === null ? {} : { knownAt: instant(interruption.knownAt) }),
    group: {
      ...(interruption.subscribersHit === null ? {} : { subscribers: interruption.subscribersHit }),
      ...(interruption.sitesHit === null ? {} : { sites: interruption.sitesHit }),
    },
  }
}

/** Compares the three figures of one credit with those of the answer. */
function differencesOf(credit: Fields, answer: ReturnType<typeof answerCase>): string[] {
  const lines = answer.lines.filter(line => line.scheme === credit['scheme'])
  const recommended = lines.find(line => line.reading === 'recommended')?.amount
  const found = {
    minimum: lines.find(line => line.reading === 'undisputedMinimum')?.amount ?? recommended,
    recommended,
    maximum: lines.find(line => line.reading === 'arguableMaximum')?.amount ?? recommended,
  }
  if (recommended === undefined) return []
  return (['minimum', 'recommended', 'maximum'] as const)
    .filter(figure => credit[figure] !== found[figure])
    .map(
      figure => `${credit['scheme']} ${figure}: the run wrote ${credit[figure]}, the derivation gives ${found[figure]}`,
    )
}

function word<Word extends string>(row: Fields, column: string, among: readonly Word[]): Word | undefined {
  return among.find(each => each === row[column])
}

function remoteness(text: string | undefined): { readonly remoteness?: Remoteness } {
  const known = remotenesses.find(each => each === text)
  return known ? { remoteness: known } : {}
}

function optionalText<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return value ? ({ [key]: value } as { readonly [K in Key]?: string }) : {}
}
