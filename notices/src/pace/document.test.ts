import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ClockRule, Duty, Threshold } from './clock.ts'
import { loadClocks } from './clocks.ts'

const document = readFileSync(new URL('../../../docs/clocks.md', import.meta.url), 'utf8')

function thresholdText({ services, atLeast, moreThan, place }: Threshold): string {
  const where = place === undefined ? '' : ` (${place})`
  const length = atLeast === undefined ? `> ${String(moreThan)}` : `≥ ${atLeast}`
  return `≥ ${services} services${where}, ${length}`
}

function dutyText(duty: Duty): string {
  if ('before' in duty) return `${duty.tell}: ${duty.before} before it begins`
  if ('cadence' in duty) {
    const stages = duty.cadence.map(({ during, every }) => (during === null ? every : `${every} for ${during}`))
    return `${duty.tell}: every ${stages.join(', then ')}`
  }
  return `${duty.tell}: ${duty.within === null ? 'as soon as possible' : `within ${duty.within}`} (${duty.from})`
}

/** A rule as a row of the table in the document. */
function rowOf({ id, jurisdiction, inForce, planned, reached, duties, source }: ClockRule): string {
  const counts = planned ? 'planned work' : reached.map(thresholdText).join('; ')
  const cells = [
    `\`${id}\``,
    jurisdiction ?? '',
    `${inForce.from}${inForce.to === null ? '' : ` to ${inForce.to}`}`,
    counts,
    duties.map(dutyText).join('; '),
    `[${source.instrument}](${source.url})`,
    source.confidence,
  ]
  return `| ${cells.join(' | ')} |`
}

const rules = loadClocks()

test.each(rules)('the table of clocks shows $id as it is', rule => {
  expect(document).toContain(rowOf(rule))
})

test.each(rules.filter(({ note }) => note !== undefined))(
  'the document says what is not looked at in $id',
  ({ id, note }) => {
    expect(document.replaceAll(/\s+/g, ' ')).toContain(`\`${id}\`: ${note ?? ''}`)
  },
)

test('the table of clocks shows no rule that is not there', () => {
  const shown = document.split('\n').filter(line => /^\| `[a-z]{2}\//.test(line))
  expect(shown).toEqual(rules.map(rowOf))
})
