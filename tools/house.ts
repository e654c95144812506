/** What this house asks of its files beyond what formatter, linter and compiler know. Pure, so that the tests can hand it files. */
import { posix } from 'node:path'

/** Text files by their path from the root. */
export type Files = ReadonlyMap<string, string>

export interface House {
  readonly files: Files
  readonly workspaces: readonly string[]
  /** Tells whether a file or folder is there, text or not. */
  readonly exists: (path: string) => boolean
  /** Files that may be long, each with its reason. */
  readonly mayBeLong: Readonly<Record<string, string>>
}

const longest = 600

export function houseProblems(house: House): string[] {
  return [
    ...impureSources(house),
    ...narrowedTests(house),
    ...unfinishedWork(house),
    ...longFiles(house),
    ...brokenLinks(house),
    ...missingPages(house),
    ...incompleteLock(house),
  ]
}

function impureSources({ files }: House): string[] {
  const forbidden: readonly [pattern: RegExp, instead: string][] = [
    [/\bparseFloat\(/, 'money and time are never floats; read a Ratio or Money from the text'],
    [
      /\bDate\.now\(|\bperformance\.now\(|\bTemporal\.Now\b/,
      'a decision reads no clock; take the instant as an argument',
    ],
    [/\bnew Date\(/, 'use Temporal'],
    [/\bMath\.random\(|\bcrypto\.\w+\(/, 'a decision must be repeatable; take the random source as an argument'],
    [/\bprocess\.env\b/, 'a decision does not depend on its surroundings; take the setting as an argument'],
  ]
  return linesOf(
    files,
    path => /^(kernel|engine|rulebooks)\/.*\.ts$/.test(path) && !isTest(path),
    withoutComments,
  ).flatMap(({ at, line }) =>
    forbidden.flatMap(([pattern, instead]) => {
      const found = pattern.exec(line)
      return found ? [`${at}: \`${found[0]}\` has no place here: ${instead}.`] : []
    }),
  )
}

function narrowedTests({ files }: House): string[] {
  return linesOf(files, isTest).flatMap(({ at, line, before }) => {
    const narrowed = /\.(only|skip|todo|fails)\b\s*[.(]/.exec(line)
    if (narrowed) return [`${at}: \`.${narrowed[1]}\` hides tests; finish or remove it.`]
    const explained = line.includes('//') || before.trim().startsWith('//') || before.trim().endsWith('*/')
    if (/\.(skipIf|runIf)\(/.test(line) && !explained)
      return [`${at}: say in a comment, here or one line above, when and why this test is skipped.`]
    return []
  })
}

function unfinishedWork({ files }: House): string[] {
  const mark = /\b(TO[D]O|FIX[M]E)\b/
  return linesOf(files, path => /\.(ts|cjs|md)$|\/[^.]+$/.test(path)).flatMap(({ at, line }) => {
    const found = mark.exec(line)
    return found ? [`${at}: ${found[0]}: do it now, or write it down where it is planned.`] : []
  })
}

function longFiles({ files, mayBeLong }: House): string[] {
  const lengths = [...files]
    .filter(([path]) => /\.(ts|cjs|md)$/.test(path))
    .map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }))
  const tooLong = lengths.filter(({ path, lines }) => lines > longest && !(path in mayBeLong))
  const needless = Object.keys(mayBeLong).filter(
    path => !lengths.some(file => file.path === path && file.lines > longest),
  )
  return [
    ...tooLong.map(
      ({ path, lines }) =>
        `${path}: ${lines} lines. Tell two stories in two files, or list it in tools/check-house.ts with a reason.`,
    ),
    ...needless.map(path => `${path}: is listed as a long file in tools/check-house.ts, and is not one.`),
  ]
}

/** Relative links of our pages, with their headings. */
function brokenLinks({ files, exists }: House): string[] {
  const links = linesOf(files, path => path.endsWith('.md'), withoutCode).flatMap(({ path, at, line }) =>
    [...line.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\s*\[[^\]]+\]:\s+(\S+)/g)].map(match => ({
      path,
      at,
      link: match[1] ?? match[2] ?? '',
    })),
  )
  return links
    .filter(({ link }) => !/^[a-z][a-z0-9+.-]*:/i.test(link))
    .flatMap(({ path, at, link }) => {
      const [file = '', heading] = decodeURI(link).split('#', 2)
      const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file)).replace(/\/$/, '')
      if (!exists(target)) return [`${at}: the link to ${link} leads nowhere.`]
      const page = files.get(target)
      if (!heading || !page || !target.endsWith('.md') || headingsOf(page).has(heading)) return []
      return [`${at}: ${target} has no heading #${heading}.`]
    })
}

function missingPages({ workspaces, exists }: House): string[] {
  const pages = ['README.md', 'CHANGELOG.md', ...workspaces.map(name => `${name}/README.md`)]
  return pages.filter(page => !exists(page)).map(page => `${page} is missing.`)
}

/**
 * `npm ci` refuses a lock file without the packages of other platforms, and `npm install` leaves them out without a word when they
 * are not published yet. Nor does a lock file say from where the packages come: that is the business of whoever installs.
 */
function incompleteLock({ files }: House): string[] {
  const text = files.get('package-lock.json')
  if (text === undefined) return []
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { link?: boolean; resolved?: string; optionalDependencies?: Record<string, string> }>
  }
  const locked = new Set(Object.keys(packages).map(path => path.replace(/^.*node_modules\//, '')))
  return Object.entries(packages).flatMap(([path, { link, resolved, optionalDependencies = {} }]) => {
    const missing = Object.keys(optionalDependencies).filter(name => !locked.has(name))
    const owner = path.replace(/^.*node_modules\//, '') || 'the root'
    return [
      ...(missing.length > 0
        ? [
            `package-lock.json: lacks ${missing.join(', ')} of ${owner}; pin a version that is published for all platforms.`,
          ]
        : []),
      ...(resolved && !link
        ? [`package-lock.json: ${owner} names a server; install with \`omit-lockfile-registry-resolved\`.`]
        : []),
    ]
  })
}

/** The anchors of a page, named as forges name them: lower case, hyphens for spaces, numbered when they repeat. */
function headingsOf(page: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, title = ''] of withoutCode(page, 'fences').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const anchor = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-')
    let name = anchor
    for (let again = 1; anchors.has(name); again++) name = `${anchor}-${again}`
    anchors.add(name)
  }
  return anchors
}

interface Line {
  readonly path: string
  readonly at: string
  readonly line: string
  readonly before: string
}

function linesOf(
  files: Files,
  wanted: (path: string) => boolean,
  prepare: (text: string) => string = text => text,
): Line[] {
  return [...files]
    .filter(([path]) => wanted(path))
    .flatMap(([path, text]) => {
      const lines = prepare(text).split('\n')
      return lines.map((line, index) => ({
        path,
        at: `${path}:${index + 1}`,
        line,
        before: lines[index - 1] ?? '',
      }))
    })
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts')
}

/** Blanks comments and keeps the lines where they are. */
function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, blank)
}

function withoutCode(page: string, which: 'all' | 'fences' = 'all'): string {
  const unfenced = page.replaceAll(/^(\s*)(```+|~~~+)[\s\S]*?^\s*\2.*$/gm, blank)
  return which === 'fences' ? unfenced : unfenced.replaceAll(/`[^`\n]+`/g, blank)
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ')
}
