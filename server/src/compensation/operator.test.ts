import type { Scheme } from '@pulih/engine'
import { policyFolder, readJson, schemeFiles } from '@pulih/rulebooks'
import { beforeAll, describe, expect, test } from 'vitest'
import { anOperator, polish } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'

const example = schemeFiles(policyFolder)
  .map(file => readJson(file) as Scheme)
  .find(({ id }) => id === 'policy/daily-thirtieth')

function policy(id: string, from: string, to: string | null): Scheme {
  if (!example) throw new Error('there is no such example')
  const parameters = Object.fromEntries(
    Object.entries(example.parameters).map(([name, parameter]) => [
      name,
      { ...parameter, values: parameter.values.slice(-1).map(value => ({ ...value, from: '2000-01-01' })) },
    ]),
  )
  return { ...example, id, parameters, currency: null, inForce: { from, to } }
}

describe('policies are saved', () => {
  let h: Harness
  beforeAll(async () => {
    h = await anOperator()
  })

  async function saved(...policies: readonly Scheme[]) {
    const { headers } = await h.as('admin').get('/settings/compensation.operator')
    const { status, body } = await h
      .as('admin')
      .put(
        '/settings/compensation.operator',
        { value: { ...polish, policies } },
        { 'if-match': String(headers['etag']) },
      )
    const mistakes = ((body.mistakes ?? []) as { pointer: string; code: string; values: object }[]).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    )
    return { status, code: body.code as unknown, mistakes }
  }

  test('when one version begins where the other ends', async () => {
    const versions = [policy('policy/month', '2026-01-01', '2026-06-01'), policy('policy/month.2', '2026-06-01', null)]

    expect(await saved(...versions, policy('policy/month-copy', '2026-01-01', null))).toMatchObject({ status: 200 })
  })

  test('but no two versions that hold on the same day', async () => {
    const refused = await saved(
      policy('policy/month.2', '2026-06-01', null),
      policy('policy/month', '2026-01-01', '2026-06-02'),
    )

    expect(refused).toEqual({
      status: 422,
      code: 'compensation.bad-operator',
      mistakes: ['/policies/0/inForce/from rule.policy-overlap', '/policies/1/inForce/to rule.policy-overlap'],
    })
  })

  test('but no two of one id', async () => {
    const refused = await saved(
      policy('policy/month', '2026-01-01', null),
      policy('policy/month', '2020-01-01', '2021-01-01'),
    )

    expect(refused).toEqual({
      status: 422,
      code: 'compensation.bad-operator',
      mistakes: ['/policies/1/id rule.duplicate'],
    })
  })
})
