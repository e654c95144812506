import type { Turn } from './trouble-store.ts'

/** What names a machine, or may be a secret: whoever reads logs need know neither. */
const unsaid = [
  /\bhttps?:\/\/\S+/gi,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/g,
  /[\da-f]*:[\da-f]*:[\da-f:.]*/gi,
  /\b(?:[a-z\d_-]+\.)+[a-z][a-z\d-]+\b\.?(?::\d+)?/gi,
  /[\w+/=:-]{24,}/g,
]

interface Log {
  warn(fields: object, says: string): void
  info(fields: object, says: string): void
}

/** One line when a channel stops working, and one when it works again, however often it is tried between. */
export function tellOfTrouble(log: Log, channel: string, turn: Turn | null): void {
  if (turn?.kind === 'begun')
    log.warn(
      { channel },
      `${channel} takes nothing from anybody; what waits is kept and tried again: ${bare(turn.reason)}`,
    )
  if (turn?.kind === 'ended') log.info({ channel, since: turn.since.toString() }, `${channel} works again.`)
}

function bare(reason: string): string {
  return unsaid.reduce((said, pattern) => said.replaceAll(pattern, '…'), reason)
}
