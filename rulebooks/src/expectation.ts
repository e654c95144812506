import type { Answer, Expectation } from '@pulih/engine'

/** Each difference between what a case expects and what came out, as one line for people; empty when all is as expected. */
export function checkExpectation(expected: Expectation, answer: Answer): string[] {
  const differences: string[] = []
  const differ = (what: string, wanted: string, found: string) =>
    differences.push(`${what}: expected ${wanted}, found ${found}`)
  for (const figure of ['undisputedMinimum', 'recommended', 'arguableMaximum', 'goodwill'] as const) {
    const wanted = expected[figure]
    if (wanted !== undefined && Number(wanted) !== Number(answer[figure])) differ(figure, wanted, answer[figure])
  }
  expected.benefits?.forEach(wanted => {
    const found = answer.benefits.find(
      benefit =>
        benefit.kind === wanted.kind &&
        (wanted.scheme === undefined || benefit.scheme === wanted.scheme) &&
        benefit.unit === wanted.unit,
    )
    if (found?.quantity !== wanted.quantity)
      differ(
        `benefit ${wanted.kind}`,
        `${wanted.quantity} ${wanted.unit}`,
        found ? `${found.quantity} ${found.unit}` : 'none',
      )
  })
  if (expected.benefits?.length === 0 && answer.benefits.length > 0)
    differ('benefits', 'none', `${answer.benefits.length}`)
  expected.lines?.forEach(wanted => {
    const line = answer.lines.find(
      each =>
        each.scheme === wanted.scheme &&
        each.reading === 'recommended' &&
        (wanted.service === undefined || each.service === wanted.service),
    )
    if (!line) return differ(`line ${wanted.scheme}`, 'a line', 'none')
    if (wanted.outcome !== undefined && wanted.outcome !== line.outcome)
      differ(`outcome of ${wanted.scheme}`, wanted.outcome, line.outcome)
    if (wanted.duty !== undefined && wanted.duty !== line.settlement.duty)
      differ(`duty of ${wanted.scheme}`, wanted.duty, line.settlement.duty)
    if (wanted.amount !== undefined && wanted.amount !== line.amount)
      differ(`amount of ${wanted.scheme}`, wanted.amount, line.amount)
  })
  const codes = new Set([...answer.lines, ...answer.notApplied].flatMap(line => line.because.map(step => step.code)))
  for (const code of expected.because ?? [])
    if (!codes.has(code)) differ('reason', code, [...codes].join(', ') || 'none')
  for (const scheme of expected.notApplied ?? []) {
    if (!answer.notApplied.some(entry => entry.scheme === scheme))
      differ('not applied', scheme, answer.notApplied.map(entry => entry.scheme).join(', ') || 'none')
  }
  return differences
}
