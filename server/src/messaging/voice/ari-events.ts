/** What we listen for of what Asterisk tells. */
export type StasisEvent =
  | { readonly kind: 'start'; readonly channel: string; readonly caller: string; readonly args: readonly string[] }
  | { readonly kind: 'played'; readonly playback: string; readonly isWhole: boolean }
  | { readonly kind: 'end'; readonly channel: string }

/** The event that a text is; null: none that matters here, or none at all. */
export function eventIn(text: string): StasisEvent | null {
  const event = objectIn(parsed(text))
  const channel = identifierIn(objectIn(event['channel'])['id'])
  switch (event['type']) {
    case 'StasisStart': {
      const caller = objectIn(objectIn(event['channel'])['caller'])['number']
      const args = Array.isArray(event['args']) ? event['args'].filter(each => typeof each === 'string') : []
      return channel === null
        ? null
        : { kind: 'start', channel, caller: typeof caller === 'string' ? caller : '', args }
    }
    case 'PlaybackFinished': {
      const { id, state } = objectIn(event['playback'])
      const playback = identifierIn(id)
      return playback === null ? null : { kind: 'played', playback, isWhole: state === 'done' }
    }
    case 'StasisEnd':
    case 'ChannelDestroyed':
      return channel === null ? null : { kind: 'end', channel }
    default:
      return null
  }
}

/** An identifier that may stand in an address as it is. */
export function identifierIn(value: unknown): string | null {
  return typeof value === 'string' && /^[\w.:-]{1,150}$/.test(value) && !/^\.+$/.test(value) ? value : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  // An array has no such names either.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

type Ending = 'done' | 'failed' | 'gone'

interface Waiting {
  /** Ends when somebody says so, or as failed after a while. */
  of(name: string, milliseconds: number): Promise<Ending>
  end(name: string, how: Ending): void
}

/** Who waits for the end of what. */
export function waiting(): Waiting {
  const open = new Map<string, (how: Ending) => void>()
  return {
    of: (name, milliseconds) =>
      new Promise(resolve => {
        const timer = setTimeout(() => end('failed'), milliseconds)
        const end = (how: Ending) => {
          clearTimeout(timer)
          open.delete(name)
          resolve(how)
        }
        open.set(name, end)
      }),
    end: (name, how) => open.get(name)?.(how),
  }
}
