import type { OutageView } from '@pulih/contracts'
import { expect, test } from 'vitest'
import type { Client } from '../api/client.ts'
import { retract } from './change-outage.ts'
import { saidOutage } from './outage-text.ts'

const page = { colour: false, width: 200 }

function anOutage(given: Partial<OutageView>): OutageView {
  // Only what a page shows.
  return {
    id: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
    number: 'OUT-000001',
    title: 'Fibre cut',
    status: 'retracted',
    startedAt: '2026-09-10T06:00:00Z',
    restoredAt: null,
    etr: null,
    nextUpdateBy: null,
    knownAt: null,
    closedAt: null,
    noticedAt: null,
    cause: null,
    publicCause: null,
    deliveredShare: null,
    planned: false,
    kinds: [],
    scope: {},
    parts: [],
    matched: null,
    revision: 2,
    ...given,
  } as unknown as OutageView
}

async function retracted(outage: OutageView): Promise<string> {
  const client = { ask: async () => outage } as unknown as Client
  return (await retract(client, '1', { reason: 'none at all' })).lines(page).join('\n')
}

test('retracting what was over tells of the run that takes money back', async () => {
  const over = await retracted(anOutage({ restoredAt: '2026-09-10T09:00:00Z' }))
  expect(over).toContain('"pulih compensation run --outage OUT-000001" takes that back')
  expect(await retracted(anOutage({}))).not.toContain('pulih compensation')
})

test('parts that work again stand in the order of time, then of their names', () => {
  const part = (reference: string, restoredAt: string) => ({ kind: 'element', reference, restoredAt })
  const parts = [
    part('olt-10', '2026-09-10T08:00:00Z'),
    part('olt-3', '2026-09-10T09:00:00+02:00'),
    part('olt-2', '2026-09-10T08:00:00Z'),
  ] as OutageView['parts']

  const lines = saidOutage(anOutage({ parts })).lines(page).join('\n')

  expect([...lines.matchAll(/works again +(\S+)/g)].map(([, reference]) => reference)).toEqual([
    'olt-3',
    'olt-2',
    'olt-10',
  ])
})
