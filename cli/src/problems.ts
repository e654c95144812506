import { defaultWidth, paint, wrap, type Page } from '@pulih/explanations'
import type { Mistake } from '@pulih/kernel'
import { describeMistake, type Words } from '@pulih/phrases'

/** A mistake as `--json` shows it. */
export interface MistakeReport extends Mistake {
  readonly message: string
}

export function reportMistakes(words: Words, mistakes: readonly Mistake[]): MistakeReport[] {
  return mistakes.map(mistake => ({ ...mistake, message: messageOf(words, mistake) }))
}

/** Every mistake of an input at once, each with its place and its remedy. */
export function mistakesText(
  words: Words,
  input: string,
  mistakes: readonly Mistake[],
  page: Page = { colour: false, width: defaultWidth },
): string {
  const title = words.phrase('mistakes.title', {
    count: mistakes.length,
    input: input === '-' ? words.phrase('mistakes.stdin') : input,
  })
  const lines = reportMistakes(words, mistakes).flatMap(({ pointer, message }) => [
    `  ${paint(page, 'bold', pointer === '' ? words.phrase('mistakes.whole') : pointer)}`,
    ...wrap(message, page.width, '    '),
  ])
  return [paint(page, ['bold', 'red'], title), ...lines, ''].join('\n')
}

/** Words that look like the one that was written, the most similar first. */
export function nearest(written: string, known: readonly string[], most = 3): string[] {
  const wanted = written.toLowerCase()
  return known
    .map(word => ({ word, distance: distanceBetween(wanted, word.toLowerCase()) }))
    .filter(
      ({ word, distance }) =>
        distance <= Math.max(2, Math.floor(word.length / 3)) ||
        (wanted.length >= 3 && word.toLowerCase().includes(wanted)),
    )
    .toSorted((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word)
}

function messageOf(words: Words, mistake: Mistake): string {
  const { known, found, field } = mistake.values
  const message = describeMistake(words, mistake)
  if (typeof known !== 'string' || known === '') return message
  const written = `${mistake.code === 'unknown-field' ? (field ?? '') : (found ?? '')}`.replaceAll('"', '')
  const [near] = nearest(written, known.split(', '), 1)
  return near === undefined ? message : `${message} ${words.phrase('mistake.did-you-mean', { near })}`
}

/** How many letters must be added, dropped or changed. Long texts are cut: nobody mistypes a page. */
function distanceBetween(a: string, b: string): number {
  const [left, right] = [a.slice(0, 80), b.slice(0, 80)]
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const changed = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
