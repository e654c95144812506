import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf, digestOf, genesis, headerLine, rowLine, trailerLine, type AuditLink } from './audit-chain.ts'
import { verifyAudit, verifyAuditChunks } from './verify-audit.ts'

describe('an exported audit trail', () => {
  test('is sound as it was written', async () => {
    const verdict = await verifyAudit(exported(trail(5)))

    expect(verdict).toMatchObject({ sound: true, rows: 5, head: { number: 5 }, findings: [] })
  })

  test('is sound when it is empty', async () => {
    expect(await verifyAudit(exported([]))).toMatchObject({
      sound: true,
      rows: 0,
      head: { number: 0, digest: genesis },
    })
  })

  test('names a row whose content was changed', async () => {
    const lines = exported(trail(5)).map(line => line.replace('"subject":"thing:3"', '"subject":"thing:4"'))

    expect(await verifyAudit(lines)).toMatchObject({ sound: false, findings: [{ kind: 'changed', number: 3 }] })
  })

  test('names a row that was changed and given a new digest', async () => {
    const rows = trail(5)
    rows[2] = chained({ ...plain(3), subject: 'thing:other' }, 3n, rows[1]?.digest ?? '')

    expect((await verifyAudit(exported(rows))).findings).toEqual([{ kind: 'replaced', number: 3 }])
  })

  test('names a last row that was changed and given a new digest', async () => {
    const before = trail(5)
    const rows = [...before.slice(0, 4), chained({ ...plain(5), subject: 'thing:other' }, 5n, before[3]?.digest ?? '')]

    expect((await verifyAudit([...exported(rows).slice(0, -1), trailerOf(before)])).findings).toEqual([
      { kind: 'replaced', number: 5 },
    ])
  })

  test('names rows that are missing in the middle, at the beginning and at the end', async () => {
    const lines = exported(trail(9))

    expect((await verifyAudit(lines.toSpliced(4, 2))).findings).toEqual([{ kind: 'removed', number: 4, to: 5 }])
    expect((await verifyAudit(lines.toSpliced(1, 1))).findings).toEqual([{ kind: 'removed', number: 1, to: 1 }])
    expect((await verifyAudit(lines.toSpliced(9, 1))).findings).toEqual([{ kind: 'removed', number: 9, to: 9 }])
    expect((await verifyAudit(lines.slice(0, 8))).findings).toEqual([{ kind: 'cut-off', number: 7 }])
  })

  test('names a beginning that was cut off and whose header was adapted', async () => {
    const rows = trail(5)
    const cut = [headerLine(2n, rows[1]?.digest ?? ''), ...rows.slice(2).map(rowLine), trailerOf(rows)]

    expect((await verifyAudit(cut)).findings).toEqual([{ kind: 'removed', number: 1, to: 2 }])
    expect(await verifyAudit(cut, { after: 2 })).toMatchObject({ sound: true, rows: 3 })
  })

  test('names a row that was put in', async () => {
    const rows = trail(5)
    const intruder = chained({ ...plain(3), subject: 'thing:other' }, 3n, rows[1]?.digest ?? '')

    expect((await verifyAudit(exported(rows.toSpliced(3, 0, intruder)))).findings).toEqual([
      { kind: 'inserted', number: 3 },
    ])
  })

  test('names every row after one that was put in and moved the others on', async () => {
    const rows = trail(4)
    const moved = [
      ...rows.slice(0, 2),
      { ...plainLink(rows[1]), number: 3n },
      ...rows.slice(2).map(row => ({ ...row, number: row.number + 1n })),
    ]

    const { sound, findings } = await verifyAudit(exported(moved))

    expect(sound).toBe(false)
    expect(findings).toContainEqual({ kind: 'changed', number: 3 })
    expect(findings).toContainEqual({ kind: 'changed', number: 4 })
  })

  test('names a line that is no row', async () => {
    const lines = exported(trail(3))
    lines[2] = '{"number":2}'

    expect((await verifyAudit(lines)).findings).toEqual([{ kind: 'unreadable', line: 3 }])
  })

  test('names a trail that was written anew, by what somebody noted before', async () => {
    const before = trail(6)
    const noted = { number: 4, digest: before[3]?.digest ?? '' }
    const anew = chain(6, 'other')

    expect((await verifyAudit(exported(anew))).sound).toBe(true)
    expect((await verifyAudit(exported(anew), { witness: noted })).findings).toEqual([{ kind: 'rewritten', number: 4 }])
    expect((await verifyAudit(exported(before), { witness: noted })).sound).toBe(true)
    expect((await verifyAudit(exported(anew.slice(0, 2)), { witness: noted })).findings).toEqual([
      { kind: 'removed', number: 3, to: 4 },
    ])
  })

  test('is not called sound by something noted of rows that it does not hold', async () => {
    const rows = trail(5)
    const part = [headerLine(3n, rows[2]?.digest ?? ''), ...rows.slice(3).map(rowLine), trailerOf(rows)]

    expect((await verifyAudit(part, { after: 3, witness: { number: 2, digest: genesis } })).findings).toEqual([
      { kind: 'out-of-reach', number: 2 },
    ])
  })

  test('shows whatever single character is changed anywhere', async () => {
    const lines = exported(trail(6))
    const anyPlace = fc.record({
      line: fc.nat(lines.length - 1),
      at: fc.nat(2_000),
      to: fc.constantFrom('0', 'a', 'x', '"', ' '),
    })

    await fc.assert(
      fc.asyncProperty(anyPlace, async ({ line, at, to }) => {
        const text = lines[line] ?? ''
        const place = at % text.length
        fc.pre(text[place] !== to)
        const touched = lines.with(line, text.slice(0, place) + to + text.slice(place + 1))

        expect((await verifyAudit(touched)).sound).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('is read from chunks that end anywhere', async () => {
    const text = exported(trail(4)).join('\n')
    async function* chunks() {
      for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7)
    }

    expect(await verifyAuditChunks(chunks())).toMatchObject({ sound: true, rows: 4 })
  })

  test('is read from a stream as well', async () => {
    async function* stream() {
      yield* exported(trail(3))
    }

    expect((await verifyAudit(stream())).sound).toBe(true)
  })
})

describe('the content of a row', () => {
  test('does not depend on the order of names', () => {
    const one = contentOf({ ...plain(1), detail: { b: 1, a: { d: [1, 'x'], c: null } } })
    const other = contentOf({ ...plain(1), detail: { a: { c: null, d: [1, 'x'] }, b: 1 } })

    expect(one).toBe(other)
  })
})

function plain(number: number) {
  return {
    at: Temporal.Instant.from('2026-09-10T08:00:00Z'),
    actor: 'staff:a',
    action: 'thing.changed',
    subject: `thing:${number}`,
    detail: { number },
  }
}

function plainLink(row: AuditLink | undefined): AuditLink {
  if (!row) throw new Error('no such row')
  return row
}

function chained(entry: ReturnType<typeof plain>, number: bigint, previous: string): AuditLink {
  return { ...entry, number, previous, digest: digestOf(previous, number, contentOf(entry)) }
}

function chain(length: number, actor: string): AuditLink[] {
  const rows: AuditLink[] = []
  for (let number = 1; number <= length; number++)
    rows.push(chained({ ...plain(number), actor }, BigInt(number), rows.at(-1)?.digest ?? genesis))
  return rows
}

function trail(length: number): AuditLink[] {
  return chain(length, 'staff:a')
}

function trailerOf(rows: readonly AuditLink[]): string {
  return trailerLine(rows.at(-1)?.number ?? 0n, rows.at(-1)?.digest ?? genesis)
}

function exported(rows: readonly AuditLink[]): string[] {
  return [headerLine(0n, genesis), ...rows.map(rowLine), trailerOf(rows)]
}
