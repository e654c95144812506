import type { Language } from '@pulih/kernel'
import { causes, confidences, type Confidence, type Rulebook, type Scheme } from '@pulih/engine'
import { fit, paint, table, widthOf, type Page } from '@pulih/explanations'
import { wordsFor } from '@pulih/phrases'
import { loadRulebook } from '@pulih/rulebooks'
import { nearest } from '../problems.ts'
import { schemeText } from './show-text.ts'

interface Options {
  readonly lang?: Language
  readonly json?: boolean
  readonly colour?: boolean
  readonly width?: number
  /** Other rules than those that come with Pulih. */
  readonly rulebook?: Rulebook
}

export interface RulesResult {
  readonly text: string
  readonly exitCode: 0 | 2
}

/** A scheme in the list. */
export interface SchemeSummary {
  readonly id: string
  readonly jurisdiction: string
  readonly title: string
  readonly status: Scheme['status']
  readonly inForce: Scheme['inForce']
  /** The lowest of its sources: a rule is no surer than what it was read from. */
  readonly confidence: Confidence
  readonly readings: number
}

/** `pulih rules [jurisdiction]`: every scheme with its status, its dates and how surely it is known. */
export function rulesCommand(options: Options & { readonly jurisdiction?: string | undefined } = {}): RulesResult {
  const words = wordsFor(options.lang ?? 'en')
  const rulebook = options.rulebook ?? loadRulebook()
  const jurisdiction = options.jurisdiction?.toUpperCase()
  const schemes = [...rulebook.schemes.values()]
    .filter(scheme => jurisdiction === undefined || scheme.jurisdiction === jurisdiction)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(scheme => summaryOf(scheme, words.language))
  if (schemes.length === 0 && jurisdiction !== undefined) {
    const known = rulebook.jurisdictions().join(', ')
    const message = words.phrase('rules.none', { jurisdiction, known })
    return {
      text: options.json
        ? jsonText({ error: 'unknown-jurisdiction', jurisdiction, known: rulebook.jurisdictions(), message })
        : `${message}\n`,
      exitCode: 2,
    }
  }
  if (options.json) return { text: jsonText(schemes), exitCode: 0 }

  const columns = [
    { heading: words.phrase('rules.id'), flexible: true },
    { heading: words.phrase('rules.status') },
    { heading: words.phrase('rules.from') },
    { heading: words.phrase('rules.to') },
    { heading: words.phrase('rules.confidence') },
    { heading: words.phrase('rules.readings') },
  ]
  const rows = schemes.map(({ id, status, inForce, confidence, readings }) => [
    id,
    words.phrase(`status.${status}`),
    inForce.from,
    inForce.to ?? '',
    words.phrase(`confidence-short.${confidence}`),
    `${readings}`,
  ])
  const page = pageOf(options)
  const [heading = '', ...rowLines] = table(page, columns, rows)
  // Titles are longer than any column could be, so each stands under its row.
  const titled = rowLines.flatMap((line, index) => [
    line,
    `  ${paint(page, 'dim', fit(schemes[index]?.title ?? '', page.width - 2))}`,
  ])
  const lines = [heading, ...titled, '', words.phrase('rules.count', { count: schemes.length })]
  return { text: `${lines.join('\n')}\n`, exitCode: 0 }
}

/** `pulih rules show <id>`: one scheme in words; `pulih rules show causes` lists the causes. */
export function rulesShowCommand(options: Options & { readonly id: string }): RulesResult {
  if (options.id === 'causes') return rulesCausesCommand(options)
  const words = wordsFor(options.lang ?? 'en')
  const rulebook = options.rulebook ?? loadRulebook()
  const scheme = rulebook.schemes.get(options.id)
  if (scheme) return { text: options.json ? jsonText(scheme) : schemeText(words, pageOf(options), scheme), exitCode: 0 }

  const near = nearest(options.id, [...rulebook.schemes.keys()])
  const hints = near.length > 0 ? [words.phrase('rules.near', { near: near.join(', ') })] : []
  const message = [words.phrase('rules.unknown', { id: options.id }), ...hints, words.phrase('rules.list-hint')].join(
    ' ',
  )
  return {
    text: options.json ? jsonText({ error: 'unknown-scheme', id: options.id, near, message }) : `${message}\n`,
    exitCode: 2,
  }
}

/** `pulih rules show causes`: the words that a case may give as a cause. */
export function rulesCausesCommand(options: Options = {}): RulesResult {
  const words = wordsFor(options.lang ?? 'en')
  if (options.json)
    return { text: jsonText(causes.map(cause => ({ cause, name: words.phrase(`cause.${cause}`) }))), exitCode: 0 }
  const left = Math.max(...causes.map(widthOf))
  const lines = causes.map(cause => `  ${cause.padEnd(left)}  ${words.phrase(`cause.${cause}`)}`)
  return {
    text: `${[paint(pageOf(options), 'bold', words.phrase('causes.title')), ...lines].join('\n')}\n`,
    exitCode: 0,
  }
}

function summaryOf(scheme: Scheme, language: Language): SchemeSummary {
  const { id, jurisdiction, status, inForce, sources, readings } = scheme
  const levels = sources.map(source => confidences.indexOf(source.confidence))
  return {
    id,
    jurisdiction,
    title: scheme.title[language],
    status,
    inForce,
    confidence: confidences[Math.max(...levels)] ?? 'secondary',
    readings: readings.length,
  }
}

function pageOf({ colour = false, width = 120 }: Options): Page {
  return { colour, width }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
