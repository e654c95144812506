/** Starts Pulih as a newcomer would, on an empty folder and with a small operator, asks it whether it is ready, and stops it with Ctrl-C. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './files.ts'

const patienceSeconds = 240
const folder = mkdtempSync(join(tmpdir(), 'pulih-start-'))
// As root the database runs as another user, who has to get in.
chmodSync(folder, 0o755)
const child = spawn(process.execPath, ['server/src/main.ts', '--services', '3000'], {
  cwd: root,
  env: { ...process.env, PULIH_DATA: folder, PULIH_PORT: '0', PULIH_LOG: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const giveUp = setTimeout(() => {
  console.error(`Nothing came of it in ${patienceSeconds} s.`)
  child.kill('SIGKILL')
}, patienceSeconds * 1_000)

let ready = false
let posted = false
for await (const line of createInterface({ input: child.stdout })) {
  console.log(line)
  posted ||= line.includes('posted to the ledger')
  const address = /^Pulih listens at (\S+)/.exec(line)?.[1]
  if (address === undefined) continue
  ready = (await fetch(`${address}/readyz`)).ok
  child.kill('SIGINT')
}
const code = child.exitCode ?? (await new Promise<number | null>(resolve => child.on('exit', resolve)))
clearTimeout(giveUp)
rmSync(folder, { recursive: true, force: true })
if (!ready || !posted || code !== 0) {
  console.error(`ready: ${ready}, demonstration posted: ${posted}, exit code: ${code}`)
  process.exitCode = 1
}
