import type { WebhookFormat } from '@pulih/contracts'
import { cutAtWord } from '../wording.ts'

export type Network = Extract<WebhookFormat, 'x' | 'facebook' | 'instagram'>

/** How long a post may be, as each network counts. */
const networks: Readonly<Record<Network, { readonly room: number; readonly measure: (text: string) => number }>> = {
  x: { room: 280, measure: lengthOnX },
  facebook: { room: 63_206, measure: text => text.length },
  instagram: { room: 2_200, measure: text => text.length },
}

/** What is posted of a text: all of it, or as much of it as there is room for and the address where the rest stands. */
export function postFor(network: Network, text: string, url: string | null): string {
  const { room, measure } = networks[network]
  const whole = text.trim()
  if (measure(whole) <= room) return whole
  const ending = url === null ? '' : ` ${url}`
  const prose = whole.replaceAll(address, '').replaceAll(/[ \t]+/g, ' ')
  return `${cutAtWord(prose, room - measure(ending), measure)}${ending}`
}

const address = /https?:\/\/\S*[^\s.,;:!?)"'…]/g
/** X makes links of these, too, where the last part is the name of a domain; here each part that could be one counts as one. */
const bareName = /(?:[\p{L}\d-]+\.)+\p{L}{2,}\S*/gu
const linkLength = 23

/**
 * X counts a link as 23 characters however long it is, letters of Western scripts as one and all others as two.
 * https://docs.x.com/fundamentals/counting-characters
 */
function lengthOnX(text: string): number {
  let length = 0
  const prose = text.replaceAll(address, () => {
    length += linkLength
    return ''
  })
  const rest = prose.replaceAll(bareName, name => {
    length += Math.max(linkLength, weightOf(name))
    return ''
  })
  return length + weightOf(rest)
}

function weightOf(text: string): number {
  let weight = 0
  for (const letter of text) weight += isLight(letter.codePointAt(0) ?? 0) ? 1 : 2
  return weight
}

function isLight(point: number): boolean {
  return light.some(([from, to]) => point >= from && point <= to)
}

const light: readonly (readonly [number, number])[] = [
  [0, 0x10_ff],
  [0x20_00, 0x20_0d],
  [0x20_10, 0x20_1f],
  [0x20_32, 0x20_37],
]
