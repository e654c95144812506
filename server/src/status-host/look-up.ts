import type { Concern, LookUpAnswer, PublicOutage } from '@pulih/statuspage'
import type { Keys } from './keys.ts'
import { numberForm, postcodesIn, streetForm, type Hash } from './numbers.ts'
import type { Snapshot } from './snapshot.ts'

/** Answers from memory. The same work is done for every question, so that how long it takes tells nothing. */
export interface LookUp {
  ask(question: string): LookUpAnswer
  /** For the one service of a link. */
  own(hash: Hash): LookUpAnswer
}

const mostCharacters = 200

export function lookUpIn({ picture, numbers }: Snapshot, keys: Keys | null): LookUp {
  const concerns = new Map([...picture.open, ...picture.planned].flatMap(concernOf))
  const places = placesOf([...picture.open, ...picture.planned].filter(({ id }) => concerns.has(id)))
  // Hashes of another key are never found, which would look as if nobody was hit.
  const readable = keys !== null && numbers?.print === keys.print ? { keys, numbers } : null
  const isSure = [...concerns].every(([id, concern]) => concern === 'planned' || readable?.numbers.covers.has(id))
  const find = (hash: Hash): readonly string[] => (readable?.numbers.find(hash) ?? []).filter(id => concerns.has(id))
  const findForm = (form: string): readonly string[] => (readable === null ? [] : find(readable.keys.hash(form)))
  const about = (ids: readonly string[]) => {
    const outages = [...new Set(ids)].toSorted()
    const concern = worst.find(one => outages.some(id => concerns.get(id) === one)) ?? 'planned'
    return { outages, concern, isSure }
  }
  return {
    ask(question) {
      const text = question.slice(0, mostCharacters)
      const [code] = postcodesIn(text)
      const exact = findForm(numberForm(text))
      const street = findForm(streetForm(text) ?? 'a:')
      const some = [...street, ...findForm(code ?? 'p:'), ...(places.get(placeForm(text)) ?? [])]
      if (exact.length > 0) return { kind: 'hit', ...about(exact) }
      if (some.length > 0) return { kind: 'some', ...about(some) }
      return { kind: isSure ? 'clear' : 'unknown' }
    },
    own(hash) {
      const outages = find(hash)
      if (outages.length > 0) return { kind: 'own-hit', ...about(outages) }
      return { kind: isSure ? 'own-clear' : 'own-unknown' }
    },
  }
}

const worst: readonly Concern[] = ['outage', 'work', 'planned']

/** Of what is over nobody is hit any more, also while it is still being watched. */
function concernOf({ id, planned, status, restoredAt }: PublicOutage): readonly (readonly [string, Concern])[] {
  if (restoredAt !== null) return []
  if (!planned) return [[id, 'outage']]
  return status === 'in_progress' ? [[id, 'work']] : status === 'scheduled' ? [[id, 'planned']] : []
}

/** Areas by key and by each name that stands for them: `Warszawa, Wola` is found as `Wola` too. */
function placesOf(outages: readonly PublicOutage[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  const add = (place: string, id: string): void => {
    if (place !== '') places.set(place, [...(places.get(place) ?? []), id])
  }
  for (const { id, areas } of outages)
    for (const { key, name } of areas)
      for (const place of new Set([key, ...withAbove(key), name, ...name.split(/[,;/()]/)].map(placeForm)))
        add(place, id)
  return places
}

/** `02.64` lies in `02`. */
function withAbove(key: string): readonly string[] {
  return key.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'))
}

/** Letters without their marks: nobody types them on a telephone. */
function placeForm(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()
}
