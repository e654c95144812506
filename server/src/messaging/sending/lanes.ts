/** What each lane gets of a hundred while there is more than enough of all: the slowest goes on, however much there is of the fastest. */
const shares = [20, 63, 10, 5, 2] as const

/** Shares out each number of places among the lanes; what is less than a whole place is made up for later. */
export function sharing(): (places: number) => readonly number[] {
  const owed = shares.map(() => 0)
  return places =>
    shares.map((share, lane) => {
      const due = (owed[lane] ?? 0) + (places * share) / 100
      const whole = Math.floor(due + 1e-9)
      owed[lane] = due - whole
      return whole
    })
}
