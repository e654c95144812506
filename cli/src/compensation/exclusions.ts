import {
  createExclusion,
  listExclusions as route,
  withdrawExclusion,
  type BodyOf,
  type ReplyOf,
} from '@pulih/contracts'
import { wrap, type Page } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { showInstant } from '../api/instants.ts'
import { namesOf, type NameOf } from '../api/name-people.ts'
import { counted, facts, listEnd, title } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { outageId } from './outage-id.ts'

type ExclusionView = ReplyOf<typeof withdrawExclusion>

interface ExcludeOptions {
  readonly cause: BodyOf<typeof createExclusion>['cause']
  readonly decidedBy: string
  readonly reason: string
  readonly evidence: string
  readonly service?: readonly string[]
}

/** For the whole outage, or one exclusion for each service that is named. */
export async function exclude(client: Client, outage: string, { service, ...said }: ExcludeOptions): Promise<Said> {
  const { cause, decidedBy, reason, evidence } = said
  const body = { outage: await outageId(client, outage), cause, decidedBy, reason, evidence }
  const made: ExclusionView[] = []
  for (const each of service ?? [null])
    made.push(await client.ask(createExclusion, { body: each === null ? body : { ...body, service: each } }))
  const name = await namesOf(
    client,
    made.map(({ by }) => by),
  )
  return {
    value: made,
    lines: page => [
      `${counted(made.length, 'exclusion')} recorded. Runs that are not posted yet must be computed again to see it.`,
      '',
      ...made.flatMap(exclusion => exclusionLines(page, exclusion, name)),
    ],
  }
}

interface ListOptions {
  readonly outage?: string
  readonly limit: number
}

export async function listExclusions(client: Client, { outage, limit }: ListOptions): Promise<Said> {
  const query = outage === undefined ? {} : { outage: await outageId(client, outage) }
  const { items, more } = await every(client, route, { query }, limit)
  const name = await namesOf(
    client,
    items.map(({ by }) => by),
  )
  return {
    value: items,
    lines: page =>
      items.length === 0
        ? ['No exclusions: every outage counts as the operator’s own.']
        : [
            ...items.flatMap(exclusion => exclusionLines(page, exclusion, name)),
            ...listEnd(items.length, more, 'exclusions'),
          ],
  }
}

export async function withdraw(client: Client, exclusion: string): Promise<Said> {
  const withdrawn = await client.ask(withdrawExclusion, { params: { exclusion } })
  const name = await namesOf(client, [withdrawn.by])
  return {
    value: withdrawn,
    lines: page => ['It is no longer relied on.', '', ...exclusionLines(page, withdrawn, name)],
  }
}

function exclusionLines(page: Page, exclusion: ExclusionView, name: NameOf): string[] {
  const { withdrawnAt } = exclusion
  const [reason = '', ...more] = wrap(exclusion.reason, page.width - 16)
  return [
    `${title(page, exclusion.cause)}${withdrawnAt === null ? '' : '  (withdrawn)'}`,
    ...facts(page, [
      ['outage', exclusion.outage],
      ['service', exclusion.service ?? 'all that it hit'],
      ['decided by', exclusion.decidedBy],
      ['reason', [reason, ...more].join(' ')],
      ['evidence', exclusion.evidence],
      ['recorded', `${showInstant(exclusion.at)} by ${name(exclusion.by)}`],
      ['withdrawn', showInstant(withdrawnAt)],
      ['id', exclusion.id],
    ]),
    '',
  ]
}
