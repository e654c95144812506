/** The holiday calendars by which a scheme counts, wherever in it they stand. */
export function namedCalendars(scheme: unknown): string[] {
  const found = new Set<string>()
  const walk = (node: unknown, key: string): void => {
    if (typeof node === 'string' && (key === 'calendar' || key === 'otherwise')) found.add(node)
    if (typeof node !== 'object' || node === null) return
    for (const [name, value] of Object.entries(node)) walk(value, key === 'byRegion' ? 'calendar' : name)
  }
  walk(scheme, '')
  return [...found]
}
