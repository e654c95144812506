import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { compressor, keysFrom, numbersFile, secretOf, writeSnapshot } from '@pulih/server'
import { feedFiles, pageFiles, sample, type Component, type Picture } from '@pulih/statuspage'

export interface MadePage {
  /** Bytes on the way, compressed. */
  readonly firstView: number
  readonly summary: number
  /** Seconds in which all premises were hashed and written. */
  readonly numbersSeconds: number
}

/** A page of two hundred components with an outage that hits as many premises as are wanted, of twice as many numbers that may be asked. */
export async function makePage(folder: string, premises: number, secret: string): Promise<MadePage> {
  const picture = largePicture()
  const files = [...pageFiles(picture), ...feedFiles(picture)]
  const began = performance.now()
  const numbers = writeNumbers(folder, picture, premises, secret)
  const numbersSeconds = (performance.now() - began) / 1000
  const pressed = compressor()(files.map(({ body }) => body))
  await writeSnapshot(folder, { picture, files, pressed, numbers })
  const usual = pageFiles(sample)
  const weight = (path: string) => brotliCompressSync(usual.find(file => file.path === path)?.body ?? '').length
  const summary = files.findIndex(({ path }) => path === '/api/v2/summary.json')
  return {
    firstView: ['/', '/style.css', '/live.js', '/icon.svg'].reduce((sum, path) => sum + weight(path), 0),
    summary: pressed[summary]?.br?.body.length ?? Number.NaN,
    numbersSeconds,
  }
}

function writeNumbers(folder: string, { open }: Picture, premises: number, secret: string): string {
  const outage = open[0]?.id ?? ''
  const file = numbersFile(keysFrom(secretOf(secret)), [outage])
  for (let number = 0; number < premises; number++) file.add({ outage, service: `S-${number}`, address: null })
  const { name, bytes } = file.finish()
  mkdirSync(join(folder, 'numbers'), { recursive: true })
  writeFileSync(join(folder, 'numbers', name), bytes)
  return name
}

function largePicture(): Picture {
  const [first] = sample.components
  if (!first) throw new Error('the sample has lost its components')
  const components = Array.from({ length: 200 }, (_, index): Component => ({
    ...first,
    id: `c${index}`,
    name: `Powiat ${index * 7919}`,
    group: index % 20 === 0 ? null : `c${index - (index % 20)}`,
    days: Array.from({ length: 90 }, (_, day) => ({
      owed: 86_400_000,
      lost: (day * 31 + index * 17) % 97 < 2 ? 1_728_000 : 0,
    })),
    status: index % 9 === 0 ? 'partial_outage' : 'operational',
  }))
  return { ...sample, components }
}
