import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { addressOf } from './addresses.ts'
import { eachRow, type Operator } from './people.ts'

/** Writes what is imported of the people that were chosen: `people-….csv` beside the files of the operator. */
export async function writeFiles(operator: Operator, subscriptionOf: (person: number) => string): Promise<void> {
  const { folder, people } = operator
  const file = (name: string): WriteStream => createWriteStream(join(folder, name))
  const customers = file('people-customers.csv')
  const contacts = file('people-contacts.csv')
  const consents = file('people-consents.csv')
  customers.write('customer,kind,name,language,segment\n')
  contacts.write('customer,channel,address,preferred\n')
  consents.write('customer,purpose,channel,granted_at,withdrawn_at,source\n')
  for (const { number, customer, kind, name, language, segment, ways } of people) {
    customers.write(`${customer},${kind},${quoted(name)},${language},${segment}\n`)
    contacts.write(`${customer},letter,${quoted(`ul. Przykładowa ${number}`)},false\n`)
    for (const [place, { channel, isRefused }] of ways.entries()) {
      const address = channel === 'push' ? subscriptionOf(number) : addressOf(channel, number)
      contacts.write(`${customer},${channel},${quoted(address)},${place === 0}\n`)
      const withdrawn = isRefused ? '2026-02-01T12:00:00Z' : ''
      consents.write(`${customer},outage-notices,${channel},2026-01-01T12:00:00Z,${withdrawn},contract\n`)
    }
  }
  const services = file('people-services.csv')
  const chosen = new Set(people.map(({ customer }) => customer))
  const columns = [
    'service',
    'element',
    'area',
    'kind',
    'customer',
    'payment',
    'monthly_fee',
    'cycle_day',
    'customer_id',
    'segment',
    'since',
  ] as const
  services.write(`${columns.join(',')}\n`)
  await eachRow(join(folder, 'services.csv'), columns, fields => {
    if (chosen.has(fields[8])) services.write(`${fields.map(quoted).join(',')}\n`)
  })
  const all = [customers, contacts, consents, services]
  await Promise.all(all.map(each => once(each.end(), 'finish')))
}

function quoted(text: string): string {
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
