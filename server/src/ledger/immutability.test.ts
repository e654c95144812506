import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { postTransfers } from './index.ts'
import { aLedger, count, grant, manyGrants } from './testing/a-ledger.ts'

const h = await aLedger()
await h.work(work => postTransfers(work, manyGrants(20)))

describe('the database refuses', () => {
  test.each([
    'update ledger.transfer set amount = 1 where id = 1',
    'update ledger.transfer set reason = null where false',
    'delete from ledger.transfer where id = 1',
    'truncate ledger.transfer',
    'update ledger.entry set amount = -amount where transfer_id = 1',
    'delete from ledger.entry',
    'truncate ledger.entry',
    'update ledger.page set digest = previous',
    'delete from ledger.page where number = 1',
    'truncate ledger.page',
    'update ledger.account set name = name',
    'delete from ledger.head',
    'truncate ledger.head',
    'update ledger.head set last_transfer = 0',
    `update ledger.head set page = 2, last_transfer = 40`,
    'insert into ledger.head (id, page, last_transfer, digest) select false, page, last_transfer, digest from ledger.head',
  ])('%s', async statement => {
    await expect(sql.raw(statement).execute(h.db)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
    expect(await count(h.db, 'transfer')).toBe(20)
  })

  test.each([
    ['entries that do not balance', '(21, null, -5, 1), (21, 1, 4, 3)'],
    ['one entry alone', '(21, 1, 5, 3)'],
    ['entries that balance only together', '(21, null, -5, 1), (21, 1, 4, 3), (22, null, -4, 1), (22, 1, 5, 3)'],
    ['a balanced pair on a closed page', '(20, null, 5, 5), (20, null, -5, 6)'],
    ['a customer account without a customer', '(21, null, -5, 1), (21, null, 5, 3)'],
  ])('%s', async (_, values) => {
    const insert = sql.raw(`insert into ledger.entry (transfer_id, service_id, amount, account) values ${values}`)

    await expect(insert.execute(h.db)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
  })

  test.each([
    ['money that lapses', { kind: 'expired', scheme: 'expired', unit: 'PLN' }],
    ['a credit below nothing', { amount: -1n }],
    ['a transfer of nothing', { kind: 'correction', amount: 0n }],
    ['a currency that is none', { unit: 'zł' }],
    ['a tab in a text', { basis: 'a\tb' }],
    ['a line feed in a text', { scheme: 'a\nb' }],
    ['a payout under the name of a law', { kind: 'payout' }],
    ['a reversal of nothing', { kind: 'reversal' }],
  ] as const)('%s', async (_, row) => {
    await expect(h.work(work => grant(work, { service: 500, ...row }))).rejects.toMatchObject({
      code: expect.stringMatching(/^23/),
    })
  })
})
