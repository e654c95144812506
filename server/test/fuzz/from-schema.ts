import fc from 'fast-check'
import type { JsonSchema } from './operations.ts'

/** Values that exist in the database, by the name under which requests ask for them. */
export type Known = Readonly<Record<string, readonly unknown[]>>

/** Values that a schema allows, at their edges too. A name that is known is mostly answered with something that exists. */
export function fromSchema(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const existing = known[name]
  // A server that is asked to call an address shall call only one at which nobody listens.
  if (existing && /url$/i.test(name)) return fc.constantFrom(...existing)
  if (existing && existing.length > 0 && schema['type'] === 'string' && schema['enum'] === undefined)
    return fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...existing) },
      { weight: 1, arbitrary: invented(schema, known, name) },
    )
  return invented(schema, known, name)
}

function invented(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  const variants = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(variants))
    return fc.oneof(...(variants as JsonSchema[]).map(variant => fromSchema(variant, known, name)))
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, known)
    case 'array':
      return (schema['uniqueItems'] === true ? distinct : fc.array)(
        fromSchema((schema['items'] ?? {}) as JsonSchema, known, singular(name)),
        {
          minLength: Number(schema['minItems'] ?? 0),
          maxLength: Math.max(Number(schema['minItems'] ?? 0), Math.min(Number(schema['maxItems'] ?? 4), 4)),
        },
      )
    case 'integer':
      return edges(
        Math.ceil(lowest(schema)),
        Math.floor(highest(schema)),
        fc.integer({ min: Math.ceil(lowest(schema)), max: Math.floor(Math.min(highest(schema), 2 ** 31 - 1)) }),
      )
    case 'number':
      return edges(
        lowest(schema),
        highest(schema),
        fc.double({ min: Math.max(lowest(schema), -1e9), max: Math.min(highest(schema), 1e9), noNaN: true }),
      )
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectOf(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const required = new Set((schema['required'] ?? []) as readonly string[])
  const optional = Object.keys(properties).filter(name => !required.has(name))
  const having = (names: readonly string[], requiredKeys: readonly string[]) =>
    fc.record(Object.fromEntries(names.map(name => [name, fromSchema(properties[name] ?? {}, known, name)])), {
      requiredKeys: [...requiredKeys],
      noNullPrototype: true,
    })
  const wanted = [...required].filter(name => name in properties)
  // The fewer properties, the likelier that a value makes sense as a whole and is let in.
  const all: fc.Arbitrary<unknown> = fc.oneof(
    { weight: 2, arbitrary: having(wanted, wanted) },
    {
      weight: 3,
      arbitrary: fc.oneof(having(wanted, wanted), ...optional.map(one => having([...wanted, one], [...wanted, one]))),
    },
    { weight: 2, arbitrary: having([...wanted, ...optional], wanted) },
  )
  const patterns = Object.values((schema['patternProperties'] ?? {}) as Readonly<Record<string, JsonSchema>>)
  if (optional.length === 0 && patterns.length > 0 && patterns[0])
    return fc.dictionary(fc.constantFrom('PLN', 'a', 'b c'), fromSchema(patterns[0], known), {
      maxKeys: 3,
      noNullPrototype: true,
    })
  return all
}

function distinct(
  items: fc.Arbitrary<unknown>,
  size: { minLength: number; maxLength: number },
): fc.Arbitrary<unknown[]> {
  return fc.uniqueArray(items, { ...size, comparator: (one, other) => JSON.stringify(one) === JSON.stringify(other) })
}

function edges(low: number, high: number, between: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(low, high) }, { weight: 3, arbitrary: between })
}

function lowest(schema: JsonSchema): number {
  return Number(
    schema['minimum'] ??
      (schema['exclusiveMinimum'] === undefined ? -(2 ** 31) : Number(schema['exclusiveMinimum']) + 0.001),
  )
}

function highest(schema: JsonSchema): number {
  return Number(schema['maximum'] ?? 2 ** 53 - 1)
}

const instants = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('2026-09-10T08:00:00+02:00', '2026-09-12T23:30:00Z', '2026-09-14T08:59:00Z'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '2027-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2026-09-10T08:00:00.1234567890Z',
      '2016-12-31T23:59:60Z',
      '2026-09-10 08:00:00-12:00',
    ),
  },
)
const days = ['2026-09-01', '2026-02-28', '0000-01-01', '0001-01-01', '9999-12-31', '2030-06-30'] as const

function textOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const least = Number(schema['minLength'] ?? 0)
  const most = Math.min(Number(schema['maxLength'] ?? 60), 4_000)
  const free = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, 40) }) },
    { weight: 1, arbitrary: fc.constant('ż'.repeat(Math.max(least, most))) },
    { weight: 1, arbitrary: fc.constant('\ud83d'.repeat(Math.max(1, least))) },
  )
  if (schema['format'] === 'uuid') return fc.uuid()
  if (schema['format'] === 'date-time') return instants
  if (schema['format'] === 'date') return fc.constantFrom(...days)
  if (typeof schema['pattern'] !== 'string') return free
  return matching(schema['pattern'], free).map(text =>
    typeof text === 'string' && schema['maxLength'] !== undefined ? text.slice(0, Number(schema['maxLength'])) : text,
  )
}

/** What fast-check cannot make out of a pattern, such as one that looks ahead, is left to chance and to the schema's own examples. */
function matching(pattern: string, otherwise: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    return fc.oneof(otherwise, fc.constantFrom('/', '/a?b=c'))
  }
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : name
}
