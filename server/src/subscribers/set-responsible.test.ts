import { describe, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'
import { imported } from '../network/testing/importing.ts'

const h = await harness()
await imported(h, 'customers', ['customer,kind,name', 'F-100,consumer,Zofia Lis'])
await imported(h, 'contacts', ['customer,channel,address', 'F-100,sms,+48 601 222 333'])

describe('who speaks for a customer', () => {
  test('is one person, changed by whoever saw who it was, on the record without the name, and gone with the customer', async () => {
    const before = (await h.as('care').get('/customers/F-100')).body
    expect(before.responsible).toEqual({ name: null, contact: null, revision: 0 })
    const put = (body: unknown, revision: number) =>
      h.as('care').put('/customers/F-100/responsible', body, {
        'if-match': `"${revision}"`,
        'idempotency-key': `k${revision}${JSON.stringify(body).length}`,
      })
    const contact: string = before.contacts[0].id

    expect((await put({ name: 'Maria Żółkiewska', contact }, 0)).body).toEqual({
      name: 'Maria Żółkiewska',
      contact,
      revision: 1,
    })
    expect((await put({ name: 'Somebody else', contact: null }, 0)).status).toBe(412)
    expect((await put({ name: 'X', contact: '999999' }, 1)).body).toMatchObject({
      code: 'subscribers.contact-not-found',
    })
    expect((await h.as('viewer').get('/customers/F-100')).body.responsible).toEqual({
      name: null,
      contact,
      revision: 1,
    })
    expect(
      (await h.as('viewer').put('/customers/F-100/responsible', { name: 'X', contact: null }, { 'if-match': '"1"' }))
        .status,
    ).toBe(403)

    const { body: trail } = await h.as('admin').get('/audit?action=subscribers.set-responsible')
    expect(trail.items).toHaveLength(1)
    expect(JSON.stringify(trail.items)).not.toContain('Maria')

    const about = { customer: 'F-100', reason: 'request-of-the-person' }
    expect(JSON.stringify((await h.as('care').post('/privacy/export', about)).body)).toContain('Maria Żółkiewska')
    expect((await h.as('admin').post('/privacy/erase', about, { 'idempotency-key': 'erase' })).status).toBe(200)
    expect((await h.as('admin').get('/customers/F-100')).body.responsible).toMatchObject({ name: null, contact: null })
  })
})
