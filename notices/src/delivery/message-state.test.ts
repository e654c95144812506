import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterEvent, messageStates, type MessageEvent, type MessageState } from './message-state.ts'

const receipts = fc.constantFrom<MessageEvent>(
  { kind: 'accepted' },
  { kind: 'delivered' },
  { kind: 'read' },
  { kind: 'undeliverable' },
)
const events = fc.oneof(
  receipts,
  fc.constant<MessageEvent>({ kind: 'taken' }),
  fc.record({ kind: fc.constant('refused' as const), isFinal: fc.boolean() }),
  fc.record({ kind: fc.constant('lost' as const), canRepeat: fc.boolean() }),
  fc.constant<MessageEvent>({ kind: 'cancelled' }),
  fc.record({ kind: fc.constant('settled' as const), wasSent: fc.boolean() }),
)
const states = fc.constantFrom(...messageStates)
const all = (state: MessageState, list: readonly MessageEvent[]): MessageState => list.reduce(afterEvent, state)

describe('a message', () => {
  test('goes from hand to hand', () => {
    expect(all('waiting', [{ kind: 'taken' }, { kind: 'accepted' }, { kind: 'delivered' }, { kind: 'read' }])).toBe(
      'read',
    )
  })

  test('whose answer was lost is sent again only where that does it once', () => {
    expect(all('waiting', [{ kind: 'taken' }, { kind: 'lost', canRepeat: true }])).toBe('waiting')
    expect(all('waiting', [{ kind: 'taken' }, { kind: 'lost', canRepeat: false }])).toBe('doubtful')
    expect(all('doubtful', [{ kind: 'taken' }])).toBe('doubtful')
    expect(all('doubtful', [{ kind: 'settled', wasSent: false }])).toBe('waiting')
    // The receipt of the other end settles the doubt by itself.
    expect(all('doubtful', [{ kind: 'delivered' }])).toBe('delivered')
  })

  test('that was taken cannot be called back', () => {
    expect(all('sending', [{ kind: 'cancelled' }])).toBe('sending')
    expect(all('waiting', [{ kind: 'cancelled' }])).toBe('cancelled')
  })

  test('that was read was read, whatever comes later and however often', () => {
    fc.assert(
      fc.property(states, fc.array(events), fc.array(events), (from, before, later) => {
        expect(all(from, [...before, { kind: 'read' }, ...later])).toBe('read')
      }),
    )
  })

  test('ends the same in whatever order its receipts come, once one of them says that it arrived', () => {
    fc.assert(
      fc.property(fc.array(receipts, { maxLength: 6 }), fc.nat(), (given, turn) => {
        const list: MessageEvent[] = [...given, { kind: 'delivered' }]
        const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)]
        expect(all('sending', turned)).toBe(all('sending', list))
      }),
    )
  })

  test('says nothing new when the same receipt comes again', () => {
    fc.assert(
      fc.property(states, receipts, (state, event) => {
        const once = afterEvent(state, event)
        expect(afterEvent(once, event)).toBe(once)
      }),
    )
  })

  const over = ['delivered', 'read', 'failed', 'cancelled'] as const satisfies readonly MessageState[]

  test('that is over never waits again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...over), fc.array(events), (state, list) => {
        expect(over).toContain(all(state, list))
      }),
    )
  })
})
