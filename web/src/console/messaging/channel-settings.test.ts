import { MailBounces, MailInbox, MessageChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import { enteredIn } from '../../ui/dialog.tsx'
import { bounceFields, fieldsOf, inboxFieldsOf, shownIn, type Field } from './channel-form.ts'
import { adapters, settingsFrom, type Adapter } from './channel-settings.ts'

type Values = Readonly<Record<string, unknown>>

/** One configuration of each adapter in which nothing is left out. */
const whole: Readonly<Record<Adapter, Values>> = {
  smtp: {
    adapter: 'smtp',
    host: 'mail.example',
    port: 465,
    secure: true,
    user: 'pulih',
    password: 'mail',
    from: 'noc@example.net',
    inbox: { by: 'imap', host: 'in.example', port: 993, secure: true, user: 'u', password: 'inbox', folder: 'INBOX' },
    bounces: { address: 'bounces@example.net', signing: 'bounces' },
    authenticatedBy: 'mx.example.net',
  },
  'http-sms': { adapter: 'http-sms', url: 'https://sms.example', from: 'Telnet', token: 'sms', signing: 'receipts' },
  smpp: {
    adapter: 'smpp',
    host: 'smsc.example',
    port: 2775,
    secure: true,
    systemId: 'pulih',
    password: 'smpp',
    systemType: 'VMS',
    from: 'Telnet',
    window: 20,
    receiptIds: 'decimal',
  },
  whatsapp: {
    adapter: 'whatsapp',
    url: 'https://graph.example',
    phoneNumberId: '123',
    token: 'wa',
    appSecret: 'wa-app',
    verifyToken: 'wa-verify',
    templatePrefix: 'pulih',
    codeTemplate: 'pulih_code',
  },
  telegram: { adapter: 'telegram', url: 'https://bot.example', token: 'tg', webhookSecret: 'tg-hook' },
  'web-push': {
    adapter: 'web-push',
    contact: 'mailto:noc@example.net',
    publicKey: 'B'.repeat(87),
    privateKey: 'push',
  },
  webhook: { adapter: 'webhook', signing: 'hooks' },
}

/** The names that the contract gives the fields of one of several shapes. */
function namesIn(schema: unknown, by: string, word: string): readonly string[] {
  const { oneOf } = schema as { readonly oneOf: readonly { readonly properties: Record<string, { const?: string }> }[] }
  const found = oneOf.find(({ properties }) => properties[by]?.const === word)
  return Object.keys(found?.properties ?? {}).filter(name => name !== by)
}

function namesOf(fields: readonly Field[]): readonly string[] {
  return fields.map(({ name }) => name)
}

/** What a form holds that shows these values and was not touched. */
function untouched(adapter: Adapter, values: Values): FormData {
  const form = new FormData()
  const show = (fields: readonly Field[], known: Values, prefix = ''): void => {
    for (const field of fields) {
      const value = shownIn(known, field)
      // A box that is not ticked is not in a form.
      if (field.kind !== 'switch' || value !== '') form.set(`${prefix}${field.name}`, value)
    }
  }
  show(fieldsOf[adapter], values)
  const { inbox, bounces } = values as { readonly inbox?: MailInbox | null; readonly bounces?: MailBounces | null }
  if (inbox) {
    form.set('inbox', inbox.by)
    show(inboxFieldsOf[inbox.by], inbox, 'inbox.')
  }
  if (bounces) {
    form.set('bounces', 'yes')
    show(bounceFields, bounces, 'bounces.')
  }
  return form
}

const saved = (adapter: Adapter, values: Values) =>
  settingsFrom(adapter, enteredIn(untouched(adapter, values), 'Europe/Warsaw'))

describe('the form of a channel', () => {
  test.each(adapters)('of %s has an input for every field that its contract has', adapter => {
    const named = namesOf(fieldsOf[adapter])
    const own = adapter === 'smtp' ? ['inbox', 'bounces'] : []

    expect([...named, ...own].toSorted()).toEqual(namesIn(MessageChannelSettings, 'adapter', adapter).toSorted())
    expect(Object.keys(whole[adapter])).toEqual(expect.arrayContaining([...named, ...own]))
  })

  test('of mail has every field of inboxes and of what comes back', () => {
    for (const by of ['imap', 'lmtp'] as const)
      expect(namesOf(inboxFieldsOf[by]).toSorted()).toEqual(namesIn(MailInbox, 'by', by).toSorted())
    expect(namesOf(bounceFields)).toEqual(Object.keys(MailBounces.properties))
  })

  test.each(adapters)('of %s saves what it showed when nothing was touched', adapter => {
    expect(saved(adapter, whole[adapter])).toEqual(whole[adapter])
  })

  test.each(adapters)('of %s saves that nothing was said where nothing was', adapter => {
    const optional = fieldsOf[adapter].filter(({ optional: may, name }) => may && name !== 'systemType')
    const bare = Object.fromEntries(
      Object.entries(whole[adapter]).map(([name, value]) => [
        name,
        name === 'inbox' || name === 'bounces' || optional.some(field => field.name === name) ? null : value,
      ]),
    )

    expect(saved(adapter, bare)).toEqual(bare)
  })

  test('of mail saves a mail server that hands over', () => {
    const mail = { ...whole.smtp, secure: false, inbox: { by: 'lmtp', host: '127.0.0.1', port: 2424 } }

    expect(saved('smtp', mail)).toEqual(mail)
  })
})
