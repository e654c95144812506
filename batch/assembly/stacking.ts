/** What happens between schemes. `columns` is a list of addresses of amount columns. */

/** Only the greatest stays; of equals the first. */
export function keepGreatest(columns: usize, schemes: u32, count: u32): void {
  // Two at a time from the front: the winner so far against the next.
  if (schemes == 2) {
    keepGreaterOfTwo(<usize>load<u32>(columns), <usize>load<u32>(columns, 4), count)
    return
  }
  for (let at: usize = 0; at < (<usize>count) << 3; at += 8) {
    let winner = <usize>load<u32>(columns) + at
    let greatest = load<i64>(winner)
    for (let k: usize = 1; k < <usize>schemes; k++) {
      const rival = <usize>load<u32>(columns + (k << 2)) + at
      const amount = load<i64>(rival)
      if (amount > greatest) {
        store<i64>(winner, 0)
        winner = rival
        greatest = amount
      } else {
        store<i64>(rival, 0)
      }
    }
  }
}

function keepGreaterOfTwo(first: usize, second: usize, count: u32): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 8) {
    const a = load<i64>(first + at)
    const b = load<i64>(second + at)
    const secondWins = -(<i64>(b > a))
    store<i64>(first + at, a & ~secondWins)
    store<i64>(second + at, b & secondWins)
  }
}

/** Reduces one amount by another, never below zero. */
export function setOff(column: usize, by: usize, count: u32): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 8) {
    const left = load<i64>(column + at) - load<i64>(by + at)
    store<i64>(column + at, left & ~(left >> 63))
  }
}

/** Clears an amount where any of the others is due. */
export function subsidiary(column: usize, others: usize, otherCount: u32, count: u32): void {
  for (let k: usize = 0; k < <usize>otherCount; k++) {
    const other = <usize>load<u32>(others + (k << 2))
    for (let at: usize = 0; at < (<usize>count) << 3; at += 8) {
      store<i64>(column + at, load<i64>(column + at) & -(<i64>(load<i64>(other + at) <= 0)))
    }
  }
}
