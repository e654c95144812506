import { Type } from 'typebox'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { paging, pageOf, route, shape } from '@pulih/contracts'
import { harness } from '../../../test/harness.ts'
import { mount, mountStream, page, problem, readCursor, requireMatch, versioned, type Context } from '../index.ts'

const NoteView = shape({ id: Type.String(), text: Type.String(), revision: Type.Integer() })
const write = route({
  id: 'writeNote',
  context: 'operations',
  method: 'POST',
  path: '/notes',
  summary: 'Write a note',
  permission: 'outages.write',
  body: shape({ text: Type.String({ minLength: 1, maxLength: 20 }) }),
  reply: NoteView,
  status: 201,
  idempotent: true,
})
const change = route({
  id: 'changeNote',
  context: 'operations',
  method: 'PATCH',
  path: '/notes/:note',
  summary: 'Change a note',
  permission: 'outages.write',
  params: shape({ note: Type.String() }),
  body: shape({ text: Type.String() }),
  reply: NoteView,
  versioned: true,
})
const list = route({
  id: 'listNotes',
  context: 'operations',
  method: 'GET',
  path: '/notes',
  summary: 'List notes',
  permission: 'outages.read',
  query: shape({ ...paging }),
  reply: pageOf(NoteView),
})
const load = route({
  id: 'loadNotes',
  context: 'operations',
  method: 'POST',
  path: '/notes/load',
  summary: 'Load a file',
  permission: 'imports.write',
  reply: shape({ bytes: Type.Integer() }),
  accepts: ['text/csv'],
})
const fail = route({
  id: 'fail',
  context: 'operations',
  method: 'POST',
  path: '/fail',
  summary: 'Fail',
  permission: 'outages.write',
})

interface Row {
  readonly id: bigint
  readonly text: string
  readonly revision: number
}
const view = (row: Row) => ({ id: row.id.toString(), text: row.text, revision: row.revision })

const notes: Context = {
  name: 'notes',
  routes(app) {
    mount(app, write, async ({ body, work }) => {
      const { rows } =
        await sql<Row>`insert into note (text) values (${body.text}) returning id, text, revision`.execute(work.tx)
      work.audit('settings.changed', 'note', {})
      return view(rows[0] as Row)
    })
    mount(app, change, async ({ params, body, work, ifMatch }) => {
      const { rows } = await sql<Row>`select * from note where id = ${params.note} for update`.execute(work.tx)
      requireMatch(ifMatch, rows[0]?.revision ?? 0)
      const { rows: after } =
        await sql<Row>`update note set text = ${body.text}, revision = revision + 1 where id = ${params.note} returning *`.execute(
          work.tx,
        )
      return versioned(view(after[0] as Row), after[0]?.revision ?? 0)
    })
    mount(app, list, async ({ query, db }) => {
      const limit = query.limit ?? 50
      const after = readCursor(query.cursor, 1)?.[0] ?? '0'
      const { rows } = await sql<Row>`select * from note where id > ${after} order by id limit ${limit + 1}`.execute(db)
      return page(rows, limit, row => [row.id.toString()], view)
    })
    mountStream(app, load, async ({ body }) => {
      let bytes = 0
      for await (const chunk of body) bytes += (chunk as Buffer).length
      return { bytes }
    })
    mount(app, fail, async ({ work }) => {
      await sql`insert into note (text) values ('lost')`.execute(work.tx)
      throw problem('request.conflict')
    })
  },
}

const h = await harness({ contexts: [notes], config: { maxImportBytes: 1000 } })
await sql`create table note (id bigint generated always as identity primary key, text text not null, revision integer not null default 1)`.execute(
  h.db,
)
const operations = h.as('operations')
const count = async () => (await sql<{ n: number }>`select count(*)::int as n from note`.execute(h.db)).rows[0]?.n

