/**
 * Writes what a browser has to know of each operation when it asks, into web/src/api/operations.ts. Their types come from the contracts
 * themselves; the schemas stay on the server. With `--check` it only compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as contracts from '@pulih/contracts'
import type { Route } from '@pulih/contracts'
import { root } from './files.ts'

const file = join(root, 'web/src/api/operations.ts')
const rows = Object.entries(contracts as Record<string, unknown>)
  .filter((entry): entry is [string, Route] => isRoute(entry[1]))
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, { method, path, permission, idempotent, versioned, accepts, body }]) => {
    const flags = [
      ...(idempotent ? ['idempotent: true'] : []),
      ...(versioned ? ['versioned: true'] : []),
      ...(body === null && accepts[0] !== 'application/json' ? ['file: true'] : []),
    ]
    return `  ${name}: { ${[`method: '${method}'`, `path: '${path}'`, `permission: '${permission}'`, ...flags].join(', ')} },`
  })

const text = `/* Written by \`npm run generate\` from the contracts. */
// prettier-ignore
export const operations = {
${rows.join('\n')}
} as const
`

if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('web/src/api/operations.ts is not what the contracts say: run "npm run generate".')
  process.exitCode = 1
}

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'permission' in value && 'path' in value && 'method' in value
}
