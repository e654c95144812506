import fc from 'fast-check'
import { hostileText, hostileValue, spoiled } from './hostile.ts'
import { fromSchema, type Known } from './from-schema.ts'
import type { Operation, Parameter } from './operations.ts'

export interface FuzzRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer | null
}

/** Requests for an operation: some as its document wants them, most with something wrong in one place. */
export function requestsFor(operation: Operation, known: Known): fc.Arbitrary<FuzzRequest> {
  const good = wellFormed(operation, known)
  const withBody =
    operation.body === null
      ? []
      : [{ weight: 4, arbitrary: good.chain(parts => spoiled(parts.body).map(body => ({ ...parts, body }))) }]
  return fc
    .oneof(
      { weight: 6, arbitrary: good },
      ...withBody,
      { weight: 1, arbitrary: misplaced(good, operation, 'path') },
      { weight: 1, arbitrary: misplaced(good, operation, 'query') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(good, strangeHeaders)
          .map(([parts, headers]) => ({ ...parts, headers: { ...parts.headers, ...headers } })),
      },
      { weight: 1, arbitrary: fc.tuple(good, rawBodies).map(([parts, raw]) => ({ ...parts, ...raw })) },
    )
    .map(parts => assembled(operation, parts))
}

interface Parts {
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly raw?: Buffer
  readonly media?: string
}

function wellFormed(operation: Operation, known: Known): fc.Arbitrary<Parts> {
  const given = (where: Parameter['in']) => {
    const parameters = operation.parameters.filter(parameter => parameter.in === where)
    return fc.record(
      Object.fromEntries(parameters.map(({ name, schema }) => [name, fromSchema(schema, known, name)])),
      { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name), noNullPrototype: true },
    )
  }
  const examples = known[`body of ${operation.id}`]
  const fileBody = operation.media !== 'application/json'
  return fc.record({
    path: given('path').map(values =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escaped(value)])),
    ),
    query: given('query'),
    headers: usualHeaders,
    body:
      operation.body === null
        ? fc.constant(undefined)
        : fileBody
          ? files
          : examples
            ? fc.constantFrom(...examples)
            : fromSchema(operation.body, known),
  })
}

const usualHeaders = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ 'if-match': '*' }) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        'if-match': fc.constantFrom('"0"', '"1"', '"2"', '*', 'W/"1"'),
        'idempotency-key': fc.oneof(fc.uuid(), fc.constant('the-same')),
      },
      { requiredKeys: [] },
    ),
  },
)

const strangeHeaders: fc.Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>[]>(
  { 'if-match': '' },
  { 'if-match': '"99999999999999999999"' },
  { 'if-match': 'no etag at all' },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'x'.repeat(201) },
  { 'idempotency-key': 'with space' },
  { 'if-none-match': '"1"' },
  { 'content-type': 'application/xml' },
  { 'content-type': '' },
  { 'content-type': ';;;' },
  { 'content-type': 'application/json; charset=utf-16' },
  { authorization: 'Bearer' },
  { cookie: '=;;=%%%' },
  { 'content-encoding': 'gzip' },
  { origin: 'null' },
)

const rawBodies: fc.Arbitrary<{ raw: Buffer; media?: string }> = fc.constantFrom<{ raw: Buffer; media?: string }[]>(
  { raw: Buffer.from('{') },
  { raw: Buffer.from('{"a":1,}') },
  { raw: Buffer.from('') },
  { raw: Buffer.from('null') },
  { raw: Buffer.from('[]') },
  { raw: Buffer.from('"text"') },
  { raw: Buffer.from('{"__proto__":{"x":1}}') },
  { raw: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { raw: Buffer.from('\ufeff{}') },
  { raw: Buffer.from(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) },
  { raw: Buffer.from('a,b\n1,2\n'), media: 'text/csv' },
  { raw: Buffer.from('<x/>'), media: 'application/xml' },
  { raw: Buffer.from('{}'), media: 'multipart/form-data' },
)

/** Files as somebody might send them by mistake. */
const files: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '\n\n',
    'a',
    'service,customer\n1',
    'outage,start,end,elements,cause\nA,2026-09-10T08:00:00Z,2026-09-10T09:00:00Z,olt-1,fibre-cut\n',
    'outage,start,end,elements,cause\nB,yesterday,,,\n',
    'outage,start,end,elements,cause\nC,2026-09-10T08:00:00.1234567890Z,,*,other\n',
    'key,element,state,severity,raisedAt\nk,olt-1,raised,critical,2026-09-10T08:00:00Z\n',
    'key,element,state,severity,raisedAt\nk\0,olt-1,raised,critical,0000-01-01T00:00:00Z\n',
    'line,bill,billed_on,key,text,reference,address,unit,amount\n1,b,2026-09-10,,,,a,PLN,1.00\n',
    'line,bill,billed_on,key,text,reference,address,unit,amount\n1,b,2026-02-30,x,,,a,pln,-1e9\n',
    'key,result,reference,reason\nx,accepted,,\n',
    '"',
    `a,${'b'.repeat(200_000)}\n`,
    '{"type":"FeatureCollection","features":[]}',
    'PAR1',
    '\ufeffelement,parents\n\ud800,\0\n',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

function misplaced(good: fc.Arbitrary<Parts>, operation: Operation, where: 'path' | 'query'): fc.Arbitrary<Parts> {
  const names = operation.parameters.filter(parameter => parameter.in === where).map(({ name }) => name)
  if (where === 'path')
    return names.length === 0
      ? good
      : fc
          .tuple(good, fc.constantFrom(...names), pathTexts)
          .map(([parts, name, text]) => ({ ...parts, path: { ...parts.path, [name]: text } }))
  const wanted = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('surprise', ...names) },
    { weight: 1, arbitrary: fc.constantFrom('cursor', 'limit') },
  )
  return fc
    .tuple(good, wanted, fc.oneof(cursors, hostileText, hostileValue))
    .map(([parts, name, value]) => ({ ...parts, query: { ...parts.query, [name]: value } }))
}

const pathTexts = fc.oneof(
  fc.constantFrom(
    '%00',
    '%ED%A0%80',
    '%',
    '%zz',
    '..',
    '.',
    '%2e%2e',
    '%2F',
    'x'.repeat(240),
    'x'.repeat(3_000),
    '-1',
    '0',
    '1.5',
    '9223372036854775808',
    '%F0%9F%98%80',
  ),
  hostileText.map(escaped),
)

const cursors = fc
  .oneof(
    fc.array(fc.oneof(hostileText, fc.constantFrom('1', '2026-09-01')), { minLength: 1, maxLength: 4 }),
    hostileValue,
  )
  .map(value => Buffer.from(JSON.stringify(value)).toString('base64url'))

function assembled({ method, path, body: schema, media }: Operation, parts: Parts): FuzzRequest {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts.query)) query.append(name, textOf(value))
  const search = query.size === 0 ? '' : `?${query.toString()}`
  const url = `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts.path[name] || 'x')}${search}`
  const content =
    parts.raw ??
    (schema === null || parts.body === undefined
      ? null
      : media === 'application/json'
        ? Buffer.from(JSON.stringify(parts.body))
        : Buffer.from(textOf(parts.body)))
  const payload = method === 'GET' ? null : content
  return {
    method,
    url,
    headers: { ...(payload ? { 'content-type': parts.media ?? media } : {}), ...parts.headers },
    payload,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function escaped(value: unknown): string {
  try {
    return encodeURIComponent(textOf(value)) || '%20'
  } catch {
    return '%ED%A0%80'
  }
}
