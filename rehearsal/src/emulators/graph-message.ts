import type { Reply } from './http-service.ts'

/** A text that was shown to Meta before. */
export interface Template {
  readonly name: string
  readonly language: string
  /** With `{{names}}` of what is filled in. */
  readonly text: string
  readonly isApproved: boolean
  /** An authentication template: its one value, which has no name, stands on its button, too. */
  readonly isCode?: boolean
}

export interface Refusal {
  readonly status: number
  readonly code: number
  readonly says: string
}

/** What somebody would read, and whether it is more than Meta has approved. */
interface Send {
  readonly to: string
  readonly key: string | null
  readonly text: string
  readonly isFree: boolean
}

type Fields = Readonly<Record<string, unknown>>

/** Reads a request to send as Meta does, who is strict about templates. */
export function readSend(body: string, templates: readonly Template[]): Send | Refusal {
  const send = fieldsOf(parse(body))
  if (send['messaging_product'] !== 'whatsapp') return invalid('messaging_product')
  const to = wordOf(send['to']) ?? wordOf(send['recipient'])
  if (to === null || !/^(\d{8,15}|[A-Z]{2}\.[A-Za-z0-9.]+)$/.test(to)) return invalid('to')
  const key = wordOf(send['biz_opaque_callback_data'])
  if (key !== null && key.length > 512) return invalid('biz_opaque_callback_data')
  if (send['type'] === 'text') {
    const text = wordOf(fieldsOf(send['text'])['body'])
    return text === null || text.length > 4_096 ? invalid('text.body') : { to, key, text, isFree: true }
  }
  if (send['type'] !== 'template') return invalid('type')
  const text = filled(fieldsOf(send['template']), templates)
  return typeof text === 'string' ? { to, key, text, isFree: false } : text
}

function filled(given: Fields, templates: readonly Template[]): string | Refusal {
  const language = fieldsOf(given['language'])['code']
  const template = templates.find(({ name, ...of }) => name === given['name'] && of.language === language)
  if (template === undefined)
    return { status: 404, code: 132_001, says: 'Template name does not exist in the translation' }
  if (!template.isApproved) return { status: 400, code: 132_015, says: 'Template is paused' }
  const body = listOf(given['components']).find(({ type }) => type === 'body')
  const parameters = new Map(
    listOf(body?.['parameters']).map(({ parameter_name: name, text }, index) => [
      // What has no name is counted.
      wordOf(name) ?? String(index + 1),
      wordOf(text),
    ]),
  )
  const wanted = [...template.text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')
  if (parameters.size !== new Set(wanted).size || wanted.some(name => !parameters.has(name)))
    return { status: 400, code: 132_000, says: 'Number of parameters does not match' }
  if (template.isCode) {
    const button = listOf(given['components']).find(({ type, sub_type: kind }) => type === 'button' && kind === 'url')
    const copied = listOf(button?.['parameters']).map(({ text }) => wordOf(text))
    if (copied.length !== 1 || copied[0] !== parameters.get('1'))
      return { status: 400, code: 131_008, says: 'Required parameter is missing: the button' }
  }
  for (const text of parameters.values()) {
    if (text === null || text === '') return { status: 400, code: 131_008, says: 'Required parameter is missing' }
    if (/[\n\t]| {5}/.test(text)) return invalid('a parameter cannot have new lines, tabs or more than four blanks')
  }
  return template.text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => parameters.get(name) ?? '')
}

export function graphError(status: number, code: number, message: string): Reply {
  const error = { message, type: 'OAuthException', code, fbtrace_id: 'Apulih' }
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error }) }
}

function invalid(what: string): Refusal {
  return { status: 400, code: 100, says: `Invalid parameter: ${what}` }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function fieldsOf(value: unknown): Fields {
  // Its fields are looked at one by one, whatever it is.
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function wordOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
