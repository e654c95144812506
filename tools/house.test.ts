import { describe, expect, test } from 'vitest'
import { houseProblems } from './house.ts'

describe('the house rules', () => {
  test('keep clock, chance and floats out of decisions, but not out of their tests and comments', () => {
    const found = problemsOf({
      'engine/src/decide.ts': 'const now = Date.now()\nconst luck = Math.random()\n',
      'kernel/src/money.ts': '// Never parseFloat(text): 0.1 is not a tenth.\nconst fee = parseFloat(text)\n',
      'engine/src/decide.test.ts': 'const now = Date.now()\n',
      'cli/src/run.ts': 'const now = Date.now()\n',
    })

    expect(found).toEqual([
      expect.stringMatching(/^engine\/src\/decide\.ts:1: `Date\.now\(`/),
      expect.stringMatching(/^engine\/src\/decide\.ts:2: `Math\.random\(`/),
      expect.stringMatching(/^kernel\/src\/money\.ts:2: `parseFloat\(`/),
    ])
  })

  test('refuse tests that hide tests, and let a skip pass that says why', () => {
    const hidden = ['on', 'ly'].join('')
    const found = problemsOf({
      'engine/src/a.test.ts': `test.${hidden}('a', () => {})\n`,
      // The first of these two does not say why, the second does.
      'engine/src/b.test.ts': `test.skipIf(noData)('b', () => {})\n`,
      'engine/src/c.test.ts': `// The survey is not part of the repository.\ntest.skipIf(noData)('c', () => {})\n`,
    })

    expect(found).toEqual([
      expect.stringContaining('engine/src/a.test.ts:1'),
      expect.stringContaining('engine/src/b.test.ts:1'),
    ])
  })

  test('find links that lead nowhere, in pages and in headings', () => {
    const found = problemsOf({
      'docs/tour.md': [
        '# A tour',
        '[kernel](../kernel/README.md) [gone](gone.md) [law](https://law.example)',
        '[here](#a-tour) [twice](#a-tour-1) [there](../kernel/README.md#words)',
        '`[not a link](nowhere.md)`',
        '```md',
        '[not a link either](nowhere.md)',
        '```',
      ].join('\n'),
    })

    expect(found).toEqual([
      'docs/tour.md:2: the link to gone.md leads nowhere.',
      'docs/tour.md:3: docs/tour.md has no heading #a-tour-1.',
      'docs/tour.md:3: kernel/README.md has no heading #words.',
    ])
  })

  test('limit files to what one can read, with listed exceptions that are needed', () => {
    const long = 'x\n'.repeat(601)
    const mayBeLong = { 'engine/src/table.ts': 'one table', 'engine/src/short.ts': 'was long once' }
    const found = problemsOf({ 'engine/src/tangle.ts': long, 'engine/src/table.ts': long }, mayBeLong)

    expect(found).toEqual([
      expect.stringContaining('engine/src/tangle.ts: 601 lines'),
      expect.stringContaining('engine/src/short.ts: is listed'),
    ])
  })

  test('refuse a lock file that only fits the machine it was written on, or names a server', () => {
    const found = problemsOf({
      'package-lock.json': JSON.stringify({
        packages: {
          '': {},
          'node_modules/@pulih/kernel': { resolved: 'kernel', link: true },
          'node_modules/quick': { optionalDependencies: { 'quick-linux': '1.0.0', 'quick-mac': '1.0.0' } },
          'node_modules/quick-linux': { resolved: 'https://packages.example/quick-linux.tgz' },
        },
      }),
    })

    expect(found).toEqual([
      expect.stringContaining('lacks quick-mac of quick'),
      expect.stringContaining('quick-linux names a server'),
    ])
  })

  test('ask for the pages that every workspace has', () => {
    const found = houseProblems({
      files: new Map(),
      workspaces: ['kernel'],
      exists: () => false,
      mayBeLong: {},
    })

    expect(found).toEqual(['README.md is missing.', 'CHANGELOG.md is missing.', 'kernel/README.md is missing.'])
  })
})

function problemsOf(files: Record<string, string>, mayBeLong: Record<string, string> = {}): string[] {
  const all = new Map(
    Object.entries({ 'README.md': '', 'CHANGELOG.md': '', 'kernel/README.md': '# Kernel\n', ...files }),
  )
  return houseProblems({ files: all, workspaces: ['kernel'], exists: path => all.has(path), mayBeLong })
}
