import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aMember, enter } from '../../src/identity/testing/house.ts'
import { harness } from '../harness.ts'

const h = await harness()

describe('what random requests once broke', () => {
  test.each(['2026-09-10T08:00:00.1234567890Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-09-10T08:00:00'])(
    'an instant like %s is a mistake at its place',
    async instant => {
      expect(
        (await h.as('viewer').get(`/ledger/transfers.csv?until=${encodeURIComponent(instant)}`)).body,
      ).toMatchObject({ status: 400, code: 'request.invalid', mistakes: [{ pointer: '/query/until' }] })
      const asked = await h
        .as('viewer')
        .post('/outages/what-if', { areas: ['31'], from: instant, to: '2026-09-11T00:00:00Z' })
      expect(asked.body).toMatchObject({ status: 400, mistakes: [{ pointer: '/from' }] })
    },
  )

  test.each(['0000-01-01', '2026-02-30'])('a day like %s is a mistake at its place', async day => {
    expect((await h.as('viewer').get(`/coverage?elements=x&on=${day}`)).body).toMatchObject({
      status: 400,
      mistakes: [{ pointer: '/query/on' }],
    })
  })

  test.each(['[', '{"a":'])(
    'a body that nests %s ten thousand times is refused, also where no body is wanted',
    async open => {
      const close = open === '[' ? ']' : '}'
      const body = `${open.repeat(10_000)}1${close.repeat(10_000)}`
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'deep' }
      for (const path of ['/staff/01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10/disable', '/outages/what-if', '/privacy/erase'])
        expect((await h.as('admin').post(path, body, headers)).body).toMatchObject({
          status: 400,
          code: expect.stringMatching(/^request\./),
        })
      // Anyone may ask this, and so little that it is refused for its length, or else for its depth.
      expect((await h.anyone.post('/compensation/calculate', body, headers)).body.code).toMatch(/^request\./)
      const smaller = `${open.repeat(2_000)}1${close.repeat(2_000)}`
      expect((await h.anyone.post('/compensation/calculate', smaller, headers)).status).toBe(400)
    },
  )

  test.each(['x'.repeat(300), '%zz', '%ED%A0%80'])('an address with %s in it is refused as a problem', async part => {
    const reply = await h.as('viewer').get(`/compensation/runs/${part}`)

    expect(reply.status).toBeLessThan(500)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.body).toMatchObject({ code: expect.stringMatching(/^request\./) })
  })

  test('a file from a channel whose secrets are missing is refused, because it is none for files', async () => {
    const settings = { adapter: 'lago', url: 'http://127.0.0.1:9/', secret: 'nowhere', form: 'wallet' }
    const facts = {
      title: 'L',
      units: ['PLN'],
      text: 'x',
      largest: null,
      perMinute: null,
      settlingSeconds: 0,
      rest: 'stays',
    }
    const added = await h.as('admin').post('/payouts/channels', { channel: 'lago', settings, ...facts })
    const reply = await h.as('finance').post('/payouts/batches', { channel: 'lago' })

    expect([added.status, reply.status, reply.body.code]).toEqual([201, 409, 'payouts.not-a-file-channel'])
  })

  test('a password is not changed by a request that is refused for its query', async () => {
    const member = await aMember(h)
    const session = await enter(h, member)
    const reply = await session.post('/me/password?surprise=1', {
      present: member.password,
      next: 'another secret of 2026',
    })

    expect(reply.body).toMatchObject({ status: 400, code: 'request.invalid' })
    const { rows } = await sql<{
      hash: string
    }>`select password_hash as hash from identity.staff where id = ${member.id}`.execute(h.db)
    expect(rows[0]?.hash).toBe(member.passwordHash)
  })
})
