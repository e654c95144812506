/** Writes who may do what into docs/authorisation.md, from the contracts. With `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as contracts from '@pulih/contracts'
import { permissions, personalPermissions, rolePermissions, roles, type Route } from '@pulih/contracts'
import { root } from './files.ts'

const operations = Object.values(contracts as Record<string, unknown>)
  .filter(
    (value): value is Route =>
      typeof value === 'object' && value !== null && 'permission' in value && 'path' in value && 'method' in value,
  )
  .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))

const text = `# Authorisation

Who may do what. This file is written from the contracts by \`npm run generate\`; a test sends every operation as every role, as a key
without the scope and without credentials, and compares the answers with it.

An operation for *anyone* needs no credentials, one for the *signed-in* needs any; what it does is limited to whoever asks. Every other
needs its permission. Somebody with several roles may do what any of them may. A key may do what it was made for, as long as its owner
may do it too, and never ${personalPermissions.map(each => `\`${each}\``).join(', ')}. With a temporary password nothing is possible but to change it.

## Permissions

${table(
  ['permission', ...roles, 'key'],
  permissions.map(permission => [
    `\`${permission}\``,
    ...roles.map(role => mark(rolePermissions[role].includes(permission))),
    mark(!personalPermissions.some(each => each === permission)),
  ]),
)}

## Operations

${table(
  ['operation', 'address', 'permission', 'roles'],
  operations.map(({ id, method, path, permission }) => [
    `\`${id}\``,
    `${method} ${path}`,
    permission === 'anyone' || permission === 'signed-in' ? `*${permission}*` : `\`${permission}\``,
    who(permission),
  ]),
)}
`

const path = join(root, 'docs/authorisation.md')
if (!process.argv.includes('--check')) writeFileSync(path, text)
else if (readFileSync(path, 'utf8') !== text) {
  console.error('docs/authorisation.md is not what the contracts say: run "npm run generate".')
  process.exitCode = 1
}

function key({ context, path: address, method }: Route): string {
  return `${context} ${address} ${method}`
}

function who(permission: Route['permission']): string {
  if (permission === 'anyone') return 'everybody'
  const may = permission === 'signed-in' ? roles : roles.filter(role => rolePermissions[role].includes(permission))
  return may.length === roles.length ? 'all' : may.join(', ')
}

function mark(yes: boolean): string {
  return yes ? 'yes' : ''
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `|${cells.map(cell => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`)
    .join('\n')
}
