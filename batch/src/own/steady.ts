import type { Gate, Head, Measure, Scheme } from '@pulih/engine'

/**
 * True if more time without service can only move every measure and every condition of a scheme one way, as long as no interruption
 * begins, ends or becomes known in between. Then two cuts with the same decision have the same decision everywhere between them,
 * which is what `Track` relies on.
 */
export function isSteady(scheme: Scheme): boolean {
  return scheme.heads.every(
    head =>
      countsSteadily(head) &&
      measuresAreSteady(head) &&
      [head.gate, head.automaticWhen].every(gate => !gate || isOneWay(gate)),
  )
}

/** An interruption that counts only from, or only up to, a length of its own joins or leaves the others in between. */
function countsSteadily({ counts }: Head): boolean {
  return !counts.length && (typeof counts.planned === 'string' || !counts.planned.upTo)
}

/** The longest piece may become another piece with fewer days; time is the only thing it always has more of. */
function measuresAreSteady(head: Head): boolean {
  return (
    measuresIn(head).every(
      measure => !('of' in measure && measure.of === 'longest') || measure.measure === 'duration',
    ) && !tiersIn(head).some(tiers => tiers.measure === 'shortfall')
  )
}

function isOneWay(gate: Gate): boolean {
  if ('all' in gate) return gate.all.every(isOneWay)
  if ('any' in gate) return gate.any.every(isOneWay)
  switch (gate.when.measure) {
    case 'occurrences':
    case 'appointments':
    case 'activation-days':
    case 'once':
      return true
    case 'shortfall':
      return false
    case 'availability':
      return gate.is === '<' || gate.is === '<='
    case 'duration':
    case 'longest-in-a-day':
    case 'calendar-days':
    case 'working-days':
    case 'blocks':
    case 'windows':
      return gate.is === '>' || gate.is === '>='
  }
}

/** True if a report by the customer can change what the scheme says. */
export function asksForReports(scheme: Scheme): boolean {
  return (
    scheme.versionBy === 'report' ||
    scheme.heads.some(({ clock }) => clock !== undefined && clock.start !== 'onset' && clock.start !== 'known')
  )
}

/** True if midnights matter by themselves: another law or another month begins with them. */
export function changesAtMidnight(scheme: Scheme): boolean {
  return scheme.versionBy === 'each-day' || scheme.per === 'calendar-month'
}

function measuresIn(node: unknown): Measure[] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(measuresIn)
  return 'measure' in node && typeof node.measure === 'string' ? [node as Measure, ...inner] : inner
}

function tiersIn(node: unknown): Measure[] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(tiersIn)
  return 'tiers' in node ? [node.tiers as Measure, ...inner] : inner
}
