/** The part of vitest's JSON report that the totals are made of. */
export interface Report {
  readonly success: boolean
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export function totals(report: Report | undefined): Totals {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const tests = report.testResults.flatMap(file => file.assertionResults)
  const passed = tests.filter(test => test.status === 'passed').length
  const failed = tests.filter(test => test.status === 'failed').length
  const brokenFiles = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  ).length
  const found = failed + brokenFiles
  // An error outside of any test fails the run without failing a test.
  return {
    passed,
    failed: found === 0 && !report.success ? 1 : found,
    skipped: tests.length - passed - failed,
  }
}

/** Of several runs together. */
export function sumOf(runs: readonly Totals[]): Totals {
  const sum = (part: keyof Totals) => runs.reduce((before, run) => before + run[part], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}
