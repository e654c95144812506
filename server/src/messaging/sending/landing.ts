/** What came of one hand-over. */
export interface Landed<Outcome> {
  readonly outcome: Outcome
  /** Whoever is there answered, with whatever. */
  readonly isAnswered: boolean
  /** For how long the provider wants nothing more. */
  readonly restSeconds: number
  /** It was refused for no fault of its own, as every other would be. */
  readonly isOurs: boolean
}

/** What is worth a transaction of its own. */
const enough = 100
/** The longest that something that has landed is not written down. */
const longestMilliseconds = 25
/** What has become due meanwhile is looked for so often while others are slow. */
const lookMilliseconds = 500

/** Where hand-overs land, until somebody writes down what came of them. */
export interface Landing<Outcome> {
  readonly land: (landed: Landed<Outcome>) => void
  /** What has landed since this was asked last. */
  readonly take: () => readonly Landed<Outcome>[]
  readonly isEmpty: () => boolean
  /** Resolves when enough has landed to be worth writing down, or a moment after the first. */
  readonly somethingLands: () => Promise<void>
  /** Ends that waiting, whatever has landed. */
  readonly wake: () => void
}

/** `isNothingUnderWay`: there is nothing more to wait for. */
export function landing<Outcome>(isNothingUnderWay: () => boolean): Landing<Outcome> {
  let done: Landed<Outcome>[] = []
  let waken: () => void = () => undefined
  let pending: NodeJS.Timeout | undefined
  const wake = (): void => waken()
  const wakeSoon = (): void => {
    pending ??= setTimeout(wake, longestMilliseconds)
  }
  const isEnough = (): boolean => done.length >= enough || isNothingUnderWay()
  return {
    land(landed) {
      done.push(landed)
      if (isEnough()) wake()
      else wakeSoon()
    },
    take() {
      clearTimeout(pending)
      pending = undefined
      const taken = done
      done = []
      return taken
    },
    isEmpty: () => done.length === 0,
    somethingLands: () =>
      isEnough()
        ? Promise.resolve()
        : new Promise(resolve => {
            const look = setTimeout(resolve, lookMilliseconds)
            waken = () => {
              clearTimeout(look)
              resolve()
            }
            if (done.length > 0) wakeSoon()
          }),
    wake,
  }
}
