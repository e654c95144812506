/**
 * Builds what browsers get into web/dist, compressed beforehand. Does nothing where it was built from the same files already, so that
 * it can stand before every start. The old build is replaced at once, when the new one is whole.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { filesBelow, root } from './files.ts'

/** Rooms of which something can come to be in the pages. */
const rooms = ['web', 'kernel', 'engine', 'rulebooks', 'phrases', 'explanations', 'contracts', 'notices']
const built = join(root, 'web/dist')
const mark = join(built, 'built-from')
const vite = join(root, 'node_modules/vite/bin/vite.js')

const sources = digestOfSources()
if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) process.exit(0)
if (!existsSync(vite)) {
  // An installation without what is needed only for building runs what came with it.
  if (existsSync(built)) process.exit(0)
  console.error('The pages are not built, and vite is not installed: run "npm ci" first.')
  process.exit(1)
}

console.log('Building the pages …')
mkdirSync(join(root, 'out'), { recursive: true })
const fresh = join(root, `out/web-${process.pid}`)
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'],
  { cwd: join(root, 'web'), encoding: 'utf8' },
)
if (status !== 0) {
  console.error(`${stdout}${stderr}`)
  rmSync(fresh, { recursive: true, force: true })
  process.exit(1)
}
compress(join(fresh, 'assets'))
writeFileSync(join(fresh, 'built-from'), sources)
const old = join(root, `out/web-old-${process.pid}`)
if (existsSync(built)) renameSync(built, old)
renameSync(fresh, built)
rmSync(old, { recursive: true, force: true })

/** Names, sizes and times: reading every file would take longer than most builds that it saves. */
function digestOfSources(): string {
  const digest = createHash('sha256')
  for (const path of [...rooms.flatMap(room => filesBelow(room)), 'package-lock.json']) {
    if (/\.test\.tsx?$|\.md$/.test(path)) continue
    const { size, mtimeMs } = statSync(join(root, path))
    digest.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return digest.digest('hex')
}

function compress(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|svg|json|wasm)$/.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, quality))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
}
