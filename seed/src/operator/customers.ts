import type { Area } from './areas.ts'
import { field } from './csv-file.ts'
import type { OperatorFacts } from './facts/operator-facts.ts'
import { namesOf } from './facts/names.ts'
import type { HeldCustomer, Holders } from './holders.ts'
import type { Attachment } from './network.ts'
import type { Random } from './random.ts'

export const customerColumns = ['customer', 'kind', 'name', 'language', 'segment'] as const
export const contactColumns = ['customer', 'channel', 'address', 'preferred'] as const
export const consentColumns = ['customer', 'purpose', 'channel', 'granted_at', 'withdrawn_at', 'source'] as const

export interface CustomerOutput {
  readonly customer: (line: string) => void
  readonly contact: (line: string) => void
  readonly consent: (line: string) => void
}

type Channel = 'email' | 'sms' | 'phone' | 'letter'

/** Writes who holds the services, how they are reached and what they agreed to. Yields now and then. */
export function* writeCustomers(
  operator: OperatorFacts,
  attachments: readonly Attachment[],
  asOf: string,
  holders: Holders,
  random: Random,
  output: CustomerOutput,
): Generator<void> {
  const names = namesOf(operator.country)
  const today = Temporal.PlainDate.from(asOf)
  const dates = new Map<number, string>()
  let [first, number] = [0, 0]
  for (const { services, area } of attachments) {
    for (const customer of holders.customersOn(first, first + services)) write(customer, area)
    first += services
    if (number % 512 === 0) yield
  }

  function write({ customer, kind, segment, since }: HeldCustomer, area: Area): void {
    number += 1
    const name = kind === 'consumer' ? names.person(random) : names.company(random)
    const language = random.chance(60) ? 'en' : names.language
    output.customer(`${customer},${kind},${field(name.text)},${language},${segment}`)

    const channels = channelsOf(kind, random)
    const preferred = channels[random.below(channels.length)]
    for (const channel of channels) {
      output.contact(`${customer},${channel},${field(addressOf(channel, name.mail, area))},${channel === preferred}`)
    }
    for (const channel of channels) writeConsents(customer, channel, since)
  }

  function addressOf(channel: Channel, mail: string, area: Area): string {
    switch (channel) {
      case 'email':
        return `${mail}.${number}@${random.chance(500) ? 'example.com' : 'example.net'}`
      case 'letter':
        return `${names.street(random)} ${1 + random.below(200)}, ${area.name}`
      case 'sms':
      case 'phone':
        return names.telephone(number)
    }
  }

  /** Notices of outages go to whom they were not refused; offers only to who asked for them, and some thought better of it. */
  function writeConsents(customer: string, channel: Channel, since: number): void {
    const granted = `${dayBefore(since)}T09:00:00Z`
    const source = random.chance(700) ? 'contract' : 'self-service'
    if (random.chance(800)) output.consent(`${customer},outage-notices,${channel},${granted},,${source}`)
    if (!random.chance(250)) return
    const withdrawn = random.chance(200) ? `${dayBefore(Math.floor(since / 2))}T15:30:00Z` : ''
    output.consent(`${customer},marketing,${channel},${granted},${withdrawn},${source}`)
  }

  function dayBefore(days: number): string {
    const known = dates.get(days) ?? today.subtract({ days }).toString()
    dates.set(days, known)
    return known
  }
}

function channelsOf(kind: HeldCustomer['kind'], random: Random): Channel[] {
  const has =
    kind === 'consumer'
      ? { email: 850, sms: 930, phone: 250, letter: 60 }
      : { email: 980, sms: 700, phone: 600, letter: 250 }
  const channels = (['email', 'sms', 'phone', 'letter'] as const).filter(channel => random.chance(has[channel]))
  return channels.length > 0 ? channels : ['letter']
}
