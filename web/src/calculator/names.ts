import type { Say } from './say.ts'

const regions = [
  ...(['AU-ACT', 'AU-NSW', 'AU-NT', 'AU-QLD', 'AU-SA', 'AU-TAS', 'AU-VIC', 'AU-WA'] as const),
  ...(['GB-ENG', 'GB-NIR', 'GB-SCT', 'GB-WLS', 'US-CT', 'US-IL', 'US-NJ', 'US-NY'] as const),
] as const

const codes = [
  'gb/automatic-compensation',
  'jp/terms-24h',
  'kr/terms-10x',
  'tw/circuit-32',
  'tw/hinet-36',
  'us/att-guarantee',
] as const

/** A region that nobody has named yet stands for itself. */
export function regionName(say: Say, code: string): string {
  const known = regions.find(each => each === code)
  return known ? say(`region.${known}`) : code
}

/** What to ask about a provider's code or terms. */
export function codeName(say: Say, code: string): string {
  const known = codes.find(each => each === code)
  return known ? say(`form.code.${known}`) : code
}
