import type { Scheme } from '@pulih/engine'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ask } from '../../api/ask.ts'
import { isRefusal } from '../../api/refusal.ts'
import { canBegin, readBase, writing } from './base.ts'
import { merged } from './merge.ts'

const [policy] = Object.values(
  import.meta.glob<Scheme>('../../../../rulebooks/policies/daily-thirtieth.json', { eager: true, import: 'default' }),
) as [Scheme]

function version(id: string, from: string, to: string | null): Scheme {
  return { ...policy, id, inForce: { from, to } }
}

/** As much of the server as keeps one setting. */
function aServer() {
  const kept = { policies: [version('policy/month', '2026-01-01', null)], revision: 1 }
  const asked: string[] = []
  const reply = (body: unknown, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { etag: `"${kept.revision}"` } })
  vi.stubGlobal('fetch', (address: string, { method, headers, body }: RequestInit) => {
    asked.push(`${method} ${address}`)
    if (address.includes('/compensation/schemes'))
      return Promise.resolve(
        reply({ items: kept.policies.map(scheme => ({ id: scheme.id, own: true, scheme })), examples: [] }),
      )
    if (method === 'GET') return Promise.resolve(reply({ value: { budget: '5', policies: kept.policies } }))
    if (new Headers(headers).get('if-match') !== `"${kept.revision}"`)
      return Promise.resolve(reply({ code: 'version.outdated' }, 412))
    kept.policies = (JSON.parse(typeof body === 'string' ? body : '') as { value: typeof kept }).value.policies
    kept.revision += 1
    return Promise.resolve(reply({}))
  })
  return { kept, asked }
}

afterEach(() => vi.unstubAllGlobals())

describe('what two people write at once', () => {
  test('is refused to the second, who began before the first had saved', async () => {
    const { kept } = aServer()
    const [a, b] = [await readBase(true), await readBase(true)]
    if (!a.decided || !b.decided) throw new Error('both may change it')
    await ask('putSetting', writing(a.decided, [version('policy/a', '2026-01-01', null)]))

    const second = ask('putSetting', writing(b.decided, [version('policy/b', '2026-01-01', null)]))

    await expect(second).rejects.toSatisfy(reason => isRefusal(reason, 'version.outdated'))
    expect(kept.policies.map(({ id }) => id)).toEqual(['policy/a'])
  })

  test('is refused also if the list is newer than what is written against', async () => {
    const { asked } = aServer()

    await readBase(true)

    expect(asked.map(each => each.split('/').at(-1))).toEqual(['compensation.operator', 'schemes'])
  })

  test('keeps every other decision, and asks nothing that somebody may not see', async () => {
    const { asked } = aServer()
    const { decided } = await readBase(true)
    if (!decided) throw new Error('it may be changed')

    expect(writing(decided, []).body).toEqual({ value: { budget: '5', policies: [] } })
    asked.length = 0
    expect((await readBase(false)).decided).toBeNull()
    expect(asked).toHaveLength(1)
  })
})

describe('what was written here and saved elsewhere', () => {
  const begun = { id: 'a', inForce: { from: '1', to: null as string | null }, cap: '5', heads: [1, 2] }

  test('is put together, member by member', () => {
    const written = { ...begun, inForce: { from: '1', to: '9' }, heads: [1, 3] }
    const { cap: _, ...without } = begun
    const saved = { ...without, inForce: { from: '2', to: null } }

    expect(merged<object>(begun, written, saved)).toEqual({
      document: { id: 'a', inForce: { from: '2', to: '9' }, heads: [1, 3] },
      clashes: [],
    })
  })

  test('and differs stays as it was written here, and is named', () => {
    expect(merged(begun, { ...begun, cap: '6', heads: [1] }, { ...begun, cap: '7', heads: [1] })).toEqual({
      document: { ...begun, cap: '6', heads: [1] },
      clashes: ['/cap'],
    })
  })

  test('is what was saved where nothing was written, whatever the order of its members', () => {
    const saved = { ...begun, cap: '7' }

    expect(merged(begun, { heads: [1, 2], inForce: { to: null, from: '1' }, cap: '5', id: 'a' }, saved).document).toBe(
      saved,
    )
  })
})

describe('a new version can begin', () => {
  const first = version('policy/month', '2026-01-01', '2026-06-01')
  const second = version('policy/month.2', '2026-06-01', null)
  const days = (policies: readonly Scheme[], old: Scheme, changed: Scheme = old) =>
    ['', '2026-01-01', '2026-01-02', '2026-05-31', '2026-06-01', '2027-01-01'].filter(day =>
      canBegin(policies, old, changed, day),
    )

  test('on any later day if nothing comes after', () => {
    expect(days([first, second], second)).toEqual(['2027-01-01'])
  })

  test('before what follows already', () => {
    expect(days([first, second], first)).toEqual(['2026-01-02', '2026-05-31'])
    expect(days([first, second], first, { ...first, inForce: { from: '2026-01-01', to: null } })).toEqual([])
  })

  test('after the end of what is taken up again', () => {
    const again = { ...first, inForce: { from: '2026-01-01', to: null } }

    expect(days([first], first, again)).toEqual(['2026-01-02', '2026-05-31', '2026-06-01', '2027-01-01'])
  })
})
