/**
 * Runs all checks, two at a time, and shows the output of those that failed.
 * `npm run check -- lint types` runs only these.
 */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './files.ts'

const checks: Record<string, string> = {
  types: 'tsc --noEmit',
  'types-web': 'tsc --noEmit -p web && tsc --noEmit -p web/src/portal && tsc --noEmit -p web/src/calculator',
  format: 'prettier --check --log-level warn .',
  lint: 'oxlint',
  boundaries: 'node tools/check-boundaries.ts',
  'dead-code': 'knip --no-progress',
  house: 'node tools/check-house.ts',
  tables: 'node tools/check-tables.ts',
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in checks))
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`)
  process.exit(2)
}

const waiting = Object.entries(checks).filter(([name]) => wanted.length === 0 || wanted.includes(name))
const failed: string[] = []
await Promise.all([work(), work()])

if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, command] = next
    const started = performance.now()
    const { code, output } = await run(command)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${seconds} s)`)
    if (code === 0) continue
    failed.push(name)
    console.log(`\n${output.trim()}\n`)
  }
}

function run(command: string): Promise<{ code: number; output: string }> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(command, { shell: true, cwd: root, env: { ...process.env, PATH: path } })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const { promise, resolve } = Promise.withResolvers<{ code: number; output: string }>()
  child.on('close', code => resolve({ code: code ?? 1, output }))
  return promise
}
