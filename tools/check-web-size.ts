/**
 * How much a phone on a slow line loads before it can show the portal or the calculator: the page's script, what it imports, and the
 * largest file of each kind that it then asks for, one language and one country's rules. Fails above the limit.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './files.ts'

const limit = 100 * 1024
/** Another build may be named, to look at one before it is put in place. */
const folder = process.argv[2] ?? join(root, 'web/dist')
/** Files of which a visitor loads one: languages by their code, rules by the country's. */
const oneOf = { language: /^(?:en|id|pl)-/, country: /^[A-Z]{2}-/ }

const pages = ['portal', 'calculator'].filter(page => existsSync(join(folder, `${page}.html`)))
if (pages.length === 0) {
  console.error('There is nothing in web/dist. Build it first: node tools/build-web.ts')
  process.exit(2)
}
for (const page of pages) {
  const { bytes, told } = firstView(page)
  const isSmall = bytes <= limit
  console.log(`${isSmall ? 'ok    ' : 'FAILED'}  ${page}: ${kilobytes(bytes)} of ${kilobytes(limit)} (${told})`)
  if (!isSmall) process.exitCode = 1
}

function firstView(page: string): { readonly bytes: number; readonly told: string } {
  // The server leaves one language's preload in the page; it is counted below as the largest of them.
  const html = readFileSync(join(folder, `${page}.html`), 'utf8').replaceAll(/<link[^>]*data-language[^>]*>/g, '')
  const scripts = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, name = '']) => name)
  const needed = new Set<string>()
  const later = new Set<string>()
  for (const script of scripts) follow(script, needed, later)
  const own = [...needed].reduce((sum, name) => sum + sizeOf(name), 0)
  const parts = Object.entries(oneOf).flatMap(([kind, pattern]) => {
    const sizes = [...later].filter(name => pattern.test(name) && !needed.has(name)).map(sizeOf)
    return sizes.length === 0 ? [] : [{ kind, bytes: Math.max(...sizes) }]
  })
  return {
    bytes: parts.reduce((sum, part) => sum + part.bytes, own),
    told: [`script ${kilobytes(own)}`, ...parts.map(part => `${part.kind} at most ${kilobytes(part.bytes)}`)].join(
      ', ',
    ),
  }
}

/** What is imported at once goes to `needed`, what is asked for afterwards to `later`. */
function follow(script: string, needed: Set<string>, later: Set<string>): void {
  if (needed.has(script)) return
  needed.add(script)
  const code = readFileSync(join(folder, 'assets', script), 'utf8')
  for (const [, name = ''] of code.matchAll(/\bimport\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) later.add(name)
  for (const [, name = ''] of code.matchAll(/\b(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    follow(name, needed, later)
}

function sizeOf(script: string): number {
  return gzipSync(readFileSync(join(folder, 'assets', script)), { level: 9 }).length
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
