import {
  isCurrency,
  isIsoDate,
  isTimeZone,
  languages,
  parseDuration,
  parseInstant,
  parseRatio,
  type Mistake,
} from '@pulih/kernel'

/**
 * Small building blocks that describe the form of a document once: they report every mistake with its JSON pointer, and they
 * print themselves as JSON Schema, so that an editor and our own checks can never disagree.
 */
export interface Form {
  check(value: unknown, pointer: string, report: Report): void
  /** JSON Schema, draft 2020-12. */
  schema(): Record<string, unknown>
}

export type Report = (mistake: Mistake) => void

/** All mistakes of a document against a form. */
export function mistakesOf(form: Form, document: unknown): Mistake[] {
  const mistakes: Mistake[] = []
  form.check(document, '', mistake => mistakes.push(mistake))
  return mistakes
}

export interface OptionalForm {
  readonly optional: Form
}

export function optional(form: Form): OptionalForm {
  return { optional: form }
}

type Fields = Readonly<Record<string, Form | OptionalForm>>

/** An object with exactly these fields; a field that is not known is a mistake that names the ones that are. */
export function object(fields: Fields): Form {
  const names = Object.keys(fields)
  return {
    check(value, pointer, report) {
      if (!isObject(value)) return report({ pointer, code: 'not-an-object', values: { found: show(value) } })
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(fields, name))
          report({
            pointer: `${pointer}/${escape(name)}`,
            code: 'unknown-field',
            values: { field: name, known: names.join(', ') },
          })
      }
      for (const [name, field] of Object.entries(fields)) {
        const inner = Object.hasOwn(value, name) ? value[name] : undefined
        const form = 'optional' in field ? field.optional : field
        if (inner !== undefined) form.check(inner, `${pointer}/${escape(name)}`, report)
        else if (!('optional' in field))
          report({ pointer: `${pointer}/${escape(name)}`, code: 'missing-field', values: { field: name } })
      }
    },
    schema: () => ({
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, ('optional' in field ? field.optional : field).schema()]),
      ),
      required: names.filter(name => !('optional' in (fields[name] as object))),
      additionalProperties: false,
    }),
  }
}

/** One of several forms, told apart by the field that only that form has. */
export function byField(name: string, variants: Readonly<Record<string, Form>>): Form {
  const keys = Object.keys(variants)
  return {
    check(value, pointer, report) {
      if (!isObject(value)) return report({ pointer, code: 'not-an-object', values: { found: show(value) } })
      const key = keys.find(candidate => Object.hasOwn(value, candidate))
      if (key === undefined)
        return report({ pointer, code: 'unknown-form', values: { what: name, known: keys.join(', ') } })
      ;(variants[key] as Form).check(value, pointer, report)
    },
    schema: () => ({ oneOf: keys.map(key => (variants[key] as Form).schema()) }),
  }
}

/** One of several forms, told apart by the word in one field. */
export function byWord(field: string, variants: Readonly<Record<string, Form>>): Form {
  const words = Object.keys(variants)
  return {
    check(value, pointer, report) {
      if (!isObject(value)) return report({ pointer, code: 'not-an-object', values: { found: show(value) } })
      const word = value[field]
      const variant = typeof word === 'string' && Object.hasOwn(variants, word) ? variants[word] : undefined
      if (!variant)
        return report({
          pointer: `${pointer}/${field}`,
          code: 'unknown-word',
          values: { found: show(word), known: words.join(', ') },
        })
      variant.check(value, pointer, report)
    },
    schema: () => ({
      oneOf: Object.entries(variants).map(([name, variant]) => withConstant(variant.schema(), field, name)),
    }),
  }
}

function withConstant(schema: Record<string, unknown>, field: string, word: string): Record<string, unknown> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  return { ...schema, properties: { ...properties, [field]: { const: word } } }
}

export function either(...forms: readonly { readonly when: (value: unknown) => boolean; readonly form: Form }[]): Form {
  return {
    check(value, pointer, report) {
      const match = forms.find(({ when }) => when(value)) ?? forms[forms.length - 1]
      match?.form.check(value, pointer, report)
    },
    schema: () => ({ anyOf: forms.map(({ form }) => form.schema()) }),
  }
}

/** A form that refers to itself. */
export function recursive(name: string, make: () => Form): Form {
  let made: Form | undefined
  let printing = false
  const form = () => (made ??= make())
  return {
    check: (value, pointer, report) => {
      if (pointer.length > 400) report({ pointer, code: 'too-deep', values: {} })
      else form().check(value, pointer, report)
    },
    schema() {
      if (printing) return { $ref: `#/$defs/${name}` }
      printing = true
      const schema = form().schema()
      printing = false
      return { $defName: name, ...schema }
    },
  }
}

