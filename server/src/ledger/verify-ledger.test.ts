import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { verifyExport, type Verdict } from '@pulih/proofs'
import type { Tx } from '../platform/index.ts'
import { exportLedger, postTransfers, reverse, settle, payOut, verifyLedger } from './index.ts'
import { aLedger, grant, manyGrants, movements } from './testing/a-ledger.ts'

const h = await aLedger()
await h.work(work => postTransfers(work, manyGrants(2_100)))
await h.work(work =>
  grant(work, {
    service: 5_000,
    unit: 'data:MB',
    amount: 2_048n,
    claimUntil: '2026-12-31',
    expiresOn: '2027-01-31',
    run: null,
    kind: 'goodwill',
    basis: 'żółw',
  }),
)
await h.work(work =>
  grant(work, {
    service: 5_000,
    unit: 'data:MB',
    amount: -48n,
    revision: 2,
    corrects: 2_101n,
    kind: 'correction',
    basis: 'żółw',
  }),
)
await h.work(work => reverse(work, 7n, 'not-owed'))
await h.work(work => payOut(work, movements([{ service: 8, amount: 100n, basis: 'payout:1' }])))
await h.work(work => settle(work, movements([{ service: 8, amount: 60n, basis: 'payout:1' }])))
const pages = 3n + 5n

class Undone extends Error {}

/** Changes the ledger as only a superuser can, and takes it back after a look at it. */
async function tampered<Result>(statement: string, look: (tx: Tx) => Promise<Result>): Promise<Result> {
  const found = Promise.withResolvers<Result>()
  await h.db
    .transaction()
    .execute(async tx => {
      await sql`set local session_replication_role = replica`.execute(tx)
      for (const constraint of [
        'transfer_kind',
        'transfer_unit',
        'transfer_text',
        'transfer_amount_check',
        'transfer_revision_check',
      ])
        await sql.raw(`alter table ledger.transfer drop constraint ${constraint}`).execute(tx)
      await sql`alter table ledger.page drop constraint page_check, drop constraint page_check1`.execute(tx)
      await sql`alter table ledger.entry drop constraint entry_check`.execute(tx)
      await sql.raw(statement).execute(tx)
      found.resolve(await look(tx))
      throw new Undone()
    })
    .catch((reason: unknown) => {
      if (!(reason instanceof Undone)) throw reason
    })
  return found.promise
}

const verdictAfter = (statement: string): Promise<Verdict> => tampered(statement, tx => verifyLedger(tx))

test('an untouched ledger is whole', async () => {
  const seen: bigint[] = []

  const verdict = await verifyLedger(h.db, { progress: page => seen.push(page) })

  expect(verdict).toMatchObject({ whole: true, pages, findings: [] })
  expect(seen).toEqual([pages])
})

