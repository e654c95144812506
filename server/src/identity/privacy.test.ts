import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { problem } from '../platform/index.ts'
import type { PersonalData } from './index.ts'
import { aHouse, aMember, enter } from './testing/house.ts'

/** A context that keeps names, as the subscribers do. */
const people = new Map([
  ['C-1', 'Jan Kowalski'],
  ['C-2', 'Anna Maj'],
])
const names: PersonalData = {
  context: 'subscribers',
  exportPerson: (_, customer) => Promise.resolve(people.has(customer) ? { name: people.get(customer) ?? '' } : null),
  erasePerson: (_, customer) => Promise.resolve(people.has(customer) ? { customers: 1 } : null),
}
/** One that refuses to forget somebody, and has written something before. */
const debts: PersonalData = {
  context: 'ledger',
  exportPerson: () => Promise.resolve(null),
  erasePerson: (_, customer) =>
    customer === 'C-2' ? Promise.reject(problem('request.conflict')) : Promise.resolve(null),
}
const house = await aHouse([names, debts])
const care = await enter(house, await aMember(house, { roles: ['care'] }))
const admin = await enter(house, await aMember(house, { roles: ['admin'] }))
const asked = { customer: 'C-1', reason: 'request-of-the-person', reference: 'RODO/2026/17' }

async function trail(): Promise<string> {
  const { rows } = await sql<{ line: string }>`select a::text as line from identity.audit a order by number`.execute(
    house.db,
  )
  return rows.map(({ line }) => line).join('\n')
}

describe('personal data', () => {
  test('of one person is collected from all contexts, with its reason in the audit trail', async () => {
    const { status, body } = await care.post('/privacy/export', asked)

    expect({ status, contexts: body.contexts }).toEqual({
      status: 200,
      contexts: { subscribers: { name: 'Jan Kowalski' } },
    })
    const { items } = (await admin.get('/audit?subject=customer:C-1')).body
    expect(items[0]).toMatchObject({
      action: 'privacy.exported',
      detail: { reason: 'request-of-the-person', reference: 'RODO/2026/17', contexts: ['subscribers'] },
    })
    expect(await trail()).not.toContain('Kowalski')
  })

  test('is erased by whoever may, and the trail still verifies', async () => {
    expect((await care.post('/privacy/erase', asked)).status).toBe(403)

    const { status, body } = await admin.post('/privacy/erase', asked)

    expect({ status, contexts: body.contexts }).toEqual({ status: 200, contexts: { subscribers: { customers: 1 } } })
    expect((await admin.get('/audit/verification')).body.sound).toBe(true)
  })

  test('is erased everywhere or, when one context refuses, nowhere', async () => {
    const { status } = await admin.post('/privacy/erase', { ...asked, customer: 'C-2' })

    expect(status).toBe(409)
    expect((await admin.get('/audit?subject=customer:C-2')).body.items).toEqual([])
  })

  test('of nobody is said to be nobody’s', async () => {
    expect(await care.post('/privacy/export', { ...asked, customer: 'C-9' })).toMatchObject({
      status: 404,
      body: { code: 'identity.person-not-found' },
    })
  })

  test('does not get into the trail by way of the reason', async () => {
    expect((await care.post('/privacy/export', { ...asked, reason: 'because Jan Kowalski wrote' })).status).toBe(400)
    expect((await care.post('/privacy/export', { ...asked, reference: 'Jan Kowalski' })).status).toBe(400)
  })
})
