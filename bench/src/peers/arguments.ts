import { parseArgs } from 'node:util'

export interface PeerArguments {
  readonly network: string
  readonly outages: string
  readonly services: string
  readonly out: string
  /** The services have a column `restored_at`. */
  readonly own: boolean
}

/** What every peer is started with. */
export function peerArguments(): PeerArguments {
  const { values } = parseArgs({
    options: {
      network: { type: 'string', default: '' },
      outages: { type: 'string', default: '' },
      services: { type: 'string', default: '' },
      out: { type: 'string', default: '' },
      own: { type: 'boolean', default: false },
    },
  })
  return values
}
