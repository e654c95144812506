import type { CorrectionSummary } from '@pulih/batch'

/** A correction as one page for a person. */
export function correctionText(summary: CorrectionSummary): string {
  const { outages, services, schemes, currency } = summary
  const lines = [
    `Correction of the billing periods that begin in ${summary.period}`,
    '',
    ...outageLines('Outages added', outages.added),
    ...outageLines('Outages removed', outages.removed),
    ...outageLines('Outages changed', outages.changed),
    ...(summary.refused > 0 ? [`Outage lines refused (see rejected.csv)  ${count(summary.refused)}`] : []),
    '',
    `Services below these outages         ${count(services.below).padStart(12)}`,
    `  in places with another decision    ${count(services.read).padStart(12)}`,
    `  with another amount                ${count(services.corrected).padStart(12)}`,
  ]
  if (schemes.length > 0) lines.push('', `Difference in ${currency}: minimum / recommended / maximum`)
  for (const { scheme, services: number, difference } of schemes) {
    const amounts = [difference.minimum, difference.recommended, difference.maximum].map(signed)
    lines.push(`  ${scheme}: ${amounts.join(' / ')} for ${count(number)} services`)
  }
  return `${lines.join('\n')}\n`
}

const mostNamed = 12

function outageLines(title: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  const more = ids.length > mostNamed ? `, … and ${ids.length - mostNamed} more in summary.json` : ''
  return [`${title.padEnd(16)} ${count(ids.length).padStart(6)}  ${ids.slice(0, mostNamed).join(', ')}${more}`]
}

function signed(amount: string): string {
  return amount.startsWith('-') ? amount : `+${amount}`
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
