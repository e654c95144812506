/**
 * Builds `src/block-kernel.wasm` from the AssemblyScript beside this file. With `--check` nothing is written: it fails when the
 * checked-in binary is not, byte for byte, what the sources give.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import asc from 'assemblyscript/asc'

const here = import.meta.dirname
const target = join(here, '..', 'src', 'block-kernel.wasm')

const options = [
  'index.ts',
  '--baseDir',
  here,
  '--outFile',
  'block-kernel.wasm',
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--enable',
  'threads',
  '--enable',
  'bulk-memory',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory',
  '1',
  '--maximumMemory',
  '65536',
]

const binary = await build()
if (process.argv.includes('--check')) {
  const checkedIn = await readFile(target)
  if (Buffer.compare(checkedIn, binary) !== 0) {
    console.error('block-kernel.wasm is not what its sources give; run node batch/assembly/build.ts')
    process.exit(1)
  }
  console.log(`block-kernel.wasm is what its sources give (${binary.length} bytes)`)
} else {
  await writeFile(target, binary)
  console.log(`block-kernel.wasm written (${binary.length} bytes)`)
}

async function build(): Promise<Uint8Array> {
  let built: Uint8Array | undefined
  const { error } = await asc.main(options, {
    stderr: process.stderr,
    writeFile: (_name: string, contents: string | Uint8Array) => {
      if (typeof contents !== 'string') built = contents
    },
  })
  if (error !== null || built === undefined) throw new Error('the kernel does not compile', { cause: error })
  return built
}