describe('one change in a transfer is found on its page:', () => {
  const changes: Readonly<Record<string, string>> = {
    page: 'page + 1',
    service_id: 'service_id + 10000',
    amount: 'amount + 1',
    reverses: 'coalesce(reverses, 0) + 1',
    corrects: 'coalesce(corrects, 0) + 1',
    posted_at: "posted_at + interval '1 microsecond'",
    run_id: "coalesce(overlay(run_id::text placing 'f' from 36)::uuid, '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10')",
    claim_until: "coalesce(claim_until, '2026-01-01') + 1",
    expires_on: "coalesce(expires_on, '2026-01-01') + 1",
    revision: 'revision + 10',
    kind: "case kind when 'credit' then 'correction' else 'credit' end",
    service_key: "service_key || 'x'",
    unit: "'EUR'",
    scheme: 'upper(scheme)',
    basis: "basis || ' '",
    reason: "coalesce(reason || '.', '')",
    actor: "overlay(actor placing 'X' from 3)",
  }

  test('every column is tried', async () => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_schema = 'ledger' and table_name = 'transfer' and column_name <> 'id'`.execute(
      h.db,
    )
    expect(rows.map(row => row.name).toSorted()).toEqual(Object.keys(changes).toSorted())
  })

  // 1005: a credit on the second page; 2101: goodwill in kind; 2102: its correction; 2103: a reversal.
  test.each(
    Object.entries(changes).flatMap(([column, change]) =>
      ['1005', '2101', '2102', '2103'].map(id => [column, id, change] as const),
    ),
  )('%s of %s', async (column, id, change) => {
    const verdict = await verdictAfter(`update ledger.transfer set ${column} = ${change} where id = ${id}`)

    const page = { 1005: 2n, 2101: 4n, 2102: 5n, 2103: 6n }[Number(id)]
    expect(verdict.whole).toBe(false)
    expect(verdict.findings).toContainEqual({ says: 'page-changed', page, transfer: null })
    expect(new Set(verdict.findings.map(finding => finding.page))).toEqual(new Set([page]))
  })
})

describe('one change in an entry names the transfer:', () => {
  test.each([
    'amount = amount + 1',
    'amount = -amount',
    'account = 6',
    'service_id = coalesce(service_id, 0) + 1',
    'transfer_id = 3000',
  ])('%s', async change => {
    const verdict = await verdictAfter(`update ledger.entry set ${change} where transfer_id = 1005 and account = 3`)

    expect(verdict.findings).toContainEqual({ says: 'entries-wrong', page: 2n, transfer: 1_005n })
    expect(verdict.findings).toContainEqual({ says: 'page-changed', page: 2n, transfer: null })
  })

  test('an entry less, or one more', async () => {
    expect(
      (await verdictAfter('delete from ledger.entry where transfer_id = 12 and account = 1')).findings,
    ).toContainEqual({ says: 'entries-wrong', page: 1n, transfer: 12n })
    expect((await verdictAfter('insert into ledger.entry values (12, null, 1, 5)')).findings).toContainEqual({
      says: 'entries-wrong',
      page: 1n,
      transfer: 12n,
    })
  })
})

describe('one change in a page is found:', () => {
  test.each([
    'first_transfer = first_transfer + 1',
    'last_transfer = last_transfer - 1',
    'entries = entries - 1',
    'previous = set_byte(previous, 31, get_byte(previous, 31) # 1)',
    'digest = set_byte(digest, 0, get_byte(digest, 0) # 128)',
  ])('%s', async change => {
    const verdict = await verdictAfter(`update ledger.page set ${change} where number = 2`)

    expect(verdict.findings).toContainEqual({ says: 'page-changed', page: 2n, transfer: null })
  })

  test('its number', async () => {
    const verdict = await verdictAfter('update ledger.page set number = 77 where number = 2')

    expect(verdict.findings).toContainEqual({ says: 'page-missing', page: 2n, transfer: null })
  })
})

describe('rows that come, go or change places are found:', () => {
  test('a transfer that is deleted with its entries', async () => {
    const verdict = await verdictAfter(
      'with gone as (delete from ledger.entry where transfer_id = 1005) delete from ledger.transfer where id = 1005',
    )

    expect(verdict.findings).toContainEqual({ says: 'transfers-missing', page: 2n, transfer: 1_005n })
  })

  test('two transfers that change places', async () => {
    const verdict = await verdictAfter(
      'update ledger.transfer set id = -1 where id = 10; update ledger.transfer set id = 10 where id = 20; update ledger.transfer set id = 20 where id = -1',
    )

    expect(verdict.findings).toContainEqual({ says: 'page-changed', page: 1n, transfer: null })
  })

  test.each([5_000n, -5n])('a transfer that is added as number %s', async id => {
    const copy = `insert into ledger.transfer select (t).* from (select jsonb_populate_record(t, jsonb_build_object('id', ${id}, 'revision', 9)) as t from ledger.transfer t where id = 5) as copy`
    const verdict = await verdictAfter(copy)

    expect(verdict.findings).toContainEqual({ says: 'outside-pages', page: null, transfer: id })
  })

  test('the last page that is cut off, even with the head, if its digest was kept elsewhere', async () => {
    const whole = await verifyLedger(h.db)
    const cut = `delete from ledger.page where number = ${pages}; delete from ledger.entry where transfer_id > 2104; delete from ledger.transfer where id > 2104;`
    const head = `update ledger.head set page = p.number, last_transfer = p.last_transfer, digest = p.digest from ledger.page p where p.number = ${pages - 1n}`

    expect((await verdictAfter(cut)).findings).toContainEqual({
      says: 'head-differs',
      page: pages - 1n,
      transfer: null,
    })
    expect(await verdictAfter(cut + head)).toMatchObject({ whole: true })
    const anchored = await tampered(cut + head, tx => verifyLedger(tx, { anchor: whole.head }))
    expect(anchored.findings).toEqual([{ says: 'anchor-differs', page: pages, transfer: null }])
  })

  test('a head that is gone, and accounts with other names', async () => {
    expect((await verdictAfter('delete from ledger.head')).whole).toBe(false)
    expect((await verdictAfter("update ledger.account set name = 'x' where id = 3")).findings).toEqual([
      { says: 'accounts-changed', page: null, transfer: null },
    ])
  })
})

describe('an export', async () => {
  const lines = (await Array.fromAsync(exportLedger(h.db))).join('').split('\n')

  test('verifies without a database, and says the same', async () => {
    const verdict = await verifyExport(lines)

    expect(verdict).toEqual(await verifyLedger(h.db))
  })

  test('is found out by any one changed figure, letter or digit of a value', async () => {
    const positions = [4, 1_005, 2_101, 2_104, 2_106].flatMap(line =>
      valuesIn(lines[line] ?? '').map(at => ({ line, at })),
    )
    expect(positions.length).toBeGreaterThan(400)
    for (const { line, at } of positions.filter((_, n) => n % 3 === 0)) {
      const text = lines[line] ?? ''
      const changed = text.slice(0, at) + (text[at] === '7' ? '8' : '7') + text.slice(at + 1)
      const verdict = await verifyExport([...lines.slice(0, line), changed, ...lines.slice(line + 1)])
      expect({ changed, whole: verdict.whole }).toEqual({ changed, whole: false })
    }
  })

  test('is found out by lines that are missing, doubled or swapped', async () => {
    const [a = '', b = ''] = [lines[50], lines[51]]
    expect((await verifyExport(lines.toSpliced(50, 1))).findings).toContainEqual({
      says: 'transfers-missing',
      page: 1n,
      transfer: 51n,
    })
    expect((await verifyExport(lines.toSpliced(50, 0, a))).whole).toBe(false)
    expect((await verifyExport(lines.toSpliced(50, 2, b, a))).whole).toBe(false)
    expect((await verifyExport(lines.slice(0, -2))).whole).toBe(false)
    expect((await verifyExport(lines.slice(0, 1_000))).whole).toBe(false)
  })
})

/** The places of letters and digits within the values of a line. */
function valuesIn(line: string): number[] {
  return [...line.matchAll(/:("(?:[^"\\]|\\.)*"|\d+|null)/g)].flatMap(match =>
    Array.from(match[0]).flatMap((letter, offset) =>
      /[\w]/.test(letter) && match[1] !== 'null' ? [match.index + offset] : [],
    ),
  )
}
