import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { balanceOf, balancesOf, payOut, postTransfers, reverse, settle, verifyLedger } from './index.ts'
import { trialBalance } from './read-store.ts'
import { aLedger, grant, grants, movements } from './testing/a-ledger.ts'

const h = await aLedger()

async function balance(service: number, unit = 'PLN'): Promise<bigint> {
  return (await balanceOf(h.db, BigInt(service))).find(each => each.unit === unit)?.amount ?? 0n
}

describe('settling', () => {
  test('carries what the bill was too small for, and offers it to the next one', async () => {
    await h.work(work => grant(work, { service: 1, amount: 1_000n }))
    await h.work(work => payOut(work, movements([{ amount: 1_000n, basis: 'payout:september' }])))
    expect(await balance(1)).toBe(0n)

    const settled = await h.work(work => settle(work, movements([{ amount: 350n, basis: 'payout:september' }])))

    expect(settled.sums).toEqual(
      expect.arrayContaining([
        { kind: 'billed', unit: 'PLN', transfers: 1, amount: 350n },
        { kind: 'carried', unit: 'PLN', transfers: 1, amount: 650n },
      ]),
    )
    expect(await balance(1)).toBe(650n)
    await h.work(work => payOut(work, movements([{ amount: 650n, basis: 'payout:october' }])))
    await h.work(work => settle(work, movements([{ amount: 650n, basis: 'payout:october' }])))
    expect(await balance(1)).toBe(0n)
  })

  test('of a payout that the biller refused puts everything back', async () => {
    await h.work(work => grant(work, { service: 2 }))
    await h.work(work => payOut(work, movements([{ service: 2, amount: 500n, basis: 'payout:x' }])))

    await h.work(work => settle(work, movements([{ service: 2, amount: 0n, basis: 'payout:x' }])))

    expect(await balance(2)).toBe(500n)
  })

  test('never beyond what was sent, and not twice', async () => {
    await h.work(work => grant(work, { service: 3 }))
    await h.work(work => payOut(work, movements([{ service: 3, amount: 400n, basis: 'payout:y' }])))

    await expect(
      h.work(work => settle(work, movements([{ service: 3, amount: 401n, basis: 'payout:y' }]))),
    ).rejects.toMatchObject({
      code: 'ledger.nothing-to-settle',
      values: { open: '4.00', amount: '4.01' },
    })
    await h.work(work => settle(work, movements([{ service: 3, amount: 400n, basis: 'payout:y' }])))
    await expect(
      h.work(work => settle(work, movements([{ service: 3, amount: 1n, basis: 'payout:y' }]))),
    ).rejects.toMatchObject({ code: 'ledger.nothing-to-settle' })
  })

  test('pays nobody more than the balance, however many ask at once', async () => {
    await h.work(work => grant(work, { service: 4, amount: 500n }))

    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        h.work(work => payOut(work, movements([{ service: 4, amount: 300n, basis: `payout:${n}` }]))),
      ),
    )

    const refusals = attempts.flatMap(attempt => (attempt.status === 'rejected' ? [attempt.reason] : []))
    expect(refusals).toHaveLength(19)
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'ledger.overdrawn' })
    expect(await balance(4)).toBe(200n)
  })

  test('adds up what one call takes from a balance, and finds those who have something', async () => {
    await h.work(work => grant(work, { service: 5, amount: 500n }))
    const twice = movements([
      { service: 5, amount: 300n, basis: 'payout:1' },
      { service: 5, amount: 300n, basis: 'payout:2' },
    ])

    await expect(h.work(work => payOut(work, twice))).rejects.toMatchObject({
      code: 'ledger.overdrawn',
      values: { balance: '5.00', amount: '6.00' },
    })

    const { rows } =
      await sql`select service_key, amount from ${balancesOf()} where amount > 0 and service_id = 5`.execute(h.db)
    expect(rows).toEqual([{ service_key: 'S-5', amount: 500n }])
  })
})

type Step =
  | { readonly do: 'credit'; readonly service: number; readonly unit: string; readonly amount: number }
  | { readonly do: 'correct'; readonly which: number; readonly amount: number }
  | { readonly do: 'reverse'; readonly which: number }
  | { readonly do: 'pay'; readonly service: number; readonly unit: string; readonly share: number }
  | { readonly do: 'bill'; readonly which: number; readonly size: number }

