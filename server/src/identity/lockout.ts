/** How many failures are forgiven, and how the wait grows after them. */
interface Patience {
  readonly free: number
  readonly firstSeconds: number
  readonly mostSeconds: number
}

/** A person mistypes a few times. */
const ofAccount: Patience = { free: 4, firstSeconds: 30, mostSeconds: 3_600 }
/** A whole office may come from one address. */
const ofAddress: Patience = { free: 30, firstSeconds: 30, mostSeconds: 3_600 }

/** Failures older than this are forgotten. */
export const memoryHours = 24

/** What is counted: an account by its login, or an address. */
export type AttemptSubject = `account:${string}` | `address:${string}`

/** How long nothing more is tried after so many failures: twice as long each time, up to an hour. */
export function waitSeconds(subject: AttemptSubject, failures: number): number {
  const { free, firstSeconds, mostSeconds } = subject.startsWith('account:') ? ofAccount : ofAddress
  if (failures <= free) return 0
  return Math.min(mostSeconds, firstSeconds * 2 ** Math.min(20, failures - free - 1))
}
