import type { Language } from '@pulih/kernel'
import { sentencesFor, type Statement } from '@pulih/notices'
import { phrase } from '@pulih/phrases'
import { sql } from 'kysely'
import { hitServices, outageById } from '../../outages/index.ts'
import type { Tx, Work } from '../../platform/index.ts'
import { customersReachedAt, servicesAs } from '../../subscribers/index.ts'
import { isGoingOn } from '../notice.ts'
import type { PaymentOf } from '../statement-of.ts'
import { currentStatement } from '../manner.ts'
import { resumeAddress, stopAddress } from '../subscriptions/stops.ts'
import { tellDirectly } from '../tell-directly.ts'
import type { Telling } from '../telling-setting.ts'
import { answersLately, type Heard } from './inbound-store.ts'

/** What an answer needs to know of the operator. */
export interface Answering {
  readonly telling: Telling
  /** The public page of outages, without a slash at the end. */
  readonly pageUrl: string
  readonly timeZone: string
  readonly paymentOf: PaymentOf
}

/** Two programs that answer each other end here. */
const mostAnswersInAnHour = 6
const usefulMinutes = 30

/** Answers one of the words that we know: at once, in the language of whoever wrote it, and only so often. */
export async function answer(work: Work, answering: Answering, heard: Heard): Promise<void> {
  const { keyword, channel, address } = heard
  if (keyword === null || heard.isAutomatic) return
  if (keyword.means === 'stop') await stopAddress(work, { channel, address }, `inbound:${heard.id}`)
  if (keyword.means === 'start') await resumeAddress(work, { channel, address }, `inbound:${heard.id}`)
  if ((await answersLately(work.tx, channel, address, work.now)) >= mostAnswersInAnHour) return
  const person = await personAt(work.tx, heard, answering)
  await tellDirectly(work, {
    origin: `inbound:${heard.id}`,
    channel,
    address,
    language: person.language,
    timeZone: person.timeZone,
    subject: phrase(person.language, 'answer.subject', { sender: answering.telling.sender }),
    text: await textFor(work.tx, answering, keyword.means, person),
    expiresAt: work.now.add({ minutes: usefulMinutes }),
    secret: false,
  })
}

/** Says that somebody is told here from now on. */
export async function confirmInWords(
  work: Work,
  { telling, timeZone }: Answering,
  { id, channel, address }: Pick<Heard, 'address' | 'channel' | 'id'>,
): Promise<void> {
  const { language, sender, stopKeyword } = telling
  await tellDirectly(work, {
    origin: `inbound:${id}`,
    channel,
    address,
    language,
    timeZone,
    subject: phrase(language, 'answer.subject', { sender }),
    text: phrase(language, 'answer.subscribed', { sender, keyword: stopKeyword }),
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
  const spoken = languageOf(first?.language) ?? keyword?.language ?? answering.telling.language
  return { customers: holders.map(({ id }) => id), language: spoken, timeZone: answering.timeZone }
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
  if (statements.length === 0) return phrase(language, 'answer.nothing-known', { sender, url: `${pageUrl}/` })
  const reader = { language, timeZone, isCustomer: true, credit: null, unsubscribeUrl: null }
  return statements
    .map(statement => sentencesFor('first', statement, reader, { name: sender, stopKeyword }))
    .map(({ lead, rest, more }) => [lead, ...rest, more].join(' '))
    .join('\n')
}

const mostOutages = 3

/** What is said now of the outages that hit these customers. */
async function statementsOf(
  tx: Tx,
  customers: readonly bigint[],
  said: Parameters<typeof currentStatement>[2],
): Promise<Statement[]> {
  const { rows } = await sql<{ outage: string }>`
    select h.outage_id as outage, max(h.from_at) as since from ${servicesAs('s')} join ${hitServices} h on h.service_id = s.id
    where s.customer_id = any(${customers.map(String)}::bigint[]) and h.to_at is null group by 1 order by 2 desc limit ${mostOutages * 3}`.execute(
    tx,
  )
  const statements: Statement[] = []
  for (const { outage: id } of rows) {
    const outage = await outageById(tx, id)
    if (!isGoingOn(outage) || outage.planned || statements.length >= mostOutages) continue
    statements.push({ version: 1, ...(await currentStatement(tx, outage, said)) })
  }
  return statements
}
