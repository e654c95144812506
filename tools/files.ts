import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

export const workspaces = [
  'kernel',
  'engine',
  'rulebooks',
  'phrases',
  'explanations',
  'statuspage',
  'notices',
  'rehearsal',
  'batch',
  'contracts',
  'proofs',
  'seed',
  'server',
  'cli',
  'web',
  'bench',
  'e2e',
]

const notOurs = new Set(['node_modules', '.git', 'out', 'coverage', 'data', 'dist'])

/** Every file of the project below a folder, as paths from the root, in order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(entry => !notOurs.has(entry.name))
    .flatMap(entry => {
      const path = relative(root, join(root, folder, entry.name)).replaceAll('\\', '/')
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
    .toSorted()
}
