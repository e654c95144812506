import type { Mistake } from '@pulih/kernel'

/** An object of a document that is being read, with the mistakes found so far in all of it. */
export interface Place {
  readonly fields: Readonly<Record<string, unknown>>
  /** JSON pointer (RFC 6901) to the object. */
  readonly pointer: string
  readonly mistakes: Mistake[]
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Something is wrong with a field, or with the object itself where `field` is empty. */
export function mistaken(place: Place, field: string, code: string, values: Mistake['values'] = {}): null {
  place.mistakes.push({ pointer: field === '' ? place.pointer : pointerTo(place, field), code, values })
  return null
}

export function pointerTo(place: Place, field: string): string {
  return `${place.pointer}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Whether there is anything: Statuspage writes null for what it does not know. */
export function has(place: Place, field: string): boolean {
  return Object.hasOwn(place.fields, field) && place.fields[field] !== null && place.fields[field] !== undefined
}

/** A field that must be there. Null says that it is not, and that this was noted. */
export function required<Value>(
  read: (place: Place, field: string) => Value | null,
  place: Place,
  field: string,
): Value | null {
  return has(place, field) ? read(place, field) : mistaken(place, field, 'missing-field', { field })
}

/** A field that may be missing. Null says that it is, or that it was wrong and that this was noted. */
export function optional<Value>(
  read: (place: Place, field: string) => Value | null,
  place: Place,
  field: string,
): Value | null {
  return has(place, field) ? read(place, field) : null
}

export function text(place: Place, field: string): string | null {
  const value = place.fields[field]
  return typeof value === 'string' ? value : mistaken(place, field, 'not-a-text', { found: shown(value) })
}

/** In UTC with milliseconds, whatever its offset was. */
export function instant(place: Place, field: string): string | null {
  const value = place.fields[field]
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    try {
      return Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 })
    } catch {
      // The form is right and the day does not exist: told below like any other.
    }
  }
  return mistaken(place, field, 'not-an-instant', { found: shown(value) })
}

export function word<Word extends string>(known: readonly Word[]) {
  return (place: Place, field: string): Word | null => {
    const value = place.fields[field]
    return (
      known.find(one => one === value) ??
      mistaken(place, field, 'unknown-word', { found: shown(value), known: known.join(', ') })
    )
  }
}

/** Its objects; what is none is noted and left out. */
export function objects(place: Place, field: string): readonly Place[] | null {
  const value = place.fields[field]
  return Array.isArray(value)
    ? objectsOf(value, pointerTo(place, field), place.mistakes)
    : mistaken(place, field, 'not-a-list', { found: shown(value) })
}

export function objectsOf(list: readonly unknown[], pointer: string, mistakes: Mistake[]): readonly Place[] {
  return list.flatMap((value, index) => {
    const place = { fields: isObject(value) ? value : {}, pointer: `${pointer}/${index}`, mistakes }
    if (isObject(value)) return [place]
    mistaken(place, '', 'not-an-object', { found: shown(value) })
    return []
  })
}

/** A field that this version does not know may hold something that would be missed, so it is named. */
export function onlyKnown(place: Place, known: ReadonlySet<string>): void {
  for (const field of Object.keys(place.fields)) {
    if (!known.has(field)) mistaken(place, field, 'unknown-field', { field, known: '' })
  }
}

/** A value as it stands in the document, cut where it is long. */
export function shown(value: unknown): string {
  const written = JSON.stringify(value) ?? 'nothing'
  return written.length > longestShown ? `${written.slice(0, longestShown)}…` : written
}

const longestShown = 60
