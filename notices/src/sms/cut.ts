/**
 * As much of a text as fits, ended at a word where there is one and with a mark that there was more. `fits` says whether a text does, and of a
 * longer text that it does not once it did not for a shorter one.
 */
export function cutToFit(text: string, fits: (text: string) => boolean, mark = '...'): string {
  if (fits(text)) return text
  // What people see as one sign is never cut in two.
  const signs = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  const cut = (length: number): string => {
    const part = signs.slice(0, length).join('')
    const isWhole = /^\s/.test(signs[length] ?? ' ')
    return `${(isWhole ? part : part.replace(/\s+\S*$/, '')).trimEnd()}${mark}`
  }
  let [most, tooMany] = [0, signs.length]
  while (most + 1 < tooMany) {
    const middle = Math.floor((most + tooMany) / 2)
    if (fits(cut(middle))) most = middle
    else tooMany = middle
  }
  return cut(most)
}
