import { readFileSync } from 'node:fs'
import { languages } from '@pulih/kernel'
import { describe, expect, test } from 'vitest'
import { noticeKinds } from './statement.ts'
import { fillWhatsappTemplate, whatsappTemplateText } from './whatsapp.ts'

const all = noticeKinds.flatMap(kind => languages.map(language => [kind, language] as const))

describe('a text for WhatsApp', () => {
  test.each(all)('of the kind %s in %s is one that Meta takes, and stands in the docs', (kind, language) => {
    const text = whatsappTemplateText(kind, language)
    const page = readFileSync(new URL('../../../docs/channels.md', import.meta.url), 'utf8')

    expect(text).not.toMatch(/^\{\{|\}\}$|\}\}\s*\{\{|\n/)
    expect(text.length).toBeLessThan(550)
    expect(page.includes(text)).toBe(true)
  })

  test.each(all)('of the kind %s in %s is filled with exactly the names that it has', (kind, language) => {
    const facts = new Proxy<Record<string, string>>({}, { get: (_, name) => `a ${String(name)}` })
    const { parameters, missing } = fillWhatsappTemplate(kind, language, facts)
    const names = [...whatsappTemplateText(kind, language).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)

    expect(missing).toEqual([])
    expect(parameters.map(({ name }) => name)).toEqual(names)
    expect(names.every(name => name !== undefined && /^[a-z_]+$/.test(name))).toBe(true)
  })

  test('holds no lines, and tells that it is not known how long it takes', () => {
    const facts = { sender: 'Telnet', since: '22 Nov\n\t08:10', number: 'OUT-000123', url: 'https://s.example.net/' }

    expect(fillWhatsappTemplate('first', 'pl', facts).parameters).toEqual([
      { name: 'sender', text: 'Telnet' },
      { name: 'since', text: '22 Nov 08:10' },
      { name: 'number', text: 'OUT-000123' },
      { name: 'etr', text: 'jeszcze nieznany' },
      { name: 'url', text: 'https://s.example.net/' },
    ])
  })

  test('names what it cannot be sent without', () => {
    expect(fillWhatsappTemplate('restored', 'en', { sender: 'Telnet', url: ' ' }).missing).toEqual([
      'number',
      'restoredAt',
      'length',
      'url',
    ])
  })
})
