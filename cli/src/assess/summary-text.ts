import type { Summary } from '@pulih/batch'

/** The summary as one page for a person. */
export function summaryText(summary: Summary): string {
  const { services, currency, owed, goodwill } = summary
  const amount = (text: string) => `${grouped(text)} ${currency}`
  const lines = [
    `Assessment of the billing periods that begin in ${summary.period}`,
    '',
    ...table([
      ['Outages', count(summary.outages)],
      ['Services read', count(services.read)],
      ['  refused (see rejected.csv)', count(services.refused)],
      ['  hit by an outage', count(services.hit)],
      ['Hours without service', count(summary.serviceHours)],
      ['Different exposures', count(summary.exposures)],
    ]),
    '',
    'Owed by law, code and contract',
    ...table([
      ['  undisputed minimum', amount(owed.minimum)],
      ['  recommended', amount(owed.recommended)],
      ['  arguable maximum', amount(owed.maximum)],
    ]),
    ...(Number(goodwill.recommended) > 0 ? ['', ...table([['Goodwill, not owed', amount(goodwill.recommended)]])] : []),
    '',
    'By scheme',
    ...table([
      ['  scheme', 'status', 'services', 'owed', 'minimum', 'recommended', 'maximum'],
      ...summary.schemes.map(scheme => [
        `  ${scheme.scheme}`,
        scheme.status,
        count(scheme.services),
        count(scheme.owed),
        grouped(scheme.amounts.minimum),
        grouped(scheme.amounts.recommended),
        grouped(scheme.amounts.maximum),
      ]),
    ]),
  ]
  if (summary.benefits.length > 0) {
    lines.push(
      '',
      'Benefits in kind',
      ...table(
        summary.benefits.map(benefit => [
          `  ${benefit.name}`,
          `${count(benefit.services)} services`,
          grouped(benefit.quantity),
        ]),
      ),
    )
  }
  const areas = summary.areas.slice(0, 15)
  if (areas.length > 0) {
    lines.push(
      '',
      'By area',
      ...table([
        ['  area', 'services hit', 'recommended'],
        ...areas.map(area => [`  ${area.area || '(none)'}`, count(area.hit), grouped(area.owed.recommended)]),
      ]),
    )
    if (summary.areas.length > areas.length)
      lines.push(`  … and ${summary.areas.length - areas.length} more in summary.json`)
  }
  if (summary.refusals.length > 0) {
    lines.push(
      '',
      'Refused',
      ...table(
        summary.refusals.map(refusal => [
          `  ${refusal.file}`,
          refusal.column || '(line)',
          refusal.reason,
          count(refusal.rows),
        ]),
      ),
    )
  }
  if (summary.notes.length > 0) lines.push('', 'Good to know', ...summary.notes.map(note => `  ${note}`))
  return `${lines.join('\n')}\n`
}

function count(number: number): string {
  return grouped(String(number))
}

/** Groups the digits of a decimal text without ever making it a number. */
function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.')
  const groups = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return decimals === undefined ? groups : `${groups}.${decimals}`
}

/** Columns side by side: the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)))
  return rows.map(row =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
