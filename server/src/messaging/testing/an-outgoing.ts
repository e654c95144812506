import type { Outgoing } from '../adapters/provider.ts'

/** The first word about an outage, in English; a test says what matters to it. */
export function anOutgoing(given: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'pulih-1',
    to: 'nobody',
    language: 'en',
    subject: 'Your service does not work: OUT-000123',
    text: 'Telnet: your service does not work since 22 Nov, 08:10.',
    html: null,
    template: { kind: 'first', facts: { number: 'OUT-000123', url: 'https://status.example.net/outages/OUT-000123/' } },
    conversationUntil: null,
    unsubscribeUrl: null,
    expiresAt: null,
    format: null,
    ...given,
  }
}
