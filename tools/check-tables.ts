/** Holds the contexts of the server against the rule in `tables.ts`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root } from './files.ts'
import { tableProblems, type Schemas } from './tables.ts'

const mayName: Schemas['mayName'] = {
  'server/src/app/gauges.ts': {
    tables: [
      'outages.outage',
      'outages.alarm',
      'network.import',
      'compensation.run',
      'ledger.payout_channel',
      'ledger.payout',
      'ledger.head',
      'identity.audit_head',
      'identity.audit',
    ],
    reason: 'counts across all contexts, for those who watch the whole; nothing is decided upon it',
  },
  'server/src/settings/routes.ts': {
    tables: ['platform.setting_history'],
    reason: 'the routes of what the platform keeps, which mounts none itself',
  },
  'server/src/outages/alarms/tree-store.ts': {
    tables: ['network.element', 'network.link'],
    reason: 'reads the whole network as a few long texts, in the shape that only correlation has a use for',
  },
  'server/src/subscribers/telephones.ts': {
    tables: ['platform.setting'],
    reason: 'a number is dialled with the code of the country wherever a million contacts are joined',
  },
  'server/src/subscribers/migrations/20261122-2110-telephones.sql': {
    tables: ['platform.setting', 'platform.setting_history'],
    reason: 'one setting became two',
  },
  'server/src/subscribers/migrations/20261122-0200-subscribers.sql': {
    tables: ['network.element', 'network.refuse_removal'],
    reason: 'a service keeps a copy of its element’s position, which a trigger follows in the same transaction',
  },
}

const read = filesBelow('server/src').filter(path => /\.(ts|sql)$/.test(path))
const files = new Map(read.map(path => [path, readFileSync(join(root, path), 'utf8')]))
const problems = tableProblems({ files, mayName })

for (const problem of problems) console.error(problem)
console.log(`${read.length} files, ${problems.length} problems with tables of other contexts.`)
process.exitCode = problems.length > 0 ? 1 : 0
