import type { Failure, NetworkElement, Seconds } from './failure.ts'

/** An access server: one for each province, in the national core, so that it goes on while the province is cut off. */
export interface Restart {
  readonly nas: string
  readonly at: Seconds
  readonly until: Seconds
}

/** What happens at the same time and has another reason: an element that comes and goes, and a restart two hours before. */
export function unrelatedTo(
  { down }: Failure,
  elements: readonly NetworkElement[],
  cut: Seconds,
): { readonly flapping: NetworkElement | undefined; readonly restarted: Restart } {
  const working = elements.filter(({ id, kind }) => !down.has(id) && kind === 'pon')
  const provinces = [...Map.groupBy(working, ({ area }) => provinceOf(area))]
  const [province = '', inside = []] = provinces.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? []
  const at = cut - 2 * 3600
  return { flapping: inside.at(-1), restarted: { nas: nasOf(province), at, until: at + 240 } }
}

/** Areas nest: the province comes before the dot. */
export function provinceOf(area: string): string {
  return area.split('.')[0] ?? ''
}

export function nasOf(area: string): string {
  return `10.${Number(provinceOf(area))}.0.1`
}
