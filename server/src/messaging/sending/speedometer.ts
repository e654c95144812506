const momentMilliseconds = 250

/** How many have landed a second, of the last moments. */
export function speedometer(): { readonly count: () => void; readonly perSecond: () => number } {
  let since = performance.now()
  let counted = 0
  let last = 0
  return {
    count: () => void counted++,
    perSecond() {
      const elapsed = performance.now() - since
      if (elapsed > momentMilliseconds) {
        last = (counted / elapsed) * 1_000
        since = performance.now()
        counted = 0
      }
      return last
    },
  }
}
