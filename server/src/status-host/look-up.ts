import type { LookUpAnswer, PublicOutage } from '@pulih/statuspage'
import type { Keys } from './keys.ts'
import { addressForm, numberForm, postcodesIn, type Hash } from './numbers.ts'
import type { Snapshot } from './snapshot.ts'

/** Answers from memory. The same work is done for every question, so that how long it takes tells nothing. */
export interface LookUp {
  ask(question: string): LookUpAnswer
  /** For the one service of a link. */
  own(hash: Hash): LookUpAnswer
}

const mostCharacters = 200

export function lookUpIn({ picture, numbers }: Snapshot, keys: Keys | null): LookUp {
  const going = [
    ...picture.open,
    ...picture.planned.filter(({ status }) => status === 'in_progress' || status === 'scheduled'),
  ]
  const known = new Set(going.map(({ id }) => id))
  const places = placesOf(going)
  const find = (hash: Hash | undefined): readonly string[] =>
    hash === undefined ? [] : (numbers?.find(hash) ?? []).filter(id => known.has(id))
  return {
    ask(question) {
      const text = question.slice(0, mostCharacters)
      const [code] = postcodesIn(text)
      const exact = [...find(keys?.hash(numberForm(text))), ...find(keys?.hash(addressForm(text)))]
      const some = [...find(keys?.hash(code ?? 'p:')), ...(places.get(placeForm(text)) ?? [])]
      if (exact.length > 0) return { kind: 'hit', outages: unique(exact) }
      return some.length > 0 ? { kind: 'some', outages: unique(some) } : { kind: 'clear' }
    },
    own(hash) {
      const outages = find(hash)
      return outages.length > 0 ? { kind: 'own-hit', outages: unique(outages) } : { kind: 'own-clear' }
    },
  }
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

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].toSorted()
}
