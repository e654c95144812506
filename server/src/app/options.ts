import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface Options {
  readonly help: boolean
  readonly empty: boolean
  readonly demonstration: boolean
  readonly beginAgain: boolean
  /** null: as many as usual. */
  readonly services: number | null
  readonly backup: string | null
  readonly restore: string | null
}

/** An option that is not known, or that says what cannot be. */
export class BadOptions extends Error {
  constructor(mistake: string) {
    super(`${mistake}\n\n${usage}`)
  }
}

export const usage = `npm start [-- options]      the two dashes alone are for npm, which otherwise keeps the options to itself

Starts database, API and worker on this machine. The first start on an embedded database makes a believable operator and replays a real
outage on it; a database that DATABASE_URL names gets that only when asked.

  --empty             no demonstration: one sign-in for an administrator
  --demonstration     the demonstration, also in an empty database that DATABASE_URL names
  --services 20000    services of the demonstration's operator; 100000 unless told otherwise
  --begin-again       deletes an embedded database whose demonstration was left unfinished, and makes it anew
  --backup folder     copies the embedded database into a new folder, also while Pulih works on it
  --restore folder    puts such a copy where PULIH_DATA points, and verifies it
  --help              these lines

Settings come from the environment: docs/operations/configuration.md. Copies: docs/operations/backup.md.`

const known = {
  help: { type: 'boolean' },
  empty: { type: 'boolean' },
  demonstration: { type: 'boolean' },
  'begin-again': { type: 'boolean' },
  services: { type: 'string' },
  backup: { type: 'string' },
  restore: { type: 'string' },
} as const
const names = Object.keys(known)

const fewest = 1_000
const most = 10_000_000

/** Reads the command line, and what npm took from it. A mistake is never guessed away: what follows may be a database in use. */
export function readOptions(args: readonly string[], keptByNpm: readonly string[] = []): Options {
  const kept = keptByNpm.map(name => name.replaceAll('_', '-')).find(name => nearest(name) !== null)
  if (kept !== undefined)
    throw new BadOptions(
      `npm kept --${kept} to itself. Write two dashes alone before it: npm start -- --${nearest(kept)}${known[nearest(kept) as keyof typeof known].type === 'string' ? ' …' : ''}`,
    )
  const { tokens } = parseArgs({ args: [...args], options: known, strict: false, allowPositionals: true, tokens: true })
  const given = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind !== 'option')
      throw new BadOptions(`${token.kind === 'positional' ? `"${token.value}"` : '"--"'} belongs to no option.`)
    const { name, rawName, value } = token
    if (!names.includes(name) || !rawName.startsWith('--')) {
      const meant = nearest(name)
      throw new BadOptions(`There is no option ${rawName}${meant === null ? '' : `; did you mean --${meant}`}.`)
    }
    if (given.has(name)) throw new BadOptions(`${rawName} is there twice.`)
    if (known[name as keyof typeof known].type === 'boolean' && value !== undefined)
      throw new BadOptions(`${rawName} takes no value.`)
    given.set(name, value ?? '')
  }
  const folder = (name: 'backup' | 'restore'): string | null => {
    const value = given.get(name)
    if (value === undefined) return null
    if (value === '' || value.startsWith('--'))
      throw new BadOptions(`Name a folder, for example --${name} /backup/2026-11-22.`)
    return value
  }
  const options = {
    help: given.has('help'),
    empty: given.has('empty'),
    demonstration: given.has('demonstration'),
    beginAgain: given.has('begin-again'),
    services: wholeNumber(given.get('services')),
    backup: folder('backup'),
    restore: folder('restore'),
  }
  const makesOne = options.demonstration || options.beginAgain || options.services !== null
  if (options.empty && makesOne) throw new BadOptions('--empty asks for no demonstration, the others for one.')
  if (options.backup !== null || options.restore !== null)
    if (given.size > 1) throw new BadOptions('--backup and --restore stand alone.')
  return options
}

function wholeNumber(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d+$/.test(text) || Number(text) < fewest || Number(text) > most)
    throw new BadOptions(`--services: write a whole number from ${fewest} to ${most}, for example --services 20000.`)
  return Number(text)
}

/** The option that was meant, where one is within two letters of it. */
function nearest(name: string): string | null {
  return names.find(each => each === name) ?? names.find(each => distance(each, name) <= 2) ?? null
}

/** Letters to insert, remove or replace. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [above, letter] of one.split('').entries()) {
    const next = [above + 1]
    for (const [at, its] of other.split('').entries())
      next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === its ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}
