import type { Receipt } from './receipt.ts'

/** What the receipt of one part means for the whole text. */
export interface WholeReceipt {
  readonly id: string
  readonly says: 'delivered' | 'undeliverable' | null
}

/** Parts of one text on their way. */
export interface Parts {
  /** A part has this id. */
  taken(id: string): void
  /** The whole has the id of its last part. */
  complete(): void
  /** One of them is known not to arrive. */
  hasFailed(): boolean
}

/**
 * Remembers which short messages are parts of one text: it is delivered when all are, and is not when one is not. What is not remembered,
 * after a restart or because another process sent it, is told by its last part alone.
 */
export interface PartReceipts {
  begin(total: number): Parts
  /** Null: it is no part of anything that is remembered here. */
  heard(receipt: Receipt): WholeReceipt | null
}

interface Text {
  readonly total: number
  readonly ids: Set<string>
  readonly arrived: Set<string>
  last: string | null
  isComplete: boolean
  hasFailed: boolean
}

/** Texts that are remembered; the oldest are forgotten first. */
const most = 100_000

export function partReceipts(): PartReceipts {
  const texts = new Set<Text>()
  const byPart = new Map<string, Text>()
  const forget = (text: Text): void => {
    texts.delete(text)
    for (const id of text.ids) if (byPart.get(id) === text) byPart.delete(id)
  }
  return {
    begin(total) {
      const text: Text = { total, ids: new Set(), arrived: new Set(), last: null, isComplete: false, hasFailed: false }
      if (total > 1) {
        texts.add(text)
        const [oldest] = texts
        if (texts.size > most && oldest !== undefined) forget(oldest)
      }
      return {
        taken(id) {
          text.last = id
          if (total === 1) return
          text.ids.add(id)
          byPart.set(id, text)
        },
        complete: () => void (text.isComplete = true),
        hasFailed: () => text.hasFailed,
      }
    },
    heard({ id, says }) {
      const text = byPart.get(id)
      if (text === undefined) return null
      if (says === 'delivered') text.arrived.add(id)
      if (says === 'undeliverable') text.hasFailed = true
      if (!text.isComplete || text.last === null) return { id, says: null }
      if (text.hasFailed) return { id: text.last, says: 'undeliverable' }
      return { id: text.last, says: text.arrived.size === text.total ? 'delivered' : null }
    },
  }
}
