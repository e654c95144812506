import type { HandOver } from '../provider.ts'

/** SMPP 3.4, 5.1.3: what we answer. */
export const statuses = {
  fine: 0x00,
  unknownCommand: 0x03,
  /** "Temporary application error": it comes again. */
  notNow: 0x64,
} as const

/** What is said of a message itself: it would be refused again. */
const aboutTheMessage = new Map<number, string>([
  [0x01, 'its length is wrong'],
  [0x0b, 'its number is wrong'],
  [0x62, 'its time is over'],
  [0x65, 'it is refused for good'],
  [0x66, 'it is refused'],
  [0xfe, 'it cannot be delivered'],
  [0x101, 'it is forbidden'],
  [0x104, 'its alphabet is not known'],
])

/** What is said of the centre, or of how we are set up with it: the same message goes when that is mended. */
const aboutUs = new Map<number, string>([
  [0x04, 'we are not signed in'],
  [0x05, 'we are signed in already'],
  [0x08, 'it has a fault'],
  [0x0a, 'our sender is wrong'],
  [0x0d, 'it does not let us in'],
  [0x0e, 'our password is wrong'],
  [0x0f, 'it does not know us'],
  [0x48, 'our sender is of the wrong type'],
  [0x49, 'our sender is of the wrong plan'],
])

/** Another time may do, and nobody knows whose fault it is. */
const passing = new Map<number, string>([[0x45, 'it could not take it']])

/** For how long it wants less. The queue of messages takes longer to get short than a second of too many. */
const throttled = new Map<number, { readonly seconds: number; readonly says: string }>([
  [0x58, { seconds: 2, says: 'it wants less' }],
  [0x14, { seconds: 10, says: 'its queue is full' }],
])

/** What a status that is not zero means for the message. One that nobody knows is not final: whoever hands over gives up by himself. */
export function refusalOf(status: number): Extract<HandOver, { kind: 'refused' | 'throttled' }> {
  const rest = throttled.get(status)
  if (rest !== undefined) return { kind: 'throttled', seconds: rest.seconds, reason: worded(status) }
  // That a number is wrong does not mean that nobody is there: a centre says it of all numbers where one of our settings is wrong.
  const isFinal = aboutTheMessage.has(status)
  return { kind: 'refused', isFinal, ...(aboutUs.has(status) && { isOurs: true }), reason: worded(status) }
}

export function worded(status: number): string {
  const known = aboutTheMessage.get(status) ?? aboutUs.get(status) ?? passing.get(status)
  const says = throttled.get(status)?.says ?? known ?? 'it refuses'
  return `${says} (0x${status.toString(16).padStart(2, '0')})`
}
