import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { eraseAddresses } from './privacy.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, house } = await aHouse()
const finance = h.as('finance')

/** Services whose customer was erased after the channel had known them by these addresses. */
async function erased(channel: string, ...addresses: readonly (readonly [service: number, address: string])[]) {
  await aChannel(h, channel, { adapter: 'csv' })
  await setAddresses(channel, addresses)
  for (const [service] of addresses)
    await h.work(work =>
      eraseAddresses(work, sql`(select ${service}::bigint as id, ${`S-${service}`}::text as key)`).then(
        () => undefined,
      ),
    )
}

const setAddresses = (channel: string, addresses: readonly (readonly [number, string])[], given: object = {}) => {
  const items = addresses.map(([service, address]) => ({ service: `S-${service}`, address }))
  return finance.put(`/payouts/channels/${channel}/addresses`, { items, ...given })
}
const addressesOf = async (channel: string) => {
  const { rows } = await sql<{ address: string | null }>`
    select address from ledger.payout_address where channel = ${channel} order by service_key`.execute(h.db)
  return rows.map(({ address }) => address)
}
async function requested(channel: string, service: number) {
  await house.grant([{ id: BigInt(service), amount: 1_000n }])
  await finance.post('/payouts', { channel, unit: 'PLN', for: { bill: channel }, services: [`S-${service}`] })
  return payoutOf(channel)
}
const payoutOf = async (channel: string) => (await finance.get(`/payouts?channel=${channel}`)).body.items[0]
const resolve = (id: string, given: object) => finance.post(`/payouts/${id}/resolve`, { note: 'looked up', ...given })

describe('an address that comes after its customer was erased', () => {
  test('is not taken over from the list of the biller, unless somebody says so', async () => {
    await erased('listed', [1, '+48600100200'])
    const list = [
      [1, '+48600100200'],
      [2, '+48600100300'],
    ] as const

    expect((await setAddresses('listed', list)).body).toEqual({ set: 1, erased: 1 })
    expect(await addressesOf('listed')).toEqual([null, '+48600100300'])

    expect((await setAddresses('listed', list, { erasedToo: true })).body).toEqual({ set: 2, erased: 0 })
    expect(await addressesOf('listed')).toEqual(['+48600100200', '+48600100300'])
  })

  test('has to be said for a payout that waits for it', async () => {
    await erased('unsaid', [3, '+48600100400'])
    const payout = await requested('unsaid', 3)
    expect(payout).toMatchObject({ state: 'waiting-for-person', address: 'S-3' })

    expect((await resolve(payout.id, { finding: 'send-again' })).body.code).toBe('payouts.address-erased')
    expect((await resolve(payout.id, { finding: 'send-again', address: '+48600100400' })).body).toMatchObject({
      state: 'requested',
      address: '+48600100400',
    })
  })

  test('is forgotten when the payout is over', async () => {
    await erased('forgotten', [4, '+48600100500'])
    const { id } = await requested('forgotten', 4)
    await resolve(id, { finding: 'send-again', address: '+48600100500' })
    await finance.post('/payouts/batches', { channel: 'forgotten' })
    await resolve(id, { finding: 'arrived' })
    await h.runJobs()
    await h.sweep()

    expect(await payoutOf('forgotten')).toMatchObject({ state: 'accepted', address: '(erased)' })
    const { rows } = await sql`
      select from ledger.payout_attempt where address = '+48600100500' union all
      select from ledger.payout_batch where channel = 'forgotten' and octet_length(content) > 0`.execute(h.db)
    expect(rows).toHaveLength(0)
  })
})

describe('forgetting an address', () => {
  const without = async (text: string, address: string) => {
    const { rows } = await sql<{ text: string }>`select ledger.without_address(${text}, ${address}) as text`.execute(
      h.db,
    )
    return rows[0]?.text
  }

  test.each([
    ['HTTP 412: no account 12, see 12.', '12', 'HTTP 412: no account (erased), see (erased).'],
    ['a bad account a', 'a', '(erased) bad account (erased)'],
    ['no a.b* here, nor axbb', 'a.b*', 'no (erased) here, nor axbb'],
    ['no account 0048600100200', '48600100200', 'no account 00(erased)'],
    ['tel:+48600100200 is unknown', '+48600100200', 'tel:(erased) is unknown'],
    ['no \\1 and C:\\x here', 'C:\\x', 'no \\1 and (erased) here'],
  ])('leaves the other words whole: %s', async (text, address, left) => {
    expect(await without(text, address)).toBe(left)
  })
})

describe('the database lets nobody forget', () => {
  test('what belongs to somebody who was not erased, or is still on its way', async () => {
    await aChannel(h, 'kept', { adapter: 'csv' })
    await setAddresses('kept', [[5, '+48600100600']])
    const { id } = await requested('kept', 5)
    const { body: batch } = await finance.post('/payouts/batches', { channel: 'kept' })
    const changes = [
      sql`update ledger.payout_attempt set address = '(erased)' where payout_id = ${id}`,
      sql`update ledger.payout_batch set content = '' where id = ${batch.id}`,
    ]
    for (const change of changes) await expect(change.execute(h.db)).rejects.toThrow('immutable')

    await resolve(id, { finding: 'arrived', reference: '+48600100600' })
    await h.runJobs()
    const outcome = sql`update ledger.payout_outcome set detail = 'looked (erased)' where payout_id = ${id}`
    for (const change of [...changes, outcome]) await expect(change.execute(h.db)).rejects.toThrow('immutable')
  })

  test('more of an outcome than the address', async () => {
    await erased('outcome', [6, 'up'])
    const { id } = await requested('outcome', 6)
    await resolve(id, { finding: 'withdraw' })

    const others = ['(erased)', 'booked (erased)', 'looked (erased) up']
    for (const detail of others)
      await expect(
        sql`update ledger.payout_outcome set detail = ${detail} where payout_id = ${id}`.execute(h.db),
      ).rejects.toThrow('immutable')
  })

  test('the rows of a file of which somebody still waits', async () => {
    await aChannel(h, 'half', { adapter: 'csv' })
    await setAddresses('half', [
      [7, '+48600100700'],
      [8, '+48600100800'],
    ])
    await requested('half', 7)
    await requested('half', 8)
    await sql`update ledger.payout set erased_at = now() where channel = 'half' and service_key = 'S-7'`.execute(h.db)
    const asked = await finance.post('/payouts', { channel: 'half', unit: 'PLN', for: { bill: 'x' } })
    expect(asked.status).toBe(202)
    const { body: batch } = await finance.post('/payouts/batches', { channel: 'half' })
    const payout = (await finance.get('/payouts?channel=half&service=S-7')).body.items[0]
    const csv = `key,result,reference,reason\n${payout.key},accepted,ref,\n`
    await finance.post(`/payouts/batches/${batch.id}/answer`, csv, { 'content-type': 'text/csv' })
    await h.runJobs()

    await expect(sql`update ledger.payout_batch set content = '' where id = ${batch.id}`.execute(h.db)).rejects.toThrow(
      'immutable',
    )
    await expect(
      sql`update ledger.payout_attempt set address = '(erased)' where payout_id = ${payout.id}`.execute(h.db),
    ).rejects.toThrow('immutable')
  })
})
