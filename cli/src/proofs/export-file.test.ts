import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  beginning,
  contentOf,
  digestOf,
  genesis,
  headerLine,
  headLine,
  pageLine,
  rowLine,
  trailerLine,
} from '@pulih/proofs'

const folder = mkdtempSync(join(tmpdir(), 'pulih-proofs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const program = resolve(import.meta.dirname, '../../bin/pulih')

function pulih(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const ledger = `${headLine({ page: 0n, lastTransfer: 0n, digest: beginning })}\n`
const entry = {
  at: Temporal.Instant.from('2026-09-10T08:00:00Z'),
  actor: 'system:test',
  action: 'a',
  subject: 'b',
  detail: null,
}
const digest = digestOf(genesis, 1, contentOf(entry))
const rows = [headerLine(0n, genesis), rowLine({ ...entry, number: 1n, previous: genesis, digest })]

describe('a file that is no export', () => {
  test.each([
    ['ledger', ['ledger', 'verify', '--export']],
    ['audit trail', ['audit', 'verify']],
  ])('of the %s is refused as what it is, and not called changed', (what, command) => {
    const verify = (path: string) => pulih(...command, path)
    const csv = file('some.csv', 'a,b\n'.repeat(300))

    expect(verify(file('empty', ''))).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('There is nothing in'),
    })
    expect(verify(csv)).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining(`is no export of the ${what}`),
    })
    expect(verify('/nowhere')).toMatchObject({ status: 2, err: 'There is no file /nowhere.\n' })
    expect(JSON.parse(pulih(...command, '/nowhere', '--json').out)).toMatchObject({
      title: 'There is no file /nowhere.',
    })
  })

  test('but of the other kind names the command that verifies it', () => {
    const trail = file('trail', `${rows.join('\n')}\n`)
    expect(pulih('ledger', 'verify', '--export', trail).err).toContain(`"pulih audit verify ${trail}"`)
    const books = file('books', ledger)
    expect(pulih('audit', 'verify', books).err).toContain(`"pulih ledger verify --export ${books}"`)
    expect(pulih('ledger', 'verify', '--export', books)).toMatchObject({ status: 0 })
  })
})

describe('an export that breaks off', () => {
  test('is incomplete, and not changed', () => {
    const whole = `${[...rows, trailerLine(1n, digest)].join('\n')}\n`
    expect(pulih('audit', 'verify', file('whole', whole))).toMatchObject({ status: 0 })
    const cut = pulih('audit', 'verify', file('cut', `${rows.join('\n')}\n`))
    expect(cut).toMatchObject({ status: 1, out: expect.stringContaining('THE EXPORT IS INCOMPLETE') })
    expect(cut.out).not.toContain('CHANGED')
    const torn = pulih('audit', 'verify', file('torn', whole.slice(0, -40)))
    expect(torn).toMatchObject({ status: 1, out: expect.stringContaining('THE EXPORT IS INCOMPLETE') })
    const page = { number: 1n, first: 1n, last: 2n, entries: 4n, previous: beginning, digest: beginning }
    const transfer = '{"line":"transfer","id":"1","kind":"cre'
    expect(pulih('ledger', 'verify', '--export', file('torn-ledger', transfer)).out).toContain('INCOMPLETE')
    // A page that does not agree was changed, wherever the file ends.
    expect(pulih('ledger', 'verify', '--export', file('changed', `${pageLine(page)}\n`)).out).toContain('CHANGED')
  })

  test('and whose rows do not agree either was changed', () => {
    const changed = `${rows.join('\n').replace('"action":"a"', '"action":"x"')}\n`
    expect(pulih('audit', 'verify', file('changed-trail', changed)).out).toContain('THE AUDIT TRAIL WAS CHANGED')
  })
})

test('a usage that is not understood ends with 2, and help that was asked for with 0', () => {
  expect(pulih('ledgers').status).toBe(2)
  expect(pulih('ledger', 'verify', '--exprot', 'x').status).toBe(2)
  expect(pulih('ledger', 'statement').status).toBe(2)
  expect(pulih('import', 'services').status).toBe(2)
  expect(pulih('--help').status).toBe(0)
  expect(pulih('ledger', '--help').status).toBe(0)
  expect(pulih('--version').status).toBe(0)
})
