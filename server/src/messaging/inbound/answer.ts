import type { Language } from '@pulih/kernel'
import { sentencesFor, type Statement } from '@pulih/notices'
import { phrase } from '@pulih/phrases'
import { sql } from 'kysely'
import { hitServices, outageById, standingOf } from '../../outages/index.ts'
import type { Tx, Work } from '../../platform/index.ts'
import { customersReachedAt, servicesAs } from '../../subscribers/index.ts'
import type { PaymentOf } from '../statement-of.ts'
import { currentStatement } from '../manner.ts'
import { preferenceOf } from '../preferences/preference.ts'
import { resumeAddress, stopAddress } from '../subscriptions/stops.ts'
import { tellDirectly } from '../tell-directly.ts'
import type { Telling } from '../telling-setting.ts'
import type { Heard } from './inbound-store.ts'
import { mayAnswer } from './may-answer.ts'

/** What an answer needs to know of the operator. */
export interface Answering {
  readonly telling: Telling
  /** The public page of outages, without a slash at the end. */
  readonly pageUrl: string
  readonly timeZone: string
  readonly paymentOf: PaymentOf
  /** By each channel at most. */
  readonly answersPerDay: number
}

const usefulMinutes = 30

/** Answers one of the words that we know: at once, in the language of whoever wrote it, and only so often. */
export async function answer(work: Work, answering: Answering, heard: Heard): Promise<void> {
  const { keyword, channel, address } = heard
  if (keyword === null || heard.isAutomatic) return
  if (keyword.means === 'stop') await stopAddress(work, { channel, address }, `inbound:${heard.id}`)
  if (keyword.means === 'start') await resumeAddress(work, { channel, address }, `inbound:${heard.id}`)
  if (!(await mayAnswer(work, heard, answering.answersPerDay))) return
  const person = await personAt(work.tx, heard, answering)
  await say(work, answering, heard, person, await textFor(work.tx, answering, keyword.means, person))
}

/**
 * Whoever may not be who he says changes nothing: where he wants no more, or wants messages again, the owner of the address gets the link with
 * which he does it himself. `url` null: nobody is known there, and a stranger is not written to.
 */
export async function answerWithLink(
  work: Work,
  answering: Answering,
  heard: Heard,
  url: string | null,
): Promise<void> {
  const { keyword } = heard
  if (keyword === null || heard.isAutomatic || url === null) return
  if (keyword.means !== 'stop' && keyword.means !== 'start') return
  if (!(await mayAnswer(work, heard, answering.answersPerDay))) return
  const person = await personAt(work.tx, heard, answering)
  const text = phrase(person.language, 'answer.by-link', { sender: answering.telling.sender, url })
  await say(work, answering, heard, person, text)
}

/** Says that somebody is told here from now on. */
export async function confirmInWords(
  work: Work,
  answering: Answering,
  heard: Pick<Heard, 'address' | 'channel' | 'id'>,
): Promise<void> {
  const { telling, timeZone } = answering
  const { language, sender, stopKeyword } = telling
  const text = phrase(language, 'answer.subscribed', { sender, keyword: stopKeyword })
  await say(work, answering, heard, { language, timeZone }, text)
}

async function say(
  work: Work,
  { telling: { sender } }: Answering,
  { id, channel, address }: Pick<Heard, 'address' | 'channel' | 'id'>,
  { language, timeZone }: Pick<Person, 'language' | 'timeZone'>,
  text: string,
): Promise<void> {
  await tellDirectly(work, {
    origin: `inbound:${id}`,
    channel,
    address,
    language,
    timeZone,
    subject: phrase(language, 'answer.subject', { sender }),
    text,
    expiresAt: work.now.add({ minutes: usefulMinutes }),
    secret: false,
  })
}

interface Person {
  readonly customers: readonly bigint[]
  readonly language: Language
  readonly timeZone: string
}

async function personAt(tx: Tx, { channel, address, keyword }: Heard, answering: Answering): Promise<Person> {
  const holders = await customersReachedAt(tx, channel, address)
  const [first] = holders
  // As he wants to be told, he wants to be answered.
  const wish = first === undefined ? null : await preferenceOf(tx, first.id)
  const spoken = wish?.language ?? languageOf(first?.language) ?? keyword?.language ?? answering.telling.language
  return {
    customers: holders.map(({ id }) => id),
    language: spoken,
    timeZone: wish?.timeZone ?? answering.timeZone,
  }
}

function languageOf(text: string | null | undefined): Language | null {
  return text === 'en' || text === 'id' || text === 'pl' ? text : null
}

async function textFor(
  tx: Tx,
  { telling, pageUrl, paymentOf }: Answering,
  means: NonNullable<Heard['keyword']>['means'],
  { customers, language, timeZone }: Person,
): Promise<string> {
  const { sender, stopKeyword } = telling
  if (means === 'stop') return phrase(language, 'answer.stopped', { sender })
  if (means === 'start') return phrase(language, 'answer.started', { sender, keyword: stopKeyword })
  if (means === 'help') return phrase(language, 'answer.help', { sender, keyword: stopKeyword, url: `${pageUrl}/` })
  if (customers.length === 0) return phrase(language, 'answer.unknown', { sender, url: `${pageUrl}/` })
  const statements = await statementsOf(tx, customers, { pageUrl, language: telling.language, paymentOf })
  if (statements.length === 0)
    return phrase(language, means === 'outage' ? 'answer.noted' : 'answer.nothing-known', {
      sender,
      url: `${pageUrl}/`,
    })
  const reader = { language, timeZone, isCustomer: true, credit: null, unsubscribeUrl: null }
  return statements
    .map(statement => sentencesFor('first', statement, reader, { name: sender, stopKeyword }))
    .map(({ lead, rest, more }) => [lead, ...rest, more].join(' '))
    .join('\n')
}

const mostOutages = 3
/** Outages and planned work that go on at the same time for one customer; a carrier's largest has not so many. */
const mostCandidates = 50

/** What is said now of the outages that hit these customers; of one that became part of another, of that. */
async function statementsOf(
  tx: Tx,
  customers: readonly bigint[],
  said: Parameters<typeof currentStatement>[2],
): Promise<Statement[]> {
  // Services of an outage that turned out to be none have no end, too: what does not go on is left out before anything is cut off.
  const { rows } = await sql<{ outage: string }>`
    select standing as outage from (
      select h.from_at, ${standingOf(sql`h.outage_id`)} as standing
      from ${servicesAs('s')} join ${hitServices} h on h.service_id = s.id
      where s.customer_id = any(${customers.map(String)}::bigint[]) and h.to_at is null) hit
    where standing is not null group by 1 order by max(from_at) desc, 1 limit ${mostCandidates}`.execute(tx)
  const statements: Statement[] = []
  for (const { outage: id } of rows) {
    if (statements.length === mostOutages) break
    const outage = await outageById(tx, id)
    if (!outage.planned) statements.push({ version: 1, ...(await currentStatement(tx, outage, said)) })
  }
  return statements
}
