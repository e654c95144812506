import { describe, expect, test } from 'vitest'
import { tableProblems } from './tables.ts'

const migrations = {
  'server/src/network/migrations/1-network.sql':
    'create table network.element (id bigint);\ncreate function network.refuse() returns trigger as $$ $$;\n',
  'server/src/outages/migrations/2-outages.sql': 'create table if not exists outages.outage (id uuid);\n',
}

describe('a context', () => {
  test('names the tables of its own schema only', () => {
    const found = problemsOf({
      'server/src/outages/store.ts': 'sql`select * from outages.outage o\n join network.element e on true`\n',
      'server/src/outages/other-store.ts': "sql`update ${sql.table('network.element')} set area = ''`\n",
      'server/src/outages/migrations/3-more.sql':
        'create trigger t before delete on outages.outage execute function network.refuse();\n',
    })

    expect(found).toEqual([
      expect.stringMatching(/^server\/src\/outages\/store\.ts:2: names network\.element/),
      expect.stringMatching(/^server\/src\/outages\/other-store\.ts:1: names network\.element/),
      expect.stringMatching(/^server\/src\/outages\/migrations\/3-more\.sql:1: names network\.refuse/),
    ])
  })

  test('may say what only looks like a table, speak of tables, and make them for a test', () => {
    const found = problemsOf({
      'server/src/outages/view.ts': "throw problem('network.element-not-found')\nconst x = element.network.elements\n",
      'server/src/outages/notes.ts': '/** Follows network.element. */\n// network.element\n',
      'server/src/outages/life.test.ts': 'sql`insert into network.element values (1)`\n',
      'server/src/outages/testing/world.ts': 'sql`insert into network.element values (1)`\n',
    })

    expect(found).toEqual([])
  })

  test('may be listed with the tables that it needs, as long as it names them', () => {
    const store = { 'server/src/outages/store.ts': 'sql`select 1 from network.element`\n' }
    const listed = (...tables: string[]) => ({ 'server/src/outages/store.ts': { tables, reason: 'needed' } })

    expect(problemsOf(store, listed('network.element'))).toEqual([])
    expect(problemsOf({}, listed('network.element'))).toEqual([expect.stringContaining('and does not')])
  })
})

function problemsOf(
  files: Record<string, string>,
  mayName: Parameters<typeof tableProblems>[0]['mayName'] = {},
): string[] {
  return tableProblems({ files: new Map(Object.entries({ ...migrations, ...files })), mayName })
}
