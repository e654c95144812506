import { drawing } from '../emulator.ts'
import type { Death } from './faults.ts'
import type { Options } from './options.ts'
import type { Pulih } from './pulih.ts'
import type { Stage } from './stage.ts'
import { steps } from './story.ts'

/** Kills the server at moments that a seed draws. */
export interface Killer {
  /** A step of the play begins. */
  at(step: number): void
  /** Resolves when no kill is under way or to come. */
  done(): Promise<void>
  /** Kills nobody any more. */
  stop(): void
}

/** In the middle of what a step makes the server do. */
const earliest = 0.2
const latest = 6

export function killer(
  { kills, seed }: Pick<Options, 'kills' | 'seed'>,
  pulih: Pulih,
  say: (line: string) => void,
): Killer {
  const draw = drawing(seed + 2)
  const plan = Array.from({ length: kills }, (_, number) => ({
    // The first word is where it hurts most.
    step: number === 0 ? 1 : 1 + Math.floor(draw() * steps.length),
    seconds: earliest + draw() * (latest - earliest),
  }))
  let underWay = Promise.resolve()
  let isOver = false
  return {
    at(step) {
      for (const { seconds } of plan.filter(each => each.step === step)) {
        const kill = async (): Promise<void> => {
          await new Promise(resolve => setTimeout(resolve, seconds * 1_000))
          if (isOver) return
          say(`  ${steps[step - 1]}: kill -9`)
          await pulih.killAndStart()
        }
        underWay = underWay.then(kill)
        // Whoever waits for it hears of it.
        underWay.catch(() => undefined)
      }
    },
    done: () => underWay,
    stop: () => void (isOver = true),
  }
}

export interface Mortality {
  begin(): void
  stop(): void
}

/** Takes services away and brings them back, as it was said. */
export function mortality(deaths: readonly Death[], stage: Stage, say: (line: string) => void): Mortality {
  const timers: NodeJS.Timeout[] = []
  const later = (seconds: number, act: () => unknown): void => void timers.push(setTimeout(act, seconds * 1_000))
  return {
    begin() {
      for (const { channel, from, to } of deaths) {
        later(from, () => {
          say(`  ${channel}: its provider is away`)
          stage.die(channel)
        })
        later(to, () => {
          say(`  ${channel}: its provider is there again`)
          void stage.revive(channel)
        })
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
