import { describe, expect, test } from 'vitest'
import { BadConfiguration, readConfig, variables } from '../../src/platform/index.ts'

function mistakesOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (reason) {
    if (reason instanceof BadConfiguration) return reason.mistakes
    throw reason
  }
}

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      port: 8080,
      roles: ['api', 'worker'],
      metricsToken: null,
      oidc: null,
    })
  })

  test('is refused with every mistake at once, each with its remedy and an example', () => {
    const mistakes = mistakesOf({
      DATABASE_URL: 'mysql://db',
      PULIH_PORT: 'eighty',
      PULIH_PUBLIC_URL: 'pulih.example.net',
      PULIH_LOG: 'loud',
      PULIH_ROLES: 'api,cook',
      PULIH_WORKER_JOBS: '0',
      PULIH_POOL: '2',
      PULIH_MAX_BODY: '1',
      PULIH_MAX_IMPORT: '-5',
      PULIH_TRACES_URL: 'collector:4318',
      PULIH_ALLOW_PRIVATE_TARGETS: 'yes',
      PULIH_METRICS_OPEN: '1',
      PULIH_OIDC_ISSUER: 'https://sso.example.net',
      PULIH_PROT: '8080',
      PULIH_TRUSTED_PROXIES: '10.0.0.0/8, the-proxy',
    })

    const named = mistakes.map(mistake => mistake.slice(0, mistake.indexOf(':')))
    expect(named.toSorted()).toEqual([
      'DATABASE_URL',
      'PULIH_ALLOW_PRIVATE_TARGETS',
      'PULIH_LOG',
      'PULIH_MAX_BODY',
      'PULIH_MAX_IMPORT',
      'PULIH_METRICS_OPEN',
      'PULIH_OIDC_CLIENT',
      'PULIH_POOL',
      'PULIH_PORT',
      'PULIH_PROT',
      'PULIH_PUBLIC_URL',
      'PULIH_ROLES',
      'PULIH_TRACES_URL',
      'PULIH_TRUSTED_PROXIES',
      'PULIH_WORKER_JOBS',
    ])
    for (const mistake of mistakes.filter(text => !text.startsWith('PULIH_PROT')))
      expect(mistake).toContain(', for example ')
  })

  test('never repeats what was given, which may be a secret', () => {
    const text = mistakesOf({
      DATABASE_URL: 'pulih:hunter2@db',
      PULIH_OIDC_ISSUER: 'hunter3',
      PULIH_OIDC_SECRET: 'hunter4',
    }).join('\n')

    expect(text).not.toMatch(/hunter/)
  })

  test.each(variables.filter(variable => !['PULIH_METRICS_TOKEN', 'PULIH_OIDC_ISSUER'].includes(variable.name)))(
    'takes its own example for $name',
    ({ name, example }) => {
      expect(mistakesOf({ [name]: example })).toEqual([])
    },
  )

  test('takes an empty variable for one that is not set, secrets too', () => {
    const config = readConfig({
      ...Object.fromEntries(variables.map(({ name }) => [name, ''])),
      PULIH_SECRET_IDENTITY: '',
    })

    expect(config.port).toBe(8080)
    expect(config.secret('identity')).toBeNull()
  })
})
