/**
 * Colours that can be read: contrast as WCAG 2.2 reckons it, and the operator's accent made darker or lighter until it passes.
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

/** An accent on one ground: as words and lines, as a filled surface, and what can be read on that surface. */
export interface Accent {
  readonly word: string
  readonly fill: string
  readonly onFill: string
}

/** The least contrast of text, by level AA. */
export const readable = 4.5

const grounds = { light: ['#ffffff', '#f5f7f9'], dark: ['#171e26', '#0e1319'] } as const
const ink = { bright: '#ffffff', dark: '#10161d' } as const
const ownAccent = '#0b5cad'

/** What is no colour of the form `#rrggbb` gives the page's own accent: nothing else of the operator's gets into the style sheet. */
export function accentFor(given: string): { readonly light: Accent; readonly dark: Accent } {
  const accent = /^#[0-9a-f]{6}$/i.test(given) ? given.toLowerCase() : ownAccent
  return {
    light: accentOn(grounds.light, accent, '#000000'),
    dark: accentOn(grounds.dark, accent, '#ffffff'),
  }
}

function accentOn(ground: readonly string[], accent: string, towards: string): Accent {
  const word = untilReadable(ground, accent, towards)
  const onFill = contrast(word, ink.bright) >= readable ? ink.bright : ink.dark
  return { word, fill: word, onFill }
}

const steps = 50

/** The accent with as little of black or white in it as suffices. */
function untilReadable(ground: readonly string[], accent: string, towards: string): string {
  for (let step = 0; step < steps; step += 1) {
    const colour = mixed(accent, towards, step / steps)
    if (ground.every(under => contrast(colour, under) >= readable)) return colour
  }
  return towards
}

function mixed(one: string, other: string, share: number): string {
  const [from, to] = [channelsOf(one), channelsOf(other)]
  const channels = from.map((channel, index) => Math.round(channel + ((to[index] ?? 0) - channel) * share))
  return `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map(channel => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(colour: string): readonly number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
}
