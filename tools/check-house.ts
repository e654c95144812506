/** Holds every file of the project against the rules in `house.ts`. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root, workspaces } from './files.ts'
import { houseProblems } from './house.ts'

/** Files over the limit, each with the reason why it is better in one piece. */
const mayBeLong: Record<string, string> = {}

const read = filesBelow('.').filter(path => /\.(ts|cjs|md)$|\/[^.]+$|^package-lock\.json$/.test(path))
const problems = houseProblems({
  files: new Map(read.map(path => [path, readFileSync(join(root, path), 'utf8')])),
  workspaces,
  exists: path => existsSync(join(root, path)),
  mayBeLong,
})

for (const problem of problems) console.error(problem)
console.log(`${read.length} files, ${problems.length} problems with the house rules.`)
process.exitCode = problems.length > 0 ? 1 : 0
