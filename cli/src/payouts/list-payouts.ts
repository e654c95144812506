import { getPayout, listPayouts as route, type QueryOf, type ReplyOf } from '@pulih/contracts'
import type { Page, Style } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import { showInstant } from '../api/instants.ts'
import { facts, itemTable, part, stated, title } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { runId } from '../compensation/find-run.ts'

type Payout = ReplyOf<typeof route>['items'][number]

interface PayoutOptions extends Pick<QueryOf<typeof route>, 'state' | 'channel' | 'unit' | 'run' | 'service'> {
  readonly limit: number
}

const stateStyles: Readonly<Record<string, Style>> = {
  unknown: 'red',
  'waiting-for-person': 'red',
  rejected: 'red',
  accepted: 'green',
  billed: 'green',
  withdrawn: 'dim',
}

export async function listPayouts(
  client: Client,
  { limit, state, channel, unit, run, service }: PayoutOptions,
): Promise<Said> {
  const query = {
    ...(state === undefined ? {} : { state }),
    ...(channel === undefined ? {} : { channel }),
    ...(unit === undefined ? {} : { unit }),
    ...(run === undefined ? {} : { run: await runId(client, run) }),
    ...(service === undefined ? {} : { service }),
  }
  const found = await every(client, route, { query }, limit)
  return saidList(found, 'payouts', page => [
    { heading: 'payout', of: payout => payout.id },
    { heading: 'state', of: payout => stated(page, payout.state, stateStyles) },
    { heading: 'service', of: payout => payout.service },
    { heading: 'amount', of: payout => payout.amount, right: true },
    { heading: 'seen', of: payout => payout.seen, right: true },
    { heading: 'unit', of: payout => payout.unit },
    { heading: 'channel', of: payout => payout.channel },
    { heading: 'requested', of: payout => showInstant(payout.requestedAt) },
    { heading: 'reason', of: payout => payout.reason ?? '', flexible: true },
  ])
}

export async function showPayout(client: Client, payout: string): Promise<Said> {
  const found = await client.ask(getPayout, { params: { payout } })
  return {
    value: found,
    lines: page => [
      ...payoutLines(page, found),
      ...part(
        page,
        'What was tried',
        found.attempts.length === 0
          ? []
          : itemTable(
              page,
              [
                { heading: '', of: attempt => String(attempt.number), right: true },
                { heading: 'kind', of: attempt => attempt.kind },
                { heading: 'begun', of: attempt => showInstant(attempt.startedAt) },
                { heading: 'outcome', of: attempt => attempt.outcome ?? 'under way' },
                { heading: 'detail', of: attempt => attempt.detail ?? '', flexible: true },
              ],
              found.attempts,
              '  ',
            ),
      ),
      ...(found.choices.length === 0
        ? []
        : [
            '',
            `It waits for a person: "pulih payouts resolve ${found.id} --finding ${found.choices.join('|')} --note …".`,
          ]),
    ],
  }
}

export function payoutLines(page: Page, payout: Payout): string[] {
  return [
    `${title(page, `${payout.amount} ${payout.unit} to service ${payout.service}`)}  ${stated(page, payout.state, stateStyles)}`,
    ...facts(page, [
      ['channel', payout.channel],
      ['address', payout.address],
      ['for', payout.for],
      ['requested', showInstant(payout.requestedAt)],
      ['due', showInstant(payout.dueAt)],
      ['seen on bills', payout.seen],
      ["biller's number", payout.reference ?? ''],
      ['reason', payout.reason ?? ''],
      ['file', payout.batch ?? ''],
      ['key', payout.key],
      ['id', payout.id],
    ]),
  ]
}
