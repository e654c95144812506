import type { Scheme } from '@pulih/engine'
import { describe, expect, test } from 'vitest'
import { asIfAlways, beginning, nextId, startWith, succeeded, withoutUnused } from './document.ts'
import { mistakesIn } from './form/editing.tsx'
import { put } from './form/tree.ts'

const examples = Object.values(
  import.meta.glob<Scheme>('../../../../rulebooks/policies/*.json', { eager: true, import: 'default' }),
)
const laws = Object.values(
  import.meta.glob<Scheme>('../../../../rulebooks/pl/*.json', { eager: true, import: 'default' }),
)
const operator = { jurisdiction: 'PL', currency: 'PLN', items: [] }

function example(id: string): Scheme {
  const found = examples.find(each => each.id === id)
  if (!found) throw new Error(`there is no example ${id}`)
  return found
}

describe('a policy', () => {
  test('begins as any example, in the country and the currency of the operator, without a mistake', () => {
    for (const each of examples) expect(mistakesIn(startWith(each, operator), []), `example ${each.id}`).toEqual([])
  })

  test('begins as a copy of a law under an id of its own, as a promise and no law', () => {
    const copies = laws.map(scheme => startWith(scheme, operator))

    expect(copies.length).toBeGreaterThan(0)
    for (const copy of copies) {
      expect(copy.id).toMatch(/^policy\//)
      expect(['contract', 'goodwill']).toContain(copy.status)
      expect(mistakesIn(copy, []).filter(({ pointer }) => !pointer.startsWith('/stacking'))).toEqual([])
    }
  })

  test('that is changed from a day on is numbered', () => {
    const month = { id: 'policy/month' }

    expect(nextId('policy/month', [month])).toBe('policy/month.2')
    expect(nextId('policy/month.2', [month, { id: 'policy/month.2' }, { id: 'policy/months.9' }])).toBe(
      'policy/month.3',
    )
  })

  test('that is copied while it is there has an id that no version can have', () => {
    const copy = (of: Scheme, ...there: string[]) => startWith(of, { ...operator, items: there.map(listed) }).id
    const discount = example('policy/discount')

    expect(copy(discount)).toBe('policy/discount')
    expect(copy(discount, 'policy/discount')).toBe('policy/discount-copy')
    expect(copy(discount, 'policy/discount.2')).toBe('policy/discount-copy')
    expect(copy({ ...discount, id: 'policy/discount.2' }, 'policy/discount', 'policy/discount.2')).toBe(
      'policy/discount-copy',
    )
    expect(copy(discount, 'policy/discount', 'policy/discount-copy.2')).toBe('policy/discount-copy-2')
    expect(copy({ ...discount, id: 'us/il-732.30' })).toBe('policy/il-732-30')
  })

  test('under the id of another one is a mistake at its id', () => {
    const policy = startWith(example('policy/discount'), operator)

    expect(mistakesIn(policy, [policy]).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/id duplicate'])
  })

  test('loses the values that nothing names any more', () => {
    const policy = example('policy/bill-10-20')
    const flat = withoutUnused(put(policy, '/heads/0/pays', { share: '$heavyShare', of: 'monthly-fee' }))

    expect(Object.keys(flat.parameters)).toEqual(['heavyShare', 'notice'])
    expect(mistakesIn(flat, [])).toEqual([])
  })

  test('from another day on has its values from that day', () => {
    const later = beginning(example('policy/discount'), '2026-12-01')

    expect(later.inForce.from).toBe('2026-12-01')
    expect(mistakesIn(later, [])).toEqual([])
    expect(mistakesIn(asIfAlways(later), [])).toEqual([])
  })
})

describe('a change from a day on', () => {
  const old = example('policy/sla-99-5')
  const after: Scheme = {
    ...example('policy/discount'),
    stacking: { rule: 'subsidiary', to: ['policy/sla-99-5'] },
  }
  const policies = succeeded([old, after], old, put(old, '/heads/0/gate/than', '99%'), '2026-12-01')

  test('ends what held before on that day and begins with it', () => {
    expect(policies.map(({ id, inForce }) => [id, inForce.from, inForce.to])).toEqual([
      ['policy/discount', '2026-01-01', null],
      ['policy/sla-99-5', '2026-01-01', '2026-12-01'],
      ['policy/sla-99-5.2', '2026-12-01', null],
    ])
  })

  test('ends when what it follows would have ended', () => {
    const limited: Scheme = { ...old, inForce: { from: '2026-01-01', to: '2027-01-01' } }
    const begun = succeeded([limited], limited, put(limited, '/heads/0/gate/than', '99%'), '2026-12-01').at(-1)

    expect(begun?.inForce).toEqual({ from: '2026-12-01', to: '2027-01-01' })
  })

  test('of a version that was followed already leaves no day to two of them', () => {
    const [, ended, second] = policies
    if (!ended || !second) throw new Error('there are two versions')
    const three = succeeded(policies, ended, ended, '2026-06-01')

    expect(
      three.flatMap(({ id, inForce }) => (id.startsWith('policy/sla') ? [[id, inForce.from, inForce.to]] : [])),
    ).toEqual([
      ['policy/sla-99-5.2', '2026-12-01', null],
      ['policy/sla-99-5', '2026-01-01', '2026-06-01'],
      ['policy/sla-99-5.3', '2026-06-01', '2026-12-01'],
    ])
    expect(mistakesIn(put(ended, '/inForce/to', null), [after, second]).map(({ pointer }) => pointer)).toEqual([
      '/inForce/to',
    ])
  })

  test('leaves what held before as it was, and everything without a mistake', () => {
    const [ended] = policies.filter(({ id }) => id === old.id)

    expect({ ...ended, inForce: old.inForce }).toEqual(old)
    for (const policy of policies)
      expect(
        mistakesIn(
          policy,
          policies.filter(other => other !== policy),
        ),
        `policy ${policy.id}`,
      ).toEqual([])
  })

  test('is known to those that stand back behind it', () => {
    expect(policies[0]?.stacking).toEqual({ rule: 'subsidiary', to: ['policy/sla-99-5', 'policy/sla-99-5.2'] })
  })
})

function listed(id: string) {
  return { id, status: 'contract' as const, own: true, inUse: true, scheme: {} }
}
