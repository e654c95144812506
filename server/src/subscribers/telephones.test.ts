import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, imported } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { customersByContact, customersReachedAt } from './holders.ts'
import { dialled, dialledAddress } from './telephones.ts'

const written: readonly (readonly [number: string, code: string, dialled: string])[] = [
  ['+48 500 600 700', '48', '+48 500 600 700'],
  [' +48 500 600 700', '48', ' +48 500 600 700'],
  ['500 600 700', '48', '+48500600700'],
  ['48500600700', '48', '+48500600700'],
  ['0048 500 600 700', '48', '+48500600700'],
  // Radom's numbers begin like the code of Poland.
  ['48 360 11 22', '48', '+48483601122'],
  ['0812-3456-7890', '62', '+6281234567890'],
  ['81234567890', '62', '+6281234567890'],
  ['6281234567890', '62', '+6281234567890'],
  ['020 7946 0018', '44', '+442079460018'],
  ['9123456789', '91', '+919123456789'],
  ['919123456789', '91', '+919123456789'],
  ['06 1234 5678', '39', '+390612345678'],
  ['393 123 4567', '39', '+393931234567'],
  ['500 600 700', '', '500 600 700'],
  ['0044 20 7946 0018', '', '+442079460018'],
  ['19123', '48', '19123'],
]

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await aNetwork(h, ['olt'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,500 600 700'])
})

describe('a telephone number as it is dialled', () => {
  test('has the code of its country, however it was written', () => {
    expect(written.map(([number, code]) => dialled(number, code))).toEqual(written.map(([, , expected]) => expected))
  })

  test('is the same in the database', async () => {
    for (const code of new Set(written.map(each => each[1]))) {
      await decide(h, 'subscribers.telephones', { callingCode: code })
      const numbers = written.filter(each => each[1] === code).map(([number]) => number)
      const { rows } = await sql<{ dialled: string }>`
        select ${dialledAddress(sql`'sms'`, sql`g.address`)} as dialled from unnest(${numbers}::text[]) with ordinality as g (address, n) order by n`.execute(
        h.db,
      )
      expect(rows.map(each => each.dialled)).toEqual(numbers.map(number => dialled(number, code)))
    }
  })
})

test('whoever is registered without the code of the country is found with it, and the other way round', async () => {
  await decide(h, 'subscribers.telephones', { callingCode: '48' })
  const holder = expect.objectContaining({ key: 'anna' })
  for (const typed of ['500600700', '+48 500 600 700', '48 500 600 700', '0048500600700'])
    expect(await customersByContact(h.db, typed, 5)).toEqual([holder])
  expect(await customersReachedAt(h.db, 'sms', '+48500600700')).toEqual([holder])
  expect(await customersReachedAt(h.db, 'whatsapp', '48500600700')).toEqual([holder])
  expect(await customersByContact(h.db, '+62 500 600 700', 5)).toEqual([])
})
