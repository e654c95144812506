import { describe, expect, test } from 'vitest'
import { sumOf, totals } from './totals.ts'

describe('the totals of a test run', () => {
  test('count what passed, what failed and everything else as skipped', () => {
    const report = {
      success: false,
      testResults: [file('failed', 'passed', 'failed', 'pending', 'todo'), file('passed', 'passed', 'skipped')],
    }

    expect(totals(report)).toEqual({ passed: 2, failed: 1, skipped: 3 })
  })

  test('count a file that did not load as a failure', () => {
    const report = { success: false, testResults: [file('failed'), file('passed', 'passed')] }

    expect(totals(report)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test('never call a failed run a success', () => {
    expect(totals({ success: false, testResults: [file('passed', 'passed')] })).toMatchObject({ failed: 1 })
    expect(totals(undefined)).toMatchObject({ failed: 1 })
  })

  test('of several runs are added up, also those of a run that left no report', () => {
    const report = { success: true, testResults: [file('passed', 'passed', 'skipped')] }

    expect(sumOf([totals(report), totals(report), totals(undefined)])).toEqual({ passed: 2, failed: 1, skipped: 2 })
  })
})

function file(status: string, ...tests: string[]) {
  return { status, assertionResults: tests.map(test => ({ status: test })) }
}
