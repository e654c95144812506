import type { Language } from '@pulih/kernel'
import { personal, type Channel } from './channels.ts'
import { money, type ChannelLine, type Played, type Report } from './report.ts'
import { steps } from './story.ts'

/** The report for a person at a terminal, line by line. */
export function printed(report: Report, played: Played): readonly string[] {
  return [
    '',
    `${report.outage}: ${many(report.services)} services, ${many(report.hit)} people hit, ${many(report.told)} told, in ${report.seconds.toFixed(0)} s.`,
    '',
    ...table(report.channels),
    '  seconds: from the confirmation until a person had his first message; cost: what the emulators took, answers included',
    '',
    ...nothingCame(report),
    ...wrote(report),
    ...telephoned(report),
    `Whom a person should telephone besides (business, care, not reached): ${many(report.calls)}.`,
    ...doubts(report),
    ...(report.kills > 0 ? [`The server was killed (kill -9) and started again: ${report.kills} times.`] : []),
    `The emulators and this process were at work ${(report.busy * 100).toFixed(0)} % of the time of the first word${report.busy > 0.85 ? ': they were the limit, not the sender' : ''}.`,
    '',
    ...samples(played),
    '',
    ...promises(report),
  ]
}

function many(count: number): string {
  return count.toLocaleString('en')
}

const heads = [
  'channel',
  'people',
  'messages',
  'parts',
  'first s',
  'median s',
  'p99 s',
  'last s',
  'doubts',
  'failed',
  'fall-backs',
  'cost',
]

function table(lines: readonly ChannelLine[]): string[] {
  const rows = lines.map(({ channel, people, messages, parts, first, doubts, failed, fallBacks, cost }) => [
    channel,
    channel === 'chat' ? '' : many(people),
    many(messages),
    many(parts),
    ...[first?.first, first?.median, first?.p99, first?.last].map(seconds => seconds?.toFixed(1) ?? ''),
    many(doubts),
    many(failed),
    many(fallBacks),
    money(cost),
  ])
  const all = [heads, ...rows]
  const widths = heads.map((_, at) => Math.max(...all.map(row => row[at]?.length ?? 0)))
  return all.map(row =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  )
}

function nothingCame({ nothing, hit, told }: Report): string[] {
  if (hit === told) return ['Nobody who is hit got nothing.', '']
  const lines = Object.entries(nothing).toSorted(([, one], [, other]) => other - one)
  return [
    `Nothing came to ${many(hit - told)} of them:`,
    ...lines.map(([why, count]) => `  ${many(count).padStart(8)}  ${why}`),
    '',
  ]
}

function doubts({ doubts: { arrived, not } }: Report): string[] {
  if (arrived + not === 0) return []
  return [
    `Doubts, which a person decides because nobody is told twice by mistake: ${many(arrived + not)}, of which ${many(arrived)} had arrived and ${many(not)} had not.`,
  ]
}

function wrote({ stops, words }: Report): string[] {
  if (words.said === 0) return []
  const speed =
    stops.medianSeconds === null
      ? ''
      : `, confirmed after ${stops.medianSeconds.toFixed(1)} s (median), ${(stops.longestSeconds ?? 0).toFixed(1)} s at most`
  return [
    `People wrote ${many(words.said)} words: ${many(words.heard)} were heard, ${many(words.answered)} answered. STOP: ${many(stops.said)}, of which ${many(stops.confirmed)} were confirmed${speed}.`,
  ]
}

function telephoned({ callers: { called, heard } }: Report): string[] {
  return called === 0
    ? []
    : [`People telephoned: ${many(called)}, of whom ${many(heard)} heard of the outage before they got to people.`]
}

/** One whole text of each channel and language, and the whole story of one of them. */
function samples({ record, people, verdict }: Played): string[] {
  const seen = new Map<
    string,
    { readonly language: Language; readonly channel: Channel; readonly step: number; readonly text: number }
  >()
  for (const { person, channel, step, text } of record.all()) {
    if (person === null || step === 0 || verdict.answers.has(text)) continue
    const language = people[person]?.language ?? 'en'
    const name = `${channel} ${language} ${step}`
    if (!seen.has(name)) seen.set(name, { language, channel, step, text })
  }
  const all = [...seen.values()]
  const firsts = personal.flatMap(channel => all.filter(each => each.channel === channel && each.step === 1))
  const later = all
    .filter(each => each.step > 1 && each.channel === 'sms' && each.language === 'en')
    .toSorted((one, other) => one.step - other.step)
  return [
    'What people got first:',
    ...firsts.flatMap(({ channel, language, text }) => sample(`${channel}, ${language}`, record.textOf(text))),
    ...(later.length > 0 ? ['', 'And afterwards, by SMS in English:'] : []),
    ...later.flatMap(({ step, text }) => sample(steps[step - 1] ?? '', record.textOf(text))),
  ]
}

function sample(title: string, text: string): string[] {
  return [`  ── ${title}`, ...text.split('\n').map(line => `     ${line}`)]
}

function promises({ promises: all }: Report): string[] {
  return [
    'Promises:',
    ...all.flatMap(({ says, broken, examples }) => [
      `  ${broken === 0 ? 'kept  ' : 'BROKEN'}  ${says}${broken > 0 ? `: ${many(broken)} times` : ''}`,
      ...examples.map(example => `            ${example}`),
    ]),
  ]
}
