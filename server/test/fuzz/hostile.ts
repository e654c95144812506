import fc from 'fast-check'

/** Texts that have broken servers before. None of them is an address, so that nothing is ever sent anywhere. */
const texts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u202eabc',
  '１２３',
  'é'.repeat(300),
  'x'.repeat(5_000),
  "'; drop table ledger.entry; --",
  '${jndi:ldap://x}',
  '../../etc/passwd',
  '%00',
  '%',
  '\\',
  '*',
  '.',
  '-',
  'null',
  'NaN',
  'Infinity',
  '-0',
  '1e5',
  '0x10',
  '-1',
  '99999999999999999999',
  '999999999999999',
  '9223372036854775807',
  '9223372036854775808',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '2026-13-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-12-31T23:59:60Z',
  '2026-09-10T08:00:00.1234567890Z',
  '2026-09-10 08:00:00+23:59',
  '2026-09-10T08:00:00',
  '+275760-09-13T00:00:00.001Z',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  'toString',
  'OUT-000000',
  'OUT-999999999999999',
] as const

const deep = (levels: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Values that no schema had in mind, or that it allows and nobody thought of. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...texts) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, -0, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>([], {}, [null], [[]], { a: 1 }, JSON.parse('{"__proto__":{"a":1}}'), {
      constructor: 1,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      deep(400),
      Array.from({ length: 12_000 }, (_, index) => index),
      Array.from({ length: 1_500 }, () => 'same'),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** Puts one thing wrong somewhere inside a value: a foreign value, a missing or an unknown property, one item a thousand times. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value)
  return fc
    .tuple(
      fc.constantFrom(...places),
      fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat'),
      hostileValue,
    )
    .map(([place, how, foreign]) => changedAt(value, place, old => changedTo(old, how, foreign)))
}

type Place = readonly (string | number)[]

function changedTo(old: unknown, how: string, foreign: unknown): unknown {
  if (how === 'repeat' && Array.isArray(old) && old.length > 0)
    return Array.from({ length: 1_200 }, () => old[0] as unknown)
  if (how === 'add' && isObject(old)) return { ...old, surprise: foreign }
  if (how === 'remove' && isObject(old)) {
    const [first = ''] = Object.keys(old)
    return Object.fromEntries(Object.entries(old).filter(([key]) => key !== first))
  }
  return foreign
}

function placesIn(value: unknown, here: Place = []): [Place, ...Place[]] {
  const inside = Array.isArray(value)
    ? value.slice(0, 5).map((item: unknown, index) => [index, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : []
  return [here, ...inside.flatMap(([key, item]) => placesIn(item, [...here, key]))]
}

function changedAt(value: unknown, [key, ...rest]: Place, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value)
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? changedAt(item, rest, change) : item))
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, name === key ? changedAt(item, rest, change) : item]),
    )
  return change(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
