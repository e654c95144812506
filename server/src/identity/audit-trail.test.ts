import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { verifyAudit } from '@pulih/proofs'
import type { Harness } from '../../test/harness.ts'
import { aHouse, aMember, enter, type Entered } from './testing/house.ts'

async function aTrail(): Promise<{ house: Harness; auditor: Entered }> {
  const house = await aHouse()
  for (const number of [1, 2, 3, 4, 5])
    await house.work(work =>
      Promise.resolve(work.audit('settings.changed', `thing:${number}`, { z: number, a: ['ż', null, 1e21, -0.5] })),
    )
  const auditor = await enter(house, await aMember(house, { roles: ['approver'] }))
  return { house, auditor }
}

/** What a superuser can do who wants nobody to notice. */
async function tamper({ platform }: Harness, statement: string): Promise<void> {
  const client = await platform.pool.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(statement)
    await client.query('reset session_replication_role')
  } finally {
    client.release()
  }
}

async function linesOf(client: Entered, query = ''): Promise<string[]> {
  return String((await client.get(`/audit/export${query}`)).body)
    .trimEnd()
    .split('\n')
}

describe('the audit trail', () => {
  test('holds every change with its actor, in order and without gaps', async () => {
    const { house, auditor } = await aTrail()

    const { body } = await auditor.get('/audit?limit=3')
    const next = await auditor.get(`/audit?limit=3&cursor=${body.next}`)

    expect(body.items.map(({ number }: { number: number }) => number)).toEqual([6, 5, 4])
    expect(next.body.items.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1])
    expect(body.items[0]).toMatchObject({
      action: 'identity.signed-in',
      actorName: 'Maria Nowak',
      at: house.clock.now().toString(),
    })
    expect(body.items[1]).toMatchObject({
      actor: 'staff:test',
      action: 'settings.changed',
      subject: 'thing:5',
      detail: { z: 5 },
    })
    expect((await auditor.get('/audit?subject=thing:2')).body.items).toHaveLength(1)
    expect((await auditor.get('/audit?action=settings.changed&actor=staff:test')).body.items).toHaveLength(5)
    expect((await auditor.get('/audit?since=2030-01-01T00:00:00Z')).body.items).toHaveLength(0)
    expect((await auditor.get('/audit?cursor=WyJ4Il0')).status).toBe(400)
  })

  test('is exported and verified offline, whole or from a row on', async () => {
    const { auditor } = await aTrail()

    expect(await verifyAudit(await linesOf(auditor))).toMatchObject({ sound: true, rows: 6, findings: [] })
    expect(await verifyAudit(await linesOf(auditor, '?after=4'), { after: 4 })).toMatchObject({ sound: true, rows: 2 })
    expect(await auditor.get('/audit/export?after=99')).toMatchObject({
      status: 404,
      body: { code: 'identity.audit-row-not-found' },
    })
  })

  test('stays one chain when many write at once', async () => {
    const { house, auditor } = await aTrail()

    await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        house.work(work => {
          work.audit('network.put-element', `thing:${number}`)
          work.audit('settings.changed', `thing:${number}`)
          return Promise.resolve()
        }),
      ),
    )

    expect(await verifyAudit(await linesOf(auditor))).toMatchObject({ sound: true, rows: 86 })
  })

  test('has nothing of what was rolled back', async () => {
    const { house, auditor } = await aTrail()

    await expect(
      house.work(work => {
        work.audit('settings.changed', 'thing:never')
        return Promise.reject(new Error('no'))
      }),
    ).rejects.toThrow('no')

    expect((await auditor.get('/audit?subject=thing:never')).body.items).toEqual([])
  })

  test('keeps texts that JSON in the database would refuse', async () => {
    const { house, auditor } = await aTrail()

    await house.work(work => Promise.resolve(work.audit('settings.changed', 'thing:odd', { text: 'a\0b\uD800c' })))

    expect((await verifyAudit(await linesOf(auditor))).sound).toBe(true)
  })

  test.each([
    'update identity.audit set actor = actor',
    'delete from identity.audit',
    'truncate identity.audit',
    'truncate identity.audit_head',
    'delete from identity.audit_head',
    'update identity.audit_head set number = number - 1',
  ])('refuses: %s', async statement => {
    const { house, auditor } = await aTrail()

    await expect(sql.raw(statement).execute(house.db)).rejects.toThrow(/only ever continued/)
    expect((await auditor.get('/audit/verification')).body.sound).toBe(true)
  })

  test.each([
    [
      'a changed actor',
      "update identity.audit set actor = 'staff:nobody' where number = 3",
      { kind: 'changed', number: 3 },
    ],
    [
      'a changed instant',
      "update identity.audit set at = at + interval '1 microsecond' where number = 3",
      { kind: 'changed', number: 3 },
    ],
    [
      'a changed detail',
      `update identity.audit set detail = '{"z": 7}' where number = 3`,
      { kind: 'changed', number: 3 },
    ],
    ['a removed row', 'delete from identity.audit where number = 3', { kind: 'removed', number: 3, to: 3 }],
    ['a removed last row', 'delete from identity.audit where number = 6', { kind: 'removed', number: 6, to: 6 }],
    [
      'a row behind the end',
      'insert into identity.audit select 7, at, actor, action, subject, detail, digest, digest from identity.audit where number = 6',
      { kind: 'changed', number: 7 },
    ],
    [
      'a row and its digest',
      `update identity.audit set subject = 'thing:x', digest = sha256(convert_to(encode(previous, 'hex') || E'\\n3\\n' ||
        '{"action":"settings.changed","actor":"staff:test","at":"2026-09-15T09:00:00Z","detail":{"a":["ż",null,1e+21,-0.5],"z":3},"subject":"thing:x"}', 'UTF8'))
       where number = 3`,
      { kind: 'replaced', number: 3 },
    ],
  ])('names %s, though triggers were switched off', async (_, statement, finding) => {
    const { house, auditor } = await aTrail()

    await tamper(house, statement)

    expect((await auditor.get('/audit/verification')).body).toMatchObject({
      sound: false,
      findings: expect.arrayContaining([finding]),
    })
    expect((await verifyAudit(await linesOf(auditor))).findings).toEqual(
      statement.startsWith('insert') ? [] : expect.arrayContaining([finding]),
    )
  })

  test('that was written anew from its first row on is found by a line of the log', async () => {
    const { house, auditor } = await aTrail()
    const { head } = (await auditor.get('/audit/verification')).body
    await tamper(
      house,
      `delete from identity.audit; update identity.audit_head set number = 0, digest = decode(repeat('00', 32), 'hex');
       select identity.append_audit(array_fill('{"action":"x","actor":"x","at":"2026-09-15T09:00:00Z","detail":{},"subject":"x"}'::text, array[6]))`,
    )

    const alone = await auditor.get('/audit/verification')
    const witnessed = await auditor.get(`/audit/verification?number=${head.number}&digest=${head.digest}`)

    expect(alone.body.sound).toBe(true)
    expect(witnessed.body).toMatchObject({ sound: false, findings: [{ kind: 'rewritten', number: 6 }] })
  })

  test('is shown to nobody without the permission', async () => {
    const { house } = await aTrail()
    const viewer = await enter(house, await aMember(house))

    for (const path of ['/audit', '/audit/export', '/audit/verification'])
      expect((await viewer.get(path)).status).toBe(403)
  })
})
