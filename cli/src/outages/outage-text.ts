import type { OutageScope, OutageView } from '@pulih/contracts'
import type { Page, Style } from '@pulih/explanations'
import { showDuration, showInstant } from '../api/instants.ts'
import { counted, facts, stated, title, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'

export const statusStyles: Readonly<Record<string, Style>> = {
  suspected: 'yellow',
  confirmed: 'red',
  'partly-restored': 'yellow',
  restored: 'green',
  closed: 'dim',
  retracted: 'dim',
}

/** An outage as a page, below a sentence that says what was just done to it. */
export function saidOutage(outage: OutageView, done?: string): Said {
  return {
    value: outage,
    lines: page => [...(done === undefined ? [] : [done, '']), ...outageLines(page, outage)],
  }
}

function outageLines(page: Page, outage: OutageView): string[] {
  const { number, status, startedAt, restoredAt, matched } = outage
  return [
    `${title(page, `${number}  ${outage.title}`)}  ${stated(page, status, statusStyles)}`,
    ...facts(page, [
      ['since', showInstant(startedAt)],
      ['until', restoredAt === null ? '' : showInstant(restoredAt)],
      [restoredAt === null ? 'lasts' : 'lasted', showDuration(startedAt, restoredAt)],
      ['expected end', showInstant(outage.etr)],
      ['next update by', showInstant(outage.nextUpdateBy)],
      ['cause', [outage.cause, outage.publicCause].filter(text => text !== null).join(': ')],
      ['severity', outage.severity],
      [
        'extent',
        outage.deliveredShare === null ? outage.extent : `${outage.extent}, ${outage.deliveredShare} delivered`,
      ],
      ['planned', outage.planned ? `yes, announced ${showInstant(outage.noticedAt) || 'never'}` : ''],
      ['known since', showInstant(outage.knownAt)],
      ['kinds', outage.kinds.join(', ')],
      ...placeFacts(outage.scope),
      ...inOrder(outage.parts).map(
        part => ['works again', `${part.reference} since ${showInstant(part.restoredAt)}`] as const,
      ),
      ['reference', outage.reference ?? ''],
      [
        'services hit',
        matched === null
          ? 'not matched yet'
          : `${whole(matched.services)}, of which ${whole(matched.money)} on evidence good enough for money`,
      ],
      ['merged into', outage.mergedInto ?? ''],
      ['closed', showInstant(outage.closedAt)],
      ['revision', String(outage.revision)],
      ['id', outage.id],
    ]),
  ]
}

/** What came back first stands first, and what came back together by its name. */
function inOrder(parts: OutageView['parts']): OutageView['parts'] {
  return parts.toSorted(
    (a, b) =>
      Temporal.Instant.compare(a.restoredAt, b.restoredAt) ||
      a.reference.localeCompare(b.reference, 'en', { numeric: true }),
  )
}

function placeFacts({ elements = [], areas = [], services = [], polygons = [] }: OutageScope): [string, string][] {
  return [
    ['elements', listed(elements)],
    ['areas', listed(areas)],
    ['services named', listed(services)],
    ['polygons', polygons.length > 0 ? counted(polygons.length, 'polygon') : ''],
  ]
}

const mostNamed = 12

function listed(keys: readonly string[]): string {
  const rest = keys.length - mostNamed
  return keys.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${whole(rest)} more` : '')
}
