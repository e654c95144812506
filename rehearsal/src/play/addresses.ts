import type { Personal } from './channels.ts'

/**
 * Where person number so and so is reached, made so that an address says whose it is without a list. The telephone numbers begin with a zero
 * after the country, as none of that country does, and the domain is reserved for examples: whoever sends there by mistake reaches nobody.
 */
export function addressOf(channel: Exclude<Personal, 'push'>, person: number): string {
  switch (channel) {
    case 'sms':
    case 'whatsapp':
      return `+480${String(person).padStart(8, '0')}`
    case 'telegram':
      return String(firstChat + person)
    case 'email':
      return `person.${person}@example.net`
  }
}

/** As a browser is called at the push service. */
export function browserOf(person: number): string {
  return `browser-${person}`
}

/** Whose address it is, as a provider writes it; null: nobody's. */
export function personAt(channel: Personal, to: string): number | null {
  const [, digits] = forms[channel].exec(to) ?? []
  if (digits === undefined) return null
  return channel === 'telegram' ? Number(digits) - firstChat : Number(digits)
}

const firstChat = 10_000_000
const forms: Readonly<Record<Personal, RegExp>> = {
  sms: /^\+?480(\d{8})$/,
  whatsapp: /^\+?480(\d{8})$/,
  telegram: /^(\d{8,12})$/,
  email: /^<?person\.(\d{1,9})@example\.net>?$/,
  push: /^browser-(\d{1,9})$/,
}