export function list(of: Form, atLeast = 0): Form {
  return {
    check(value, pointer, report) {
      if (!Array.isArray(value)) return report({ pointer, code: 'not-a-list', values: { found: show(value) } })
      if (value.length < atLeast) report({ pointer, code: 'list-too-short', values: { atLeast } })
      value.forEach((item, index) => of.check(item, `${pointer}/${index}`, report))
    },
    schema: () => ({ type: 'array', items: of.schema(), ...(atLeast > 0 ? { minItems: atLeast } : {}) }),
  }
}

export function record(of: Form): Form {
  return {
    check(value, pointer, report) {
      if (!isObject(value)) return report({ pointer, code: 'not-an-object', values: { found: show(value) } })
      for (const [name, inner] of Object.entries(value)) ofEntry(name, inner, pointer, report)
    },
    schema: () => ({ type: 'object', additionalProperties: of.schema() }),
  }
  function ofEntry(name: string, inner: unknown, pointer: string, report: Report) {
    of.check(inner, `${pointer}/${escape(name)}`, report)
  }
}

export function word(words: readonly string[]): Form {
  return {
    check(value, pointer, report) {
      if (typeof value !== 'string' || !words.includes(value)) {
        report({ pointer, code: 'unknown-word', values: { found: show(value), known: words.join(', ') } })
      }
    },
    schema: () => ({ enum: words }),
  }
}

function matching(
  code: string,
  example: string,
  holds: (text: string) => boolean,
  extra: Record<string, unknown> = {},
): Form {
  return {
    check(value, pointer, report) {
      if (typeof value !== 'string' || !holds(value)) report({ pointer, code, values: { found: show(value), example } })
    },
    schema: () => ({ type: 'string', ...extra, examples: [example] }),
  }
}

export const anyText = matching('not-a-text', 'some words', text => text.trim().length > 0 && text.length <= 4000, {
  minLength: 1,
  maxLength: 4000,
})
export const date = matching('not-a-date', '2026-09-10', isIsoDate, { format: 'date' })
export const instant = matching('not-an-instant', '2026-09-10T08:00:00+02:00', text => parseInstant(text) !== null, {
  format: 'date-time',
})
export const duration = matching('not-a-duration', 'PT12H', text => parseDuration(text) !== null, {
  format: 'duration',
})
export const fraction = matching('not-a-fraction', '1/30', text => parseRatio(text) !== null)
export const count = matching('not-a-count', '5', text => /^\d{1,9}$/.test(text), { pattern: '^\\d{1,9}$' })
export const money = matching('not-an-amount', '60.00', text => /^\d{1,15}(\.\d{1,4})?$/.test(text), {
  pattern: '^\\d{1,15}(\\.\\d{1,4})?$',
})
export const timeOfDay = matching('not-a-time-of-day', '08:00', text => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text))
export const timeZone = matching('unknown-time-zone', 'Europe/Warsaw', isTimeZone)
export const currency = matching('not-a-currency', 'EUR', isCurrency, { pattern: '^[A-Z]{3}$' })
export const parameterName = /^\$[a-z][A-Za-z0-9]*$/

/** A value of one kind, or a reference to a parameter. */
export function orParameter(literal: Form): Form {
  return either(
    {
      when: value => typeof value === 'string' && value.startsWith('$'),
      form: matching('not-a-parameter', '$graceTime', text => parameterName.test(text)),
    },
    { when: () => true, form: literal },
  )
}

export const yes: Form = {
  check(value, pointer, report) {
    if (value !== true) report({ pointer, code: 'only-true', values: { found: show(value) } })
  },
  schema: () => ({ const: true }),
}

export const flag: Form = {
  check(value, pointer, report) {
    if (typeof value !== 'boolean') report({ pointer, code: 'not-a-flag', values: { found: show(value) } })
  },
  schema: () => ({ type: 'boolean' }),
}

export const wholeNumber: Form = {
  check(value, pointer, report) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      report({ pointer, code: 'not-a-whole-number', values: { found: show(value) } })
    }
  },
  schema: () => ({ type: 'integer', minimum: 0 }),
}

/** Null, or the form. */
export function orNull(form: Form): Form {
  return either({ when: value => value === null, form: nothing }, { when: () => true, form })
}

const nothing: Form = { check: () => undefined, schema: () => ({ type: 'null' }) }

/** Anything at all: checked elsewhere. */
export const anything: Form = { check: () => undefined, schema: () => ({}) }

/** A sentence in each language. */
export const text: Form = object(Object.fromEntries(languages.map(language => [language, anyText])))

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
