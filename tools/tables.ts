/**
 * A context reads and writes the tables of its own schema; what it needs of another's it gets through that context's door, as a
 * function or as a fragment of SQL. Pure, so that the tests can hand it files.
 */
import type { Files } from './house.ts'

export interface Schemas {
  /** All files below `server/src`, by their path from the root. */
  readonly files: Files
  /** Files that name tables of others, each with the tables and the reason. */
  readonly mayName: Readonly<Record<string, { readonly tables: readonly string[]; readonly reason: string }>>
}

export function tableProblems({ files, mayName }: Schemas): string[] {
  const known = relationsIn(files)
  const named = [...files]
    .filter(([path]) => !isForTests(path))
    .map(([path, text]) => ({ path, strangers: strangersIn(path, text, known) }))
  const problems = named.flatMap(({ path, strangers }) =>
    strangers
      .filter(({ table }) => !mayName[path]?.tables.includes(table))
      .map(
        ({ line, table }) =>
          `${path}:${line}: names ${table}, a table of another context. Ask its door for it, or list it in tools/check-tables.ts with a reason.`,
      ),
  )
  const needless = Object.entries(mayName).flatMap(([path, { tables }]) => {
    const strangers = named.find(file => file.path === path)?.strangers.map(({ table }) => table) ?? []
    return tables
      .filter(table => !strangers.includes(table))
      .map(table => `${path}: may name ${table} by tools/check-tables.ts, and does not.`)
  })
  return [...problems, ...needless]
}

/** Everything that the migrations create and that a statement can name: `schema.name`. */
function relationsIn(files: Files): Set<string> {
  const created =
    /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|sequence|function)\s+(?:if\s+not\s+exists\s+)?([a-z_]+\.[a-z_]+)/gi
  const migrations = [...files].filter(([path]) => path.endsWith('.sql')).map(([, text]) => text)
  return new Set(migrations.flatMap(text => [...text.matchAll(created)].flatMap(([, name]) => name ?? [])))
}

function strangersIn(path: string, text: string, known: ReadonlySet<string>): { line: number; table: string }[] {
  const [, , own = ''] = path.split('/')
  return withoutComments(path, text)
    .split('\n')
    .flatMap((line, index) =>
      // A name that goes on with a hyphen is the code of a problem or an event.
      [...line.matchAll(/(?<![\w./-])([a-z_]+)\.([a-z_]+)(?![\w-])/g)].flatMap(([name, schema]) =>
        schema !== own && known.has(name) ? [{ line: index + 1, table: name }] : [],
      ),
    )
}

/** Tests and their helpers make a past that no door offers. */
function isForTests(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/')
}

/** Blanks comments and keeps the lines where they are. */
function withoutComments(path: string, text: string): string {
  const comment = path.endsWith('.sql') ? /\/\*[\s\S]*?\*\/|--.*$/gm : /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm
  return text.replaceAll(comment, found => found.replaceAll(/[^\n]/g, ' '))
}