const aService = fc.integer({ min: 0, max: 2 })
const aUnit = fc.constantFrom('PLN', 'JOD', 'data:MB')
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('credit'), service: aService, unit: aUnit, amount: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({
    do: fc.constant('correct'),
    which: fc.nat(),
    amount: fc.integer({ min: -3_000, max: 3_000 }).filter(amount => amount !== 0),
  }),
  fc.record({ do: fc.constant('reverse'), which: fc.nat() }),
  fc.record({ do: fc.constant('pay'), service: aService, unit: aUnit, share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ do: fc.constant('bill'), which: fc.nat(), size: fc.integer({ min: 0, max: 6_000 }) }),
)

/** What a customer has by plain arithmetic: what was granted, less what stood on bills; what is under way is not on the balance. */
interface Expected {
  granted: bigint
  underWay: bigint
  billed: bigint
}

test('whatever is granted, corrected, reversed, paid and billed: nothing is lost and everything sums to nothing', async () => {
  let base = 1_000
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 25 }), async steps => {
      base += 3
      const books = new Map<string, Expected>()
      const book = (service: number, unit: string): Expected => {
        const key = `${service} ${unit}`
        const found = books.get(key) ?? { granted: 0n, underWay: 0n, billed: 0n }
        books.set(key, found)
        return found
      }
      const credits: {
        id: bigint
        service: number
        unit: string
        amount: bigint
        basis: string
        revision: number
        last: boolean
      }[] = []
      const payouts: { basis: string; service: number; unit: string; open: bigint }[] = []

      for (const [n, step] of steps.entries()) {
        switch (step.do) {
          case 'credit': {
            const [service, amount, basis] = [base + step.service, BigInt(step.amount), `event:${n}`]
            const { first } = await h.work(work => grant(work, { service, unit: step.unit, amount, basis }))
            credits.push({ id: first ?? 0n, service, unit: step.unit, amount, basis, revision: 1, last: true })
            book(service, step.unit).granted += amount
            break
          }
          case 'correct': {
            const credit = credits[step.which % Math.max(1, credits.length)]
            if (!credit) break
            const { service, unit, basis } = credit
            const revision = Math.max(...credits.filter(each => each.basis === basis).map(each => each.revision)) + 1
            const amount = BigInt(step.amount)
            const { first } = await h.work(work =>
              grant(work, { service, unit, amount, basis, revision, kind: 'correction', corrects: credit.id }),
            )
            credits.push({ ...credit, id: first ?? 0n, amount, revision, last: true })
            book(service, unit).granted += amount
            break
          }
          case 'reverse': {
            const credit = credits[step.which % Math.max(1, credits.length)]
            if (!credit) break
            const reversed = await h.work(work => reverse(work, credit.id, 'appeal')).catch(() => null)
            if (!reversed) break
            for (const each of credits.filter(other => other.basis === credit.basis))
              each.revision = Math.max(each.revision, reversed.revision)
            book(credit.service, credit.unit).granted -= credit.amount
            break
          }
          case 'pay': {
            const service = base + step.service
            const amount = ((await balance(service, step.unit)) * BigInt(step.share)) / 100n
            if (amount <= 0n) break
            const basis = `payout:${n}`
            await h.work(work => payOut(work, movements([{ service, unit: step.unit, amount, basis }])))
            payouts.push({ basis, service, unit: step.unit, open: amount })
            book(service, step.unit).underWay += amount
            break
          }
          case 'bill': {
            const payout = payouts[step.which % Math.max(1, payouts.length)]
            if (!payout || payout.open === 0n) break
            const { service, unit, basis, open } = payout
            const amount = open < BigInt(step.size) ? open : BigInt(step.size)
            await h.work(work => settle(work, movements([{ service, unit, basis, amount }])))
            payout.open = 0n
            const its = book(service, unit)
            its.underWay -= open
            its.billed += amount
            break
          }
        }
        for (const [key, { granted, underWay, billed }] of books) {
          const [service = '', unit = ''] = key.split(' ')
          expect(await balance(Number(service), unit)).toBe(granted - underWay - billed)
        }
        const sums = Map.groupBy(await trialBalance(h.db), line => line.unit)
        for (const lines of sums.values()) expect(lines.reduce((sum, line) => sum + line.balance, 0n)).toBe(0n)
      }
    }),
    { numRuns: 25 },
  )
  expect(await verifyLedger(h.db)).toMatchObject({ whole: true })
})

test('a change of one call is all there or not at all', async () => {
  const half = h.work(async work => {
    await postTransfers(work, grants([{ service: 900 }]))
    await payOut(work, movements([{ service: 900, amount: 501n, basis: 'payout:z' }]))
  })

  await expect(half).rejects.toMatchObject({ code: 'ledger.overdrawn' })
  expect(await balance(900)).toBe(0n)
})
