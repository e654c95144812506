import type { AskedChannel } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import { inOrder, kept } from './order.ts'

const known = (offered: readonly AskedChannel[], ...contacts: readonly AskedChannel[]) => ({
  offered: [...offered],
  contacts: contacts.map(channel => ({ channel, address: 'x', stopped: false })),
})

describe('the channels of a subscriber', () => {
  test('are those by which he has a contact, as the operator offers them, while he said nothing', () => {
    expect(inOrder([], known(['sms', 'email', 'push'], 'email', 'sms', 'sms'))).toEqual(['sms', 'email'])
  })

  test('are his own first, and after them what he added later', () => {
    expect(inOrder(['email'], known(['sms', 'email', 'telegram'], 'email', 'telegram', 'sms'))).toEqual([
      'email',
      'sms',
      'telegram',
    ])
  })

  test('are also those through which nobody may ask any more', () => {
    expect(inOrder([], known(['email'], 'email', 'whatsapp'))).toEqual(['email', 'whatsapp'])
  })

  test('keep their place when a contact is gone for a while', () => {
    const seen = inOrder(['telegram', 'sms'], known(['sms', 'email'], 'sms', 'email'))

    expect(seen).toEqual(['sms', 'email'])
    expect(kept(['telegram', 'sms'], seen)).toEqual(['sms', 'email', 'telegram'])
  })
})
