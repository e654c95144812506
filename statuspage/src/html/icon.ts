import { accentFor } from '../style/contrast.ts'

/** The picture in the browser's tab: a disc in the operator's colour with a line of life in it. */
export function iconOf(accent: string): string {
  const { light } = accentFor(accent)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="${light.fill}"/><path d="M5 17h6l3-8 5 14 3-6h5" fill="none" stroke="${light.onFill}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></svg>\n`
}
