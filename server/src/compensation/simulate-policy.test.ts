import type { Scheme } from '@pulih/engine'
import { policyFolder, readJson, schemeFiles } from '@pulih/rulebooks'
import { describe, expect, test } from 'vitest'
import { isVersionOf } from './simulate-policy.ts'

const [example] = schemeFiles(policyFolder).map(file => readJson(file) as Scheme)

function policy(id: string, from: string, to: string | null): Scheme {
  if (!example) throw new Error('there is no example')
  return { ...example, id, inForce: { from, to } }
}

describe('a policy that is tried takes the place of', () => {
  const first = policy('policy/month', '2026-01-01', '2026-06-01')
  const second = policy('policy/month.2', '2026-06-01', null)
  const all = [first, second]

  test('itself and its other versions', () => {
    expect(all.map(each => isVersionOf(each, first, all))).toEqual([true, true])
    expect(all.map(each => isVersionOf(each, second, all))).toEqual([true, true])
  })

  test('no other one, even if it is called almost the same', () => {
    const alike = [policy('policy/sla.95', '2026-01-01', null), policy('policy/sla.99', '2026-01-01', null)] as const

    expect(isVersionOf(alike[0], alike[1], alike)).toBe(false)
    expect(isVersionOf(first, alike[0], [...all, ...alike])).toBe(false)
  })

  test('no copy that an older Pulih numbered and that pays beside it, also when one of them has ended', () => {
    const copied = [
      policy('policy/sla', '2026-01-01', '2026-06-01'),
      policy('policy/sla.2', '2026-03-01', null),
    ] as const

    expect(isVersionOf(copied[0], copied[1], copied)).toBe(false)
    expect(isVersionOf(copied[1], copied[0], copied)).toBe(false)
  })

  test('its other versions, also when days lie between them', () => {
    const later = policy('policy/month.3', '2027-01-01', null)

    expect(isVersionOf(later, first, [first, later])).toBe(true)
    expect(isVersionOf(first, { ...later, inForce: { from: '2000-01-01', to: null } }, [first, later])).toBe(true)
  })
})