describe('a route', () => {
  test('refuses whoever is not signed in, lacks the permission, or sends what is not declared', async () => {
    expect((await h.anyone.post('/notes', { text: 'a' })).status).toBe(401)
    expect((await h.as('viewer').post('/notes', { text: 'a' })).body).toMatchObject({
      code: 'access.forbidden',
      values: { permission: 'outages.write' },
    })
    const reply = await operations.post('/notes', { text: '', extra: 1 })
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.body.mistakes.map((mistake: { pointer: string }) => mistake.pointer).toSorted()).toEqual([
      '/extra',
      '/text',
    ])
    expect(reply.body.mistakes).toContainEqual({
      pointer: '/extra',
      message: 'is not known here; remove it',
      code: 'unknown-field',
      values: {},
    })
    expect((await operations.post('/notes', 'not json', { 'content-type': 'application/json' })).body.code).toBe(
      'request.not-json',
    )
    expect((await operations.get('/nothing')).status).toBe(404)
  })

  test('writes nothing when it refuses', async () => {
    const before = await count()
    expect((await operations.post('/fail')).status).toBe(409)
    expect(await count()).toBe(before)
  })

  test('pages through a list with a cursor, and refuses a made-up one', async () => {
    for (const text of ['x', 'y', 'z']) await operations.post('/notes', { text })
    const first = await operations.get('/notes?limit=2')
    expect(first.body.items).toHaveLength(2)
    const second = await operations.get(`/notes?limit=2&cursor=${first.body.next}`)
    expect(second.body.items[0].id).not.toBe(first.body.items[1].id)
    expect((await operations.get('/notes?cursor=abc')).body.code).toBe('request.bad-cursor')
    // Well-formed, and of another list: only the database sees that no key of this one looks so.
    const foreign = Buffer.from('["OUT-000001"]').toString('base64url')
    expect((await operations.get(`/notes?cursor=${foreign}`)).body.code).toBe('request.bad-cursor')
    expect((await operations.get('/notes?limit=0')).body.mistakes[0].pointer).toBe('/query/limit')
  })

  test('changes only the version that was read', async () => {
    const { body } = await operations.post('/notes', { text: 'old' })
    expect((await operations.patch(`/notes/${body.id}`, { text: 'new' })).status).toBe(428)
    const changed = await operations.patch(`/notes/${body.id}`, { text: 'new' }, { 'if-match': '"1"' })
    expect(changed.headers['etag']).toBe('"2"')
    expect((await operations.patch(`/notes/${body.id}`, { text: 'late' }, { 'if-match': '"1"' })).body).toMatchObject({
      status: 412,
      values: { version: '"2"' },
    })
  })

  test('takes a file as a stream, and no more than it may', async () => {
    expect((await operations.post('/notes/load', Buffer.alloc(900), { 'content-type': 'text/csv' })).body).toEqual({
      bytes: 900,
    })
    expect((await operations.post('/notes/load', Buffer.alloc(1100), { 'content-type': 'text/csv' })).status).toBe(413)
    expect((await operations.post('/notes/load', 'a', { 'content-type': 'image/png' })).status).toBe(415)
  })
})

describe('an Idempotency-Key', () => {
  test('makes 50 requests at once one', async () => {
    const before = (await count()) ?? 0
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => operations.post('/notes', { text: 'once' }, { 'idempotency-key': 'k1' })),
    )
    expect(new Set(replies.map(reply => reply.status))).toEqual(new Set([201]))
    expect(new Set(replies.map(reply => JSON.stringify(reply.body))).size).toBe(1)
    expect(replies.filter(reply => reply.headers['idempotency-replayed'] === 'true')).toHaveLength(49)
    expect(await count()).toBe(before + 1)
  })

  test('is refused with another body, and belongs to who used it', async () => {
    await operations.post('/notes', { text: 'one' }, { 'idempotency-key': 'k2' })
    expect((await operations.post('/notes', { text: 'two' }, { 'idempotency-key': 'k2' })).body).toMatchObject({
      status: 422,
      code: 'idempotency.other-body',
    })
    expect(
      (await h.as('operations', 'other').post('/notes', { text: 'two' }, { 'idempotency-key': 'k2' })).status,
    ).toBe(201)
    expect((await operations.post('/notes', { text: 'a' }, { 'idempotency-key': 'ü' })).status).toBe(400)
  })
})

test('the OpenAPI document lists the routes', async () => {
  const { body } = await h.anyone.get('/api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(body.paths['/api/v1/notes/{note}'].patch.operationId).toBe('changeNote')
})
