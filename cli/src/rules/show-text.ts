import type { Citation, Head, Reading, Scheme } from '@pulih/engine'
import { padEnd, paint, table, widthOf, wrap, type Page } from '@pulih/explanations'
import type { Words } from '@pulih/phrases'
import { amountOutline, benefitOutline } from './describe-amount.ts'
import {
  clockLines,
  conditionOutline,
  countsLines,
  dutyText,
  generalFacts,
  settlementLines,
  whoLines,
} from './describe-scheme.ts'
import { literalText, type Outline, type View } from './value-text.ts'

/** One scheme as a page for a person. */
export function schemeText(words: Words, page: Page, scheme: Scheme): string {
  const view: View = { words, scheme }
  return [
    paint(page, 'bold', scheme.title[words.language]),
    paint(page, 'dim', `${scheme.id} · ${words.phrase(`status.${scheme.status}`)}`),
    ...noteLines(words, page, scheme),
    '',
    ...factLines(page, words, generalFacts(view)),
    '',
    ...part(
      page,
      words.phrase('section.who'),
      whoLines(view, scheme.who).map(text => ({ text })),
    ),
    ...scheme.heads.flatMap(head => ['', ...headLines(view, page, head)]),
    ...parameterLines(view, page),
    ...readingLines(words, page, scheme),
    '',
    ...part(
      page,
      words.phrase('section.settlement'),
      settlementLines(view, scheme.settlement).map(text => ({ text })),
    ),
    '',
    ...part(
      page,
      words.phrase('section.sources'),
      scheme.sources.map(source => sourceOutline(words, source)),
    ),
    ...openQuestionLines(words, page, scheme),
    '',
  ].join('\n')
}

function noteLines(words: Words, page: Page, { status, statusNote }: Scheme): string[] {
  const means =
    status === 'law' || status === 'regulator-code' || status === 'contract'
      ? []
      : [words.phrase(`status-means.${status}`)]
  return [...means, ...(statusNote ? [statusNote[words.language]] : [])].flatMap(text => wrap(text, page.width))
}

function factLines(page: Page, words: Words, facts: readonly (readonly [string, string])[]): string[] {
  const left = Math.max(...facts.map(([name]) => widthOf(name)))
  return facts.flatMap(([name, text]) => wrap(words.sentence(text), page.width, `${padEnd(name, left)}  `))
}

/** A heading with an outline under it. */
function part(page: Page, heading: string, entries: readonly Outline[], indent = ''): string[] {
  return [indent + paint(page, 'bold', heading), ...entries.flatMap(entry => outlineLines(page, entry, `${indent}  `))]
}

function outlineLines(page: Page, { text, under = [] }: Outline, indent: string): string[] {
  return [...wrap(text, page.width, `${indent}· `), ...under.flatMap(inner => outlineLines(page, inner, `${indent}  `))]
}

function headLines(view: View, page: Page, head: Head): string[] {
  const { words, scheme } = view
  const named = (
    name: 'who' | 'counts' | 'clock' | 'gate' | 'pays' | 'benefit' | 'duty',
    entries: readonly Outline[],
  ) => part(page, words.phrase(`section.${name}`), entries, '  ')
  const texts = (lines: readonly string[]) => lines.map(text => ({ text }))
  return [
    paint(page, ['bold', 'underline'], head.title?.[words.language] ?? words.phrase('section.head', { name: head.id })),
    ...wrap(
      head.cites.map(cite => citationText(scheme, cite)).join('; '),
      page.width,
      `  ${words.phrase('section.cites')}: `,
    ),
    ...(head.who ? named('who', texts(whoLines(view, head.who))) : []),
    ...named('counts', texts(countsLines(view, head.counts))),
    ...(head.clock ? named('clock', texts(clockLines(view, head.clock))) : []),
    ...named('gate', [conditionOutline(view, head)]),
    ...(head.pays
      ? named('pays', [amountOutline(view, head.pays)])
      : head.benefit
        ? []
        : named('pays', texts([words.phrase('amount.none')]))),
    ...(head.benefit ? named('benefit', [benefitOutline(view, head.benefit)]) : []),
    ...named('duty', texts([dutyText(view, head)])),
  ]
}

/** Every parameter with every value it ever had. */
function parameterLines(view: View, page: Page): string[] {
  const { words, scheme } = view
  const columns = [
    { heading: words.phrase('parameter.name') },
    { heading: words.phrase('parameter.from') },
    { heading: words.phrase('parameter.to') },
    { heading: words.phrase('parameter.is') },
    { heading: words.phrase('parameter.article'), flexible: true },
    { heading: words.phrase('parameter.source'), flexible: true },
  ]
  const rows = Object.entries(scheme.parameters).flatMap(([name, { unit, values, setBy }]) => {
    const dated = values.map(({ from, to, value, source, article }, index) => [
      name,
      from,
      to ?? values[index + 1]?.from ?? '',
      literalText(view, value, unit),
      article ?? '',
      source,
    ])
    return setBy === 'operator' ? [...dated, [name, '', '', words.phrase('parameter.operator'), '', '']] : dated
  })
  if (rows.length === 0) return []
  return ['', paint(page, 'bold', words.phrase('section.parameters')), ...table(page, columns, rows, '  ')]
}

function readingLines(words: Words, page: Page, { readings }: Scheme): string[] {
  if (readings.length === 0) return []
  const questions = [...new Set(readings.map(reading => reading.question[words.language]))]
  const outline = (reading: Reading): Outline => ({
    text: `${words.list(reading.figures.map(figure => words.phrase(`figure.${figure}`)))}: ${reading.says[words.language]} ${reading.why[words.language]}`,
  })
  const entries = questions.map(text => ({
    text,
    under: readings.filter(reading => reading.question[words.language] === text).map(outline),
  }))
  return ['', ...part(page, words.phrase('section.readings'), entries)]
}

function sourceOutline(words: Words, { cite, url, confidence }: Scheme['sources'][number]): Outline {
  return {
    text: `${cite} (${words.phrase(`confidence.${confidence}`)})`,
    ...(url === undefined ? {} : { under: [{ text: url }] }),
  }
}

function openQuestionLines(words: Words, page: Page, { openQuestions = [] }: Scheme): string[] {
  if (openQuestions.length === 0) return []
  return [
    '',
    ...part(
      page,
      words.phrase('section.open-questions'),
      openQuestions.map(question => ({ text: question[words.language] })),
    ),
  ]
}

function citationText(scheme: Scheme, { source, article }: Citation): string {
  const cite = scheme.sources.find(known => known.id === source)?.cite ?? source
  return article === undefined ? cite : `${article} (${source})`
}
