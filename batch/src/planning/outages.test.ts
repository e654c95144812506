import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readOutages } from './outages.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-outages-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = { outage: 'o1', start: '2026-09-10T08:00:00+02:00', end: '2026-09-10T10:00:00+02:00', elements: 'a' }

async function readText(name: string, content: string) {
  const file = join(folder, name)
  writeFileSync(file, content)
  return readOutages(file)
}

/** Reads one outage, as good as another but for these columns. */
function readOne(changes: Readonly<Record<string, string>>) {
  const fields: Record<string, string> = { ...good, ...changes }
  return readText('one.csv', `${Object.keys(fields).join(',')}\n${Object.values(fields).join(',')}\n`)
}

const readJson = (...entries: readonly unknown[]) => readText('outages.json', JSON.stringify(entries))

describe('an outage', () => {
  test('needs an identifier, two instants and a place; everything else has a default', async () => {
    const { outages, refused } = await readOne({})

    expect(refused).toEqual([])
    expect(outages).toEqual([
      {
        id: 'o1',
        interruption: {
          from: 1_789_020_000,
          to: 1_789_027_200,
          extent: 'total',
          cause: 'network-fault',
          planned: false,
          noticeSeconds: null,
          knownAt: null,
          subscribersHit: null,
          sitesHit: null,
          deliveredTenThousandths: 0,
        },
        elements: ['a'],
        areas: [],
        services: [],
        kinds: [],
      },
    ])
  })

  test('may say more', async () => {
    const { outages } = await readOne({
      elements: '',
      areas: '32.1|*',
      services: '7 | 8',
      kinds: 'tv|internet',
      extent: 'degraded',
      cause: 'planned-work',
      notice_hours: '48',
      known_at: '2026-09-10T09:00:00+02:00',
      subscribers: '120',
      sites: '3',
    })

    expect(outages[0]).toMatchObject({ areas: ['32.1', '*'], services: ['7', '8'], kinds: ['tv', 'internet'] })
    expect(outages[0]?.interruption).toMatchObject({
      extent: 'degraded',
      planned: true,
      noticeSeconds: 172_800,
      knownAt: 1_789_023_600,
      subscribersHit: 120,
      sitesHit: 3,
    })
  })

  test.each([
    [{ outage: '' }, 'outage missing-value'],
    [{ outage: 'o 1' }, 'outage bad-identifier'],
    [{ start: '' }, 'start missing-value'],
    [{ start: '2026-09-10T08:00:00' }, 'start no-offset'],
    [{ start: '2026-09-10 08:00' }, 'start no-offset'],
    [{ start: '10.09.2026' }, 'start not-an-instant'],
    [{ start: '2026-09-31T08:00:00Z' }, 'start not-an-instant'],
    [{ end: good.start }, 'end end-not-after-start'],
    [{ end: '2026-09-10T07:00:00+02:00' }, 'end end-not-after-start'],
    [{ elements: '' }, 'elements missing-value'],
    [{ kinds: 'internett' }, 'kinds unknown-word'],
    [{ extent: 'partial' }, 'extent unknown-word'],
    [{ cause: 'ghost' }, 'cause unknown-word'],
    [{ planned: 'yes' }, 'planned unknown-word'],
    [{ notice_hours: '-1' }, 'notice_hours not-a-number'],
    [{ subscribers: '1e3' }, 'subscribers not-a-number'],
    [{ known_at: 'soon' }, 'known_at not-an-instant'],
  ])('with %o is refused: %s', async (changes, expected) => {
    const { outages, refused } = await readOne(changes)

    expect(outages).toEqual([])
    expect(refused.map(({ row, column, reason }) => `${row} ${column} ${reason}`)).toEqual([`2 ${expected}`])
    expect(refused[0]?.remedy).not.toBe('')
  })

  test('shows all its mistakes at once', async () => {
    const { refused } = await readOne({ start: 'x', end: 'y', cause: 'z', planned: '?' })

    expect(refused.map(({ column }) => column)).toEqual(['start', 'end', 'cause', 'planned'])
  })

  test('is listed once', async () => {
    const line = Object.values(good).join(',')
    const { outages, refused } = await readText('twice.csv', `${Object.keys(good).join(',')}\n${line}\n${line}\n`)

    expect(outages).toHaveLength(1)
    expect(refused).toMatchObject([{ row: 3, column: 'outage', reason: 'duplicate' }])
  })
})

describe('a file of outages', () => {
  test('names the columns that it did not use', async () => {
    expect((await readOne({ colour: 'red', place: 'here', source: 'us' })).ignored).toEqual(['colour'])
  })

  test('may be JSON, with lists where the columns hold lists', async () => {
    const { elements: _, ...placeless } = good
    const { outages, refused } = await readJson(good, {
      ...placeless,
      outage: 'o2',
      areas: ['32', '14'],
      subscribers: 5,
      planned: true,
    })

    expect(refused).toEqual([])
    expect(outages[1]).toMatchObject({
      id: 'o2',
      areas: ['32', '14'],
      interruption: { subscribersHit: 5, planned: true },
    })
  })

  test('in JSON refuses what is no object, counting from one', async () => {
    expect((await readJson(good, 7, null)).refused.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '2 not-an-object',
      '3 not-an-object',
    ])
  })

  test.each([
    ['broken.json', '[{"outage":', 'not-json'],
    ['object.json', '{}', 'not-a-list'],
    ['empty.csv', '', 'empty-file'],
    ['bars.csv', 'outage|start|end\n', 'outage missing-column'],
    ['endless.csv', 'outage,start,elements\n', 'end missing-column'],
  ])('that is %s cannot be read: %s', async (name, content, message) => {
    await expect(readText(name, content)).rejects.toThrow(message)
  })

  test('may hold no outage at all', async () => {
    expect((await readText('none.csv', 'outage,start,end,elements\n')).outages).toEqual([])
  })
})

describe('an instant of an outage', () => {
  test.each([
    ['0001-01-01T00:00:00Z', '2026-09-10T10:00:00+02:00', 'start'],
    ['1969-12-31T23:59:59Z', '2026-09-10T10:00:00+02:00', 'start'],
    ['2026-09-10T08:00:00+02:00', '2200-01-01T00:00:00Z', 'end'],
    ['2026-09-10T08:00:00+02:00', '9999-12-31T00:00:00Z', 'end'],
  ])('that nobody can have meant is refused: %s to %s', async (start, end, column) => {
    expect((await readOne({ start, end })).refused).toMatchObject([{ column, reason: 'out-of-range' }])
  })

  test('may lie at the first and the last moment that is taken', async () => {
    const { refused } = await readOne({ start: '1970-01-01T00:00:00Z', end: '2199-12-31T23:59:59Z' })

    expect(refused).toEqual([])
  })
})
