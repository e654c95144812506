import { describe, expect, test } from 'vitest'
import { sqlCommand } from './index.ts'

describe('pulih sql', () => {
  test('prints a scheme with its tables, its checks and its guard', () => {
    const { text, exitCode } = sqlCommand({ scheme: 'nl/telecommunicatiewet-7.1a', dialect: 'postgres' })

    expect(exitCode).toBe(0)
    expect(text).toMatch(/^-- nl\/telecommunicatiewet-7\.1a as SQL for PostgreSQL/)
    expect(text).toContain('create table pulih_amount_nl_telecommunicatiewet_7_1a')
    expect(text).toContain('no arithmetic for shape')
  })

  test('names what was probably meant', () => {
    const { text, exitCode } = sqlCommand({ scheme: 'nl/telecommunicatiewet-7.1', dialect: 'duckdb' })

    expect(exitCode).toBe(2)
    expect(text).toContain('Did you mean nl/telecommunicatiewet-7.1a')
  })

  test('says what a scheme lacks that no batch can pay', () => {
    const { text, exitCode } = sqlCommand({ scheme: 'gb/automatic-compensation-appointment', dialect: 'duckdb' })

    expect(exitCode).toBe(2)
    expect(text).toContain('an appointment')
  })

  test('lists the dialects', () => {
    const { text, exitCode } = sqlCommand({ scheme: 'nl/telecommunicatiewet-7.1a', dialect: 'oracle' })

    expect(exitCode).toBe(2)
    expect(text).toContain('duckdb, postgres, spark')
  })

  test('wants a currency where the scheme has none', () => {
    const { text, exitCode } = sqlCommand({ scheme: 'id/uupk-19', dialect: 'duckdb' })

    expect(exitCode).toBe(2)
    expect(text).toContain('--currency')
  })
})
