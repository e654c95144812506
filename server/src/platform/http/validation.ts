import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import type { RequestMistake } from '../problem.ts'

const strict = new Ajv2020({ allErrors: true, strict: false, coerceTypes: false, useDefaults: true })
/** Paths and queries are texts; numbers and flags are read out of them. */
const reading = new Ajv2020({ allErrors: true, strict: false, coerceTypes: 'array', useDefaults: true })
for (const ajv of [strict, reading]) {
  formats.default(ajv)
  // What Temporal cannot read, or PostgreSQL cannot keep, is a mistake of the request: eleven digits of a second, the year 0.
  ajv.addFormat('date-time', isInstant)
  ajv.addFormat('date', isDay)
}

const compiled = new WeakMap<TSchema, ValidateFunction>()
const most = 50

function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/.test(text) &&
    inCommonEra(() => Temporal.Instant.from(text).toZonedDateTimeISO('UTC').year)
  )
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && inCommonEra(() => Temporal.PlainDate.from(text).year)
}

function inCommonEra(yearOf: () => number): boolean {
  try {
    const year = yearOf()
    return year >= 1 && year <= 9999
  } catch {
    return false
  }
}

/** Every mistake in a value, each at its JSON pointer; fills in defaults. */
export function mistakesIn(
  schema: TSchema,
  value: unknown,
  part: 'body' | 'query' | 'path' | 'reply',
): RequestMistake[] {
  let validate = compiled.get(schema)
  if (!validate) {
    validate = (part === 'query' || part === 'path' ? reading : strict).compile(schema)
    compiled.set(schema, validate)
  }
  if (validate(value)) return []
  const where = part === 'body' || part === 'reply' ? '' : `/${part}`
  return (validate.errors ?? []).slice(0, most).map(({ instancePath, keyword, message, params }) => {
    const name =
      keyword === 'required'
        ? `/${String(params['missingProperty'])}`
        : keyword === 'additionalProperties'
          ? `/${String(params['additionalProperty'])}`
          : ''
    return { pointer: `${where}${instancePath}${name}`, message: sayingOf(keyword, params, message ?? '') }
  })
}

function sayingOf(keyword: string, params: Readonly<Record<string, unknown>>, message: string): string {
  switch (keyword) {
    case 'required':
      return 'is missing'
    case 'additionalProperties':
      return 'is not known here; remove it'
    case 'enum':
      return `must be one of ${(params['allowedValues'] as readonly unknown[]).slice(0, 40).join(', ')}`
    default:
      return message
  }
}
