import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openDuckDb } from '../differential/database.ts'
import { statementsOf } from '../differential/statements.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const document = readFileSync(join(root, 'docs/sql.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'pulih-document-'))

describe('the example of docs/sql.md', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('yields in DuckDB what is printed there', async () => {
    for (const file of ['services.csv', 'network.csv', 'outages.csv'])
      writeFileSync(join(folder, file), block(`csv ${file}`))
    const [, ...words] = block('sh').trim().split(' ')
    execFileSync(process.execPath, [join(root, 'cli/bin/pulih'), ...words, '--quiet'], { cwd: folder })

    const duckdb = await openDuckDb()
    await duckdb.run(`set file_search_path = '${join(folder, 'facts')}'`)
    const answers: (readonly (readonly unknown[])[])[] = []
    for (const statement of [
      ...statementsOf(block('sql')),
      ...statementsOf(readFileSync(join(folder, 'facts/pulih-duckdb.sql'), 'utf8')),
    ]) {
      answers.push(await duckdb.run(statement))
    }
    await duckdb.close()

    const [problems, credits] = answers.slice(-2)
    const lines = (credits ?? []).map(row => row.join(','))
    expect(problems).toEqual([])
    expect(lines.toSorted()).toEqual(block('csv credits').trim().split('\n').slice(1))
    expect(readFileSync(join(folder, 'credits.csv'), 'utf8')).toContain(
      'anna,nl/telecommunicatiewet-7.1a,93,3.02,3.02,3.02',
    )
  }, 60_000)
})

/** What stands between the fences that begin with these words. */
function block(fence: string): string {
  const [, text] = document.split(`\`\`\`${fence}\n`)
  if (text === undefined) throw new Error(`docs/sql.md has no block "${fence}"`)
  return text.slice(0, text.indexOf('```'))
}
