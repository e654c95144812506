import type { Overrides } from './compile.ts'
import { SchemeProgram } from './decide.ts'
import { figures, type Figure, type Reading, type Scheme } from './vocabulary.ts'

/** A scheme under each of the three figures. Figures whose readings change nothing share one program. */
export interface SchemeFigures {
  readonly scheme: Scheme
  readonly programs: Readonly<Record<Figure, SchemeProgram>>
  /** True when all three share one program, so that there is only one thing to calculate. */
  readonly agree: boolean
}

/** Makes the programs; `heads` keeps only the heads that are for the service in question. */
export function figuresOf(
  scheme: Scheme,
  currency: string,
  overrides: Overrides = {},
  heads?: readonly string[],
): SchemeFigures {
  const make = (patched: Scheme) => new SchemeProgram(withHeads(patched, heads), currency, overrides)
  const shared = make(scheme)
  const program = (figure: Figure) => {
    const patched = underFigure(scheme, figure)
    return patched === scheme ? shared : make(patched)
  }
  const programs = { minimum: program('minimum'), recommended: program('recommended'), maximum: program('maximum') }
  return { scheme, programs, agree: figures.every(figure => programs[figure] === shared) }
}

function withHeads(scheme: Scheme, heads: readonly string[] | undefined): Scheme {
  return heads === undefined || heads.length === scheme.heads.length
    ? scheme
    : { ...scheme, heads: scheme.heads.filter(head => heads.includes(head.id)) }
}

/** The readings that give a figure. */
export function readingsOf(scheme: Scheme, figure: Figure): Reading[] {
  return scheme.readings.filter(reading => reading.figures.includes(figure))
}

/** The scheme as it reads under a figure: every patch of that figure's readings applied, in order. */
export function underFigure(scheme: Scheme, figure: Figure): Scheme {
  const patches = readingsOf(scheme, figure).flatMap(reading => Object.entries(reading.patch ?? {}))
  if (patches.length === 0) return scheme
  const patched: unknown = structuredClone(scheme)
  for (const [pointer, value] of patches) setAt(patched, pointer, structuredClone(value))
  // The patched document is validated like any other when the scheme is loaded.
  return patched as Scheme
}

/** Sets what a JSON pointer names; `null` under an object key that may be absent removes it. Throws a RangeError for a path that leads nowhere. */
export function setAt(document: unknown, pointer: string, value: unknown): void {
  const path = pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = path.pop()
  let target: unknown = document
  for (const part of path)
    target = typeof target === 'object' && target !== null ? (target as Record<string, unknown>)[part] : undefined
  if (last === undefined || typeof target !== 'object' || target === null)
    throw new RangeError(`nothing stands at ${pointer}`)
  if (value === null && last !== 'pays') delete (target as Record<string, unknown>)[last]
  else (target as Record<string, unknown>)[last] = value
}
