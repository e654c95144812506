/**
 * Runs dependency-cruiser over all workspaces and makes sure that it saw every file: a cruiser that cannot read TypeScript finds
 * nothing, and finds nothing wrong.
 */
import { execFileSync } from 'node:child_process'
import { filesBelow, root, workspaces } from './files.ts'

interface Cruise {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
      readonly cycle?: readonly { readonly name: string }[]
    }[]
    readonly ruleSetUsed: {
      readonly forbidden: readonly { readonly name: string; readonly comment?: string }[]
    }
  }
}

const leastFiles = 20

const rooms = [...workspaces, 'tools']
const reply = execFileSync('depcruise', ['--output-type', 'json', ...rooms], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
const { modules, summary } = JSON.parse(reply) as Cruise

const seen = new Set(modules.map(module => module.source))
const expected = rooms
  .flatMap(filesBelow)
  .filter(path => path.endsWith('.ts') && (!path.startsWith('batch/assembly/') || path.endsWith('/build.ts')))
const unseen = expected.filter(path => !seen.has(path))

const problems = [
  ...summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? [from, ...cycle.map(step => step.name)] : [from, to]
    const why = summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? ''
    return `${rule.name}: ${way.join(' → ')}\n    ${why}`
  }),
  ...unseen.map(path => `${path} was not looked at by dependency-cruiser.`),
]
if (expected.length < leastFiles)
  problems.push(`Only ${expected.length} files were found; there must be ${leastFiles} or more.`)

for (const problem of problems) console.error(problem)
console.log(`${expected.length} files, ${problems.length} problems with imports.`)
process.exitCode = problems.length > 0 ? 1 : 0
