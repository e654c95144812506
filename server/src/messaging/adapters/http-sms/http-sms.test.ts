import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../platform/index.ts'
import { anOutgoing } from '../../testing/an-outgoing.ts'
import { httpSms } from './http-sms.ts'

const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
const answering = (answer: Answer) =>
  httpSms(
    { url: 'https://sms.example.net', from: 'Telnet' },
    'token',
    () => Promise.resolve(answer),
    () => now,
  )
const answered = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Answer => ({
  kind: 'answer',
  status,
  headers,
  body,
})
const outcomeOf = (answer: Answer) => answering(answer).handOver(anOutgoing({ to: '+48 500 000 001' }))

describe('a gateway for SMS', () => {
  test.each([
    ['takes it', answered(200, '{"id":"gw-1"}'), { kind: 'accepted', id: 'gw-1' }],
    ['takes it without words', answered(204), { kind: 'accepted', id: null }],
    ['wants less until a date', answered(429, '', { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }), { seconds: 30 }],
    ['lost the answer', { kind: 'lost', reason: 'the line broke' } as const, { kind: 'lost' }],
  ])('that %s is understood', async (_, answer, outcome) => {
    expect(await outcomeOf(answer)).toMatchObject(outcome)
  })

  test.each([
    ['the message is wrong', answered(422), true, undefined],
    ['it was in a hurry', answered(408), false, undefined],
    ['our token is wrong', answered(401), false, true],
    ['it has a fault', answered(503), false, true],
    ['nobody is there', { kind: 'not-sent', reason: 'refused' } as const, false, true],
  ])('refuses it because %s', async (_, answer, isFinal, isOurs) => {
    const outcome = await outcomeOf(answer)

    expect(outcome).toMatchObject({ kind: 'refused', isFinal })
    expect('isOurs' in outcome ? outcome.isOurs : undefined).toBe(isOurs)
  })
})
