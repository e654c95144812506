/**
 * The latest first. Instants of a picture are all written alike, so their texts are in the order of time. Between equals the ids decide,
 * or, where none are given, the order in which they came.
 */
export function latestFirst<Thing>(
  things: readonly Thing[],
  instant: (thing: Thing) => string,
  id: (thing: Thing) => string = () => '',
): readonly Thing[] {
  return things.toSorted((one, other) => compare(instant(other), instant(one)) || compare(id(other), id(one)))
}

/** By code units and not by locale, so that the order is the same everywhere. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
