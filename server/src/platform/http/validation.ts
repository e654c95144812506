import { linePattern, paragraphsPattern, type MistakeCode } from '@pulih/contracts'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import { mistake, type MistakeValues, type RequestMistake } from '../problem.ts'

const strict = new Ajv2020({
  allErrors: true,
  verbose: true,
  strict: false,
  coerceTypes: false,
  useDefaults: true,
  discriminator: true,
})
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
            : keyword === 'discriminator'
              ? `/${String(params['tag'])}`
              : ''
      return mistake(`${where}${instancePath}${name}`, ...codeOf(error))
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

/** A mistake of the catalogue, with an example where there is one. */
function codeOf({ keyword, params, parentSchema }: ErrorObject): Coded {
  const limit = Number(params['limit'])
  switch (keyword) {
    case 'required':
      return ['missing']
    case 'additionalProperties':
      return ['unknown-field']
    case 'enum':
      return ['unknown-word', { known: (params['allowedValues'] as readonly unknown[]).slice(0, 40).join(', ') }]
    case 'const':
      return ['unknown-word', { known: String(params['allowedValue']) }]
    case 'discriminator':
      return ['unknown-word', { known: tagsOf(parentSchema, String(params['tag'])) }]
    case 'type':
      return [types[String(params['type'])] ?? 'not-possible']
    case 'minLength':
      return limit === 1 ? ['empty'] : ['too-short', { limit }]
    case 'maxLength':
      return ['too-long', { limit }]
    case 'minItems':
      return limit === 1 ? ['empty-list'] : ['too-few-entries', { limit }]
    case 'maxItems':
    case 'maxProperties':
      return ['too-many-entries', { limit }]
    case 'uniqueItems':
      return ['named-twice']
    case 'minimum':
      return ['too-small', { limit }]
    case 'maximum':
      return ['too-large', { limit }]
    case 'format':
      return forms[String(params['format'])] ?? likeExample(parentSchema)
    case 'pattern':
      return patterns[String(params['pattern'])] ?? likeExample(parentSchema)
    default:
      return ['not-possible']
  }
}

/** The words by which several shapes are told apart. */
function tagsOf(schema: ErrorObject['parentSchema'], tag: string): string {
  const shapes = (schema?.['oneOf'] ?? []) as readonly {
    readonly properties: Readonly<Record<string, { readonly const?: unknown }>>
  }[]
  return shapes.map(({ properties }) => String(properties[tag]?.const)).join(', ')
}

type Coded = readonly [code: MistakeCode, values?: MistakeValues]

const types: Readonly<Record<string, MistakeCode>> = {
  string: 'not-a-text',
  integer: 'not-a-whole-number',
  number: 'not-a-number',
  boolean: 'not-a-flag',
  array: 'not-a-list',
  object: 'not-an-object',
  null: 'not-null',
}

const forms: Readonly<Record<string, Coded>> = {
  uuid: ['not-a-uuid', { example: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10' }],
  date: ['not-a-day', { example: '2026-09-10' }],
  'date-time': ['not-an-instant', { example: '2026-09-10T08:00:00+02:00' }],
  uri: ['not-a-whole-address', { example: 'https://example.com/path' }],
}

const digits: Coded = ['not-digits', { example: '12' }]
const digitsAboveZero: Coded = ['not-digits-above-zero', { example: '12' }]
const address: Coded = ['not-an-address', { example: 'https://example.com/path' }]
const aName: Coded = ['not-a-name', { example: 'main-office' }]
const aReference: Coded = ['not-a-reference', { example: 'TT-2026/17' }]

/** The patterns of the contracts, which say nothing to whoever only mistyped. */
const patterns: Readonly<Record<string, Coded>> = {
  '^-?\\d{1,15}(\\.\\d{1,4})?$': ['not-an-amount', { digits: 15, example: '12.50' }],
  '^-?\\d{1,19}(\\.\\d{1,4})?$': ['not-an-amount', { digits: 19, example: '12.50' }],
  '^\\d{1,15}(\\.\\d{1,4})?$': ['not-an-unsigned-amount', { digits: 15, example: '12.50' }],
  '^[A-Z]{3}$': ['not-a-currency', { example: 'PLN' }],
  '^([A-Z]{3}|[a-z][a-z-]*:[^\\u0000-\\u001f]{1,60})$': ['not-a-unit', { example: 'data:MB' }],
  '^(0(\\.\\d{1,4})?|1(\\.0{1,4})?)$': ['not-a-share', { example: '0.25' }],
  '^(20\\d{2}|2100)-(0[1-9]|1[0-2])$': ['not-a-month', { example: '2026-09' }],
  '^[^\\u0000-\\u001f]+$': ['control-characters'],
  [linePattern]: ['not-a-line'],
  [paragraphsPattern]: ['control-characters'],
  '^-?\\d{1,19}$': digits,
  '^[1-9]\\d{0,17}$': digitsAboveZero,
  '^[1-9]\\d{0,18}$': digitsAboveZero,
  '^\\d+$': digits,
  '^\\d{1,18}$': digits,
  '^\\d{6}$': ['not-six-digits', { example: '123456' }],
  '^[0-9a-f]{64}$': ['not-a-digest'],
  '^https?://[^\\s]+$': address,
  '^https?://[^\\s\\u0000]+$': address,
  '^[a-z0-9][a-z0-9-]{0,62}$': aName,
  '^[a-z][a-z0-9-]{0,60}$': aName,
  '^[a-z][a-z0-9-]{1,40}$': aName,
  '^[A-Za-z0-9][A-Za-z0-9._/-]{0,79}$': aReference,
  '^[A-Za-z0-9][A-Za-z0-9./-]{0,59}$': aReference,
  '^[a-zA-Z0-9][a-zA-Z0-9._@+-]{0,99}$': ['not-a-login', { example: 'maria.nowak' }],
}

function likeExample(schema: ErrorObject['parentSchema']): Coded {
  const [example]: readonly unknown[] = Array.isArray(schema?.['examples']) ? schema['examples'] : []
  return typeof example === 'string' ? ['not-like', { example }] : ['not-possible']
}
