import { goodwillReasons, type CreditStatement } from '@pulih/contracts'
import type { Line } from '@pulih/engine'
import { derivationLines, purseOf } from '@pulih/explanations'
import type { Language } from '@pulih/kernel'
import { phrase, wordsFor, type Words } from '@pulih/phrases'
import type { Transfer } from '@pulih/proofs'
import type { CreditExplanation } from '../compensation/index.ts'
import { outagesOfCustomer } from '../outages/index.ts'
import type { Db } from '../platform/index.ts'
import type { Service } from '../subscribers/index.ts'
import type { Doors } from './doors.ts'
import { creditView, periodOf } from './own-credits.ts'
import type { Subscriber } from './subscriber.ts'

type Reasons = NonNullable<CreditStatement['reasons']>
type Said = Reasons['happened'][number]

/** One credit with everything that a person may ask of it, worked out anew from what its run kept. */
export async function statementOf(
  db: Db,
  doors: Doors,
  me: Subscriber,
  { transfer, service, language }: { transfer: Transfer; service: Service; language: Language },
): Promise<CreditStatement> {
  const [view, why, appeals] = [
    await creditView(db, doors, transfer, service.kind, language),
    await reasonsOf(db, doors, transfer, language),
    await appealsTo(db, doors, me, transfer, service),
  ]
  return {
    ...view,
    ...(why ? { title: why.title } : {}),
    language,
    legal: why?.legal ?? null,
    reasons: why?.reasons ?? null,
    reason: kindnessOf(transfer, language),
    appeals,
  }
}

/** Why something was given by hand. The words of whoever took something back are for colleagues. */
function kindnessOf({ kind, reason }: Transfer, language: Language): string | null {
  const known = goodwillReasons.find(each => each === reason)
  return kind === 'goodwill' && known ? phrase(language, `portal.goodwill.${known}`) : null
}

async function reasonsOf(
  db: Db,
  doors: Doors,
  { runId, serviceKey, scheme: id, basis, ...transfer }: Transfer,
  language: Language,
): Promise<{ title: string; legal: string; reasons: Reasons } | null> {
  const period = periodOf({ runId, serviceKey, scheme: id, basis, ...transfer })
  if (runId === null || period === null) return null
  const explained = await doors.explain(db, runId, serviceKey, period, language)
  const schemes = await doors.schemesOf(db, explained.run.rulebook)
  const scheme = schemes.find(each => each.id === id)
  const line = lineOf(explained, id)
  if (!scheme || !line) return null
  const words = wordsFor(language)
  const purse = purseOf(explained.question, line.service, explained.answer.currency)
  const told = sectionsIn(words, derivationLines(words, { colour: false, width: 100_000 }, line, scheme, purse))
  return {
    title: scheme.title[language],
    legal: words.word('status', line.status),
    reasons: {
      happened: told('heading.what-happened'),
      measured: told('heading.measured'),
      conditions: told('heading.conditions'),
      arithmetic: told('heading.calculation'),
      remarks: told('heading.remarks'),
      settlement: settlementOf(words, line),
      articles: line.sources.map(({ cite, url }) => ({ cite, url: url ?? null })),
      agrees: explained.agrees,
    },
  }
}

/** The line that was paid: of the three figures the one that the operator chose. */
function lineOf({ run, answer }: CreditExplanation, scheme: string): Line | undefined {
  const figures = { minimum: 'undisputedMinimum', recommended: 'recommended', maximum: 'arguableMaximum' } as const
  const reading = figures[run.question.figure]
  return answer.lines.find(line => line.scheme === scheme && line.reading === reading)
}

const marks: Readonly<Record<string, Said['mark']>> = { '✓': 'yes', '✗': 'no', '=': 'sum', '·': 'plain' }

/** The derivation by its headings. Heads that saw the same say it once. */
function sectionsIn(words: Words, lines: readonly string[]): (heading: SectionKey) => Said[] {
  const found = new Map<string, Said[]>()
  let current: Said[] = []
  for (const text of lines) {
    const [, mark, said = ''] = /^ {4}([✓✗=· ]) (.*)$/u.exec(text) ?? []
    if (mark === undefined) {
      current = found.get(text.trim()) ?? []
      found.set(text.trim(), current)
    } else if (!current.some(each => each.text === said.trim())) {
      current.push({ mark: marks[mark] ?? 'plain', text: said.trim() })
    }
  }
  return heading => found.get(words.phrase(heading)) ?? []
}

type SectionKey =
  'heading.what-happened' | 'heading.measured' | 'heading.conditions' | 'heading.calculation' | 'heading.remarks'

function settlementOf(words: Words, { settlement }: Line): Said[] {
  const { forms, payBy, payOn } = settlement
  const sentences = [
    // Whether and by when it had to be asked for is no matter any more.
    words.phrase('portal.granted-unasked'),
    ...(payBy === undefined ? [] : [words.phrase('settled.pay-by', { date: words.date(payBy) })]),
    words.phrase('settled.forms', {
      forms: words.list(
        forms.map(form => words.word('form', form)),
        'or',
      ),
    }),
    ...(payOn === undefined ? [] : [words.phrase('settled.pay-on', { bill: words.word('pay-on', payOn) })]),
  ]
  return sentences.map(text => ({ mark: 'plain', text }))
}

/** The outages on which a credit rests, with what was said about each. */
async function appealsTo(
  db: Db,
  doors: Doors,
  { customerId }: Subscriber,
  transfer: Transfer,
  service: Service,
): Promise<CreditStatement['appeals']> {
  const period = periodOf(transfer)
  if (transfer.runId === null || period === null) return []
  const ids = await doors.outagesOfCredit(db, transfer.runId, service.id, period)
  if (ids.length === 0) return []
  const outages = await outagesOfCustomer(db, { customerId, since: null, ids, limit: 100 })
  return outages.flatMap(({ number, services }) =>
    services
      .filter(each => each.service === service.key)
      .map(({ from, to, appeal, answer }) => ({ outage: number, from, to, state: appeal, answer })),
  )
}
