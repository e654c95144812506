/** Counts the services of each exposure by class: services of one class are subject to the same schemes. */
export function countExposures(exposures: usize, classes: usize, count: u32, classCount: u32, largest: u32, services: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    // Exposures made for one row alone are counted together behind the last shared one.
    const exposure = min(load<u32>(exposures + at), largest)
    const counter = services + ((<usize>(exposure * classCount + load<u32>(classes + at))) << 2)
    store<u32>(counter, load<u32>(counter) + 1)
  }
}

/** Counts hit services by area; `width` is the length of an area's line in the sums. */
export function countAreas(areas: usize, count: u32, width: u32, sums: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const line = sums + (<usize>load<u32>(areas + at)) * width
    store<u64>(line, load<u64>(line) + 1)
  }
}

/** Lists row and scheme (row * 32 + scheme) wherever any of the three figures is more than zero, in the order of the rows. */
export function selectOwed(columns: usize, schemes: u32, count: u32, figures: u32, out: usize): u32 {
  if (figures == 1) return selectOwedOnce(columns, schemes, count, out)
  let next = out
  for (let row: usize = 0; row < <usize>count; row++) {
    for (let scheme: usize = 0; scheme < <usize>schemes; scheme++) {
      const triple = columns + scheme * 12
      const any =
        load<i64>(<usize>load<u32>(triple) + (row << 3)) |
        load<i64>(<usize>load<u32>(triple, 4) + (row << 3)) |
        load<i64>(<usize>load<u32>(triple, 8) + (row << 3))
      store<u32>(next, <u32>((row << 5) | scheme))
      next += usize(any > 0) << 2
    }
  }
  return <u32>((next - out) >> 2)
}

/** The same where the three figures are one column. */
function selectOwedOnce(columns: usize, schemes: u32, count: u32, out: usize): u32 {
  let next = out
  for (let row: usize = 0; row < <usize>count; row++) {
    for (let scheme: usize = 0; scheme < <usize>schemes; scheme++) {
      store<u32>(next, <u32>((row << 5) | scheme))
      next += usize(load<i64>(<usize>load<u32>(columns + scheme * 12) + (row << 3)) > 0) << 2
    }
  }
  return <u32>((next - out) >> 2)
}

/** The same list for every scheme that applies, whether something is owed or not. */
export function selectApplying(masks: usize, schemes: u32, count: u32, out: usize): u32 {
  let next = out
  for (let row: usize = 0; row < <usize>count; row++) {
    const mask = load<u32>(masks + (row << 2))
    for (let scheme: u32 = 0; scheme < schemes; scheme++) {
      store<u32>(next, <u32>(row << 5) | scheme)
      next += <usize>((mask >> scheme) & 1) << 2
    }
  }
  return <u32>((next - out) >> 2)
}

/**
 * Adds what is owed. An area's line is: services hit, then for each scheme rows owed and, figure by figure, sum and rows above zero.
 * Returns false when a sum passed 64 bits, so that a wrong total is never reported.
 */
export function addOwed(list: usize, count: u32, columns: usize, figures: u32, areas: usize, width: u32, sums: usize): bool {
  let carried: u64 = 0
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const entry = load<u32>(list + at)
    const row = <usize>entry >> 5
    const scheme = <usize>entry & 31
    const triple = columns + scheme * 12
    const perScheme: usize = 8 + ((<usize>figures) << 4)
    const line = sums + (<usize>load<u32>(areas + (row << 2))) * width + 8 + scheme * perScheme
    store<u64>(line, load<u64>(line) + 1)
    for (let figure: usize = 0; figure < <usize>figures; figure++) {
      const amount = load<u64>(<usize>load<u32>(triple + (figure << 2)) + (row << 3))
      const cell = line + 8 + (figure << 4)
      const sum = load<u64>(cell) + amount
      carried |= sum
      store<u64>(cell, sum)
      store<u64>(cell, load<u64>(cell, 8) + u64(amount > 0), 8)
    }
  }
  return <i64>carried >= 0
}
