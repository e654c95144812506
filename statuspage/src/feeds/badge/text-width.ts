/**
 * About how wide a text is at 11 pixels in Verdana and the fonts that stand in for it, in pixels. It need not be exact: the badge says
 * its reckoned width to the browser, which stretches the text to it.
 */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += widthOf(character)
  return Math.ceil(width)
}

function widthOf(character: string): number {
  if (/^[\p{M}\p{Cf}\p{Cc}]$/u.test(character)) return 0
  if (/^[ijl.,:;'|!\u2026]$/u.test(character)) return 3.6
  if (/^[ frtI()[\]/\\-]$/u.test(character)) return 4.6
  if (/^[mwMW%@]$/u.test(character)) return 10.4
  if (
    /^[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F000}-\u{3FFFF}]$/u.test(
      character,
    )
  ) {
    return 13
  }
  return /^\p{Lu}$/u.test(character) ? 7.8 : 6.9
}

/** At most so many signs as a reader counts them, so that neither an emoji nor an accent is cut through. */
export function shortened(text: string, atMost: number): string {
  const signs = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)]
  if (signs.length <= atMost) return text
  const kept = signs.slice(0, atMost - 1).map(sign => sign.segment)
  return `${kept.join('')}\u2026`
}
