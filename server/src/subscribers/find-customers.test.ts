import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { imported } from '../network/testing/importing.ts'
import { smallOperator } from './testing/files.ts'

let h: Harness
beforeAll(async () => {
  h = await smallOperator()
  await imported(h, 'customers', [
    'customer,kind,name',
    'F-100,consumer,Łukasz Żółkiewski',
    'F-101,consumer,Anna Nowak-Zielińska',
    'F-102,business,"100% Lacza_Sp. z o.o."',
    'f-103,consumer,Dewi Kusumawardhani',
  ])
  await imported(h, 'contacts', [
    'customer,channel,address',
    'F-100,sms,+48 601 222 333',
    'F-101,email,Anna.Nowak@Example.PL',
    'f-103,letter,"Jl. Diponegoro 12, 40115 Bandung"',
    'f-103,phone,+62 812 3456 7890',
  ])
})

const found = async (text: string, role: 'care' | 'viewer' = 'care'): Promise<string[]> => {
  const { status, body } = await h.as(role).get(`/customer-search?text=${encodeURIComponent(text)}`)
  expect(status).toBe(200)
  return body.items.map(({ customer }: { customer: string }) => customer)
}

describe('looking for a customer', () => {
  test.each([
    ['f-10', ['F-100', 'F-101', 'F-102', 'f-103']],
    ['F-103', ['f-103']],
    ['lukasz zolk', ['F-100']],
    ['ŻÓŁKIEWSKI Łukasz', ['F-100']],
    ['zielin', ['F-101']],
    ['wardhan', ['f-103']],
    ['anna.nowak@ex', ['F-101']],
    ['601222333', ['F-100']],
    ['0812 3456', ['f-103']],
    ['diponegoro bandung', ['f-103']],
    ['100%', ['F-102']],
    ['lacza_sp', ['F-102']],
    ['nobody at all', []],
  ])('%s', async (text, customers) => {
    expect(await found(text)).toEqual(customers)
  })

  test('goes by services and logins too, and says by what it was found', async () => {
    const { body } = await h.as('care').get('/customer-search?text=S-1')
    expect(body.items[0]).toMatchObject({ by: 'service', found: 's-1' })
    const login = await h.as('care').get('/customer-search?text=anna@isp')
    expect(login.body.items[0]).toMatchObject({ by: 'login', found: 'anna@isp' })
  })

  test('lets nobody guess names or addresses who may not see them', async () => {
    expect(await found('zielin', 'viewer')).toEqual([])
    expect(await found('601222333', 'viewer')).toEqual([])
    const { body } = await h.as('viewer').get('/customer-search?text=F-101')
    expect(body.items).toMatchObject([{ customer: 'F-101', name: null, by: 'customer', found: 'F-101' }])
  })

  test('is bounded, and says that there are others', async () => {
    const { body } = await h.as('care').get('/customer-search?text=F-10&limit=2')
    expect(body).toMatchObject({ items: [{}, {}], more: true })
  })
})
