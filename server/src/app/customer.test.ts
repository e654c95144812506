import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'
import { imported } from '../network/testing/importing.ts'
import { smallCustomers, smallNetwork, smallServices } from '../subscribers/testing/files.ts'

const h = await harness()
await imported(h, 'elements', smallNetwork)
await imported(h, 'customers', smallCustomers)
await imported(h, 'services', smallServices)
await imported(h, 'contacts', ['customer,channel,address', 'c-1,sms,+48 601 222 333'])

describe('what concerns a customer', () => {
  test('is the outages that hit his services, and nobody else’s', async () => {
    const { body: outage } = await h.as('operations').post(
      '/outages/declare',
      {
        title: 'No light',
        cause: 'fibre-cut',
        extent: 'total',
        startedAt: '2026-09-15T07:00:00Z',
        scope: { elements: ['pon-1'] },
      },
      { 'idempotency-key': 'declared' },
    )
    await h.runJobs()

    const { body } = await h.as('viewer').get('/customers/c-1/outages')
    expect(body).toMatchObject({
      items: [
        {
          outage: outage.id,
          status: 'confirmed',
          servicesInAll: 2,
          services: [{ service: 's-1', to: null }, { service: 's-2' }],
        },
      ],
      next: null,
    })
    expect((await h.as('viewer').get('/customers/c-2/outages')).body.items).toEqual([])
    expect((await h.as('viewer').get('/customers/nobody/outages')).body).toMatchObject({
      code: 'subscribers.customer-not-found',
    })
  })

  test('is what his services were granted', async () => {
    const given = { service: 's-1', unit: 'PLN', amount: '20.00', reason: 'loyalty', reference: 'TT-1' }
    expect((await h.as('finance').post('/ledger/goodwill', given, { 'idempotency-key': 'given' })).status).toBe(201)

    const { body } = await h.as('viewer').get('/ledger/customers/c-1/transfers')
    expect(body.items).toMatchObject([{ kind: 'goodwill', service: 's-1', amount: '20.00' }])
    expect((await h.as('viewer').get('/ledger/customers/c-2/transfers')).body.items).toEqual([])
  })

  test('is who changed what is kept about him, for those who may see personal data', async () => {
    const { body: customer } = await h.as('care').get('/customers/c-1')
    const [contact] = customer.contacts
    await h
      .as('care')
      .patch(
        `/customers/c-1/contacts/${contact.id}`,
        { preferred: true },
        { 'if-match': `"${contact.revision}"`, 'idempotency-key': 'preferred' },
      )
    await h.as('care').post('/privacy/export', { customer: 'c-1', reason: 'request-of-the-person' })

    const { body } = await h.as('care').get('/customers/c-1/trail')
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual([
      'privacy.exported',
      'subscribers.export-person',
      'subscribers.change-contact',
    ])
    expect((await h.as('viewer').get('/customers/c-1/trail')).status).toBe(403)
  })
})

describe('elements', () => {
  test('are listed from the top and by what they hang on, and say whether others hang on them', async () => {
    const keys = async (query: string) =>
      (await h.as('viewer').get(`/elements?${query}`)).body.items.map(
        ({ element, feeds }: { element: string; feeds: boolean }) => `${element} ${feeds}`,
      )
    expect(await keys('top=true')).toEqual(['pop-1 true', 'pop-2 true'])
    expect(await keys('parent=pop-1')).toEqual(['olt-1 true', 'olt-2 true'])
    expect(await keys('parent=pon-1')).toEqual([])
    expect(await keys('search=PON')).toEqual(['pon-1 false', 'pon-2 false'])
    const { rows } = await sql`select from network.element`.execute(h.db)
    expect(rows).toHaveLength(smallNetwork.length - 1)
  })
})

describe('imports', () => {
  test('tell which columns there are, and which rows were not taken', async () => {
    const { body: kinds } = await h.as('viewer').get('/import-kinds')
    expect(kinds.items.find(({ kind }: { kind: string }) => kind === 'customers').columns).toContainEqual({
      name: 'customer',
      aliases: ['customer_id'],
      required: true,
      type: 'text',
    })
    const { id } = await imported(h, 'customers', ['customer,kind', 'x-1,robot', ',consumer'])
    const { body } = await h.as('operations').get(`/imports/${id}/rejected?limit=1`)
    expect(body.items).toMatchObject([{ row: 2, field: 'kind', reason: 'not-a-word', value: 'robot' }])
    const next = await h.as('operations').get(`/imports/${id}/rejected?limit=1&cursor=${body.next}`)
    expect(next.body).toMatchObject({ items: [{ row: 3, field: 'customer', reason: 'missing-value' }], next: null })
    expect((await h.as('viewer').get(`/imports/${id}/rejected`)).status).toBe(403)
  })
})
