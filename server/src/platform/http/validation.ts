import { linePattern, paragraphsPattern } from '@pulih/contracts'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import type { RequestMistake } from '../problem.ts'

const strict = new Ajv2020({ allErrors: true, verbose: true, strict: false, coerceTypes: false, useDefaults: true })
/** Paths and queries are texts; numbers and flags are read out of them. */
const reading = new Ajv2020({ allErrors: true, verbose: true, strict: false, coerceTypes: 'array', useDefaults: true })
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
  return saidOnce(validate.errors ?? [])
    .slice(0, most)
    .map(error => {
      const { instancePath, keyword, params } = error
      const name =
        keyword === 'required'
          ? `/${String(params['missingProperty'])}`
          : keyword === 'additionalProperties'
            ? `/${String(params['additionalProperty'])}`
            : ''
      return { pointer: `${where}${instancePath}${name}`, message: sayingOf(error) }
    })
}

/** What may also be null fails thrice: as what it is meant to be, as null, and as either. The first says it. */
function saidOnce(errors: readonly ErrorObject[]): ErrorObject[] {
  const isNullBranch = ({ keyword, params, schemaPath }: ErrorObject) =>
    keyword === 'anyOf' || (keyword === 'type' && params['type'] === 'null' && schemaPath.includes('/anyOf/'))
  return errors.filter(
    error =>
      !isNullBranch(error) ||
      !errors.some(other => other.instancePath.startsWith(error.instancePath) && !isNullBranch(other)),
  )
}

/** A mistake in words for whoever made it, with an example where there is one. */
function sayingOf({ keyword, params, message = '', parentSchema }: ErrorObject): string {
  const limit = Number(params['limit'])
  switch (keyword) {
    case 'required':
      return 'is missing'
    case 'additionalProperties':
      return 'is not known here; remove it'
    case 'enum':
      return `must be one of ${(params['allowedValues'] as readonly unknown[]).slice(0, 40).join(', ')}`
    case 'type':
      return `must be ${typeNames[String(params['type'])] ?? String(params['type'])}`
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`
    case 'maxLength':
      return `must have at most ${limit} characters`
    case 'minItems':
      return limit === 1 ? 'must not be an empty list' : `must have at least ${limit} entries`
    case 'maxItems':
      return `must have at most ${limit} entries`
    case 'uniqueItems':
      return 'must not name the same twice'
    case 'minimum':
      return `must be ${limit} or more`
    case 'maximum':
      return `must be ${limit} or less`
    case 'format':
      return `must be ${formNames[String(params['format'])] ?? message}`
    case 'pattern':
      return patternNames[String(params['pattern'])] ?? likeExample(parentSchema)
    default:
      return message
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

const formNames: Readonly<Record<string, string>> = {
  uuid: 'a UUID, for example 01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
  date: 'a day that exists, for example 2026-09-10',
  'date-time': 'an instant with its offset, for example 2026-09-10T08:00:00+02:00',
  uri: 'a whole address, for example https://example.com/path',
}

const amount = (digits: number) => `must be an amount: at most ${digits} digits, then a point and at most four decimals`
const example = 'for example 12.50'
const aName = 'must be small letters, digits and hyphens, for example main-office'
const aReference = 'must be letters, digits and dots, slashes and hyphens between them, for example TT-2026/17'
const anyText = 'must not hold control characters'

/** The patterns of the contracts, which say nothing to whoever only mistyped. */
const patternNames: Readonly<Record<string, string>> = {
  '^-?\\d{1,15}(\\.\\d{1,4})?$': `${amount(15)}, ${example}`,
  '^-?\\d{1,19}(\\.\\d{1,4})?$': `${amount(19)}, ${example}`,
  '^\\d{1,15}(\\.\\d{1,4})?$': `${amount(15)}, not negative, ${example}`,
  '^[A-Z]{3}$': 'must be the three letters of a currency (ISO 4217), for example PLN',
  '^([A-Z]{3}|[a-z][a-z-]*:[^\\u0000-\\u001f]{1,60})$':
    'must be a currency or a unit in kind, for example PLN or data:MB',
  '^(0(\\.\\d{1,4})?|1(\\.0{1,4})?)$': 'must be a share from 0 to 1, for example 0.25',
  '^(20\\d{2}|2100)-(0[1-9]|1[0-2])$': 'must be a month from 2000-01 to 2100-12, for example 2026-09',
  '^[^\\u0000-\\u001f]+$': anyText,
  [linePattern]: 'must be one line with something to read, without control characters',
  [paragraphsPattern]: anyText,
  '^-?\\d{1,19}$': 'must be a whole number, for example 12',
  '^[1-9]\\d{0,17}$': 'must be a whole number from 1, for example 12',
  '^[1-9]\\d{0,18}$': 'must be a whole number from 1, for example 12',
  '^\\d+$': 'must be a whole number, for example 12',
  '^\\d{1,18}$': 'must be a whole number, for example 12',
  '^\\d{6}$': 'must be six digits, for example 123456',
  '^[0-9a-f]{64}$': 'must be a SHA-256 digest: 64 of the digits 0 to 9 and a to f',
  '^https?://[^\\s]+$': 'must be an address, for example https://example.com/path',
  '^https?://[^\\s\\u0000]+$': 'must be an address, for example https://example.com/path',
  '^[a-z0-9][a-z0-9-]{0,62}$': aName,
  '^[a-z][a-z0-9-]{0,60}$': aName,
  '^[a-z][a-z0-9-]{1,40}$': aName,
  '^[A-Za-z0-9][A-Za-z0-9._/-]{0,79}$': aReference,
  '^[A-Za-z0-9][A-Za-z0-9./-]{0,59}$': aReference,
  '^[a-zA-Z0-9][a-zA-Z0-9._@+-]{0,99}$':
    'must be letters, digits and any of . _ @ + -, beginning with a letter or digit, for example maria.nowak',
}

function likeExample(schema: ErrorObject['parentSchema']): string {
  const [example]: readonly unknown[] = Array.isArray(schema?.['examples']) ? schema['examples'] : []
  return typeof example === 'string' ? `must be like ${example}` : 'is not written in a form that is possible here'
}
