import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const servicesHeader = 'service,element,area,kind,customer,payment,monthly_fee'
const pulih = join(import.meta.dirname, '../../../bin/pulih')

/** Files that Pulih takes without a word: two services of one element, hit by one outage of thirty hours. */
const usual: Readonly<Record<string, string>> = {
  'services.csv': `${servicesHeader}\n1,a,32.1,internet,consumer,postpaid,60.00\n2,b,32.2,internet,consumer,postpaid,45.50\n`,
  'network.csv': 'element,parent,area\nroot,,14\na,root,32.1\nb,root,32.2\n',
  'outages.csv': 'outage,start,end,elements\no1,2026-09-10T08:00:00+02:00,2026-09-11T14:00:00+02:00,root\n',
}

/** A folder with the usual files, some of them replaced; it goes away with `using`. */
export function aRun(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-assess-'))
  const path = (name: string) => join(folder, name)
  for (const [name, content] of Object.entries({ ...usual, ...files })) writeFileSync(path(name), content)
  mkdirSync(path('out'))
  return {
    path,
    options: {
      services: path('services.csv'),
      network: path('network.csv'),
      outages: path('outages.csv'),
      period: '2026-09',
      jurisdiction: 'NL',
      out: path('out/credits.csv'),
      quiet: true,
    },
    written: () => readdirSync(path('out')).toSorted(),
    /** The lines of a result as the columns name them. */
    lines: (name: string) => linesOf(readFileSync(path(`out/${name}`), 'utf8')),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Services with these lines, each with an element, an area, a kind, a customer, a payment and a fee. */
export function services(...lines: readonly string[]): string {
  return `${[servicesHeader, ...lines].join('\n')}\n`
}

/** Results quote only values that need it, and no value in these tests holds a comma. */
function linesOf(csv: string): Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = csv.trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map(line =>
    Object.fromEntries(line.split(',').map((value, index) => [columns[index] ?? '', value.replaceAll('"', '')])),
  )
}

/** Starts the program itself, as a shell would. */
export function start(...words: readonly string[]) {
  const child = spawn(process.execPath, [pulih, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number | null; readonly said: string }>()
  child.on('close', code => resolve({ code, said }))
  return { child, ended: promise }
}

/** The options of a run as the words of a command line; an empty text leaves one out. */
export function wordsOf(options: Readonly<Record<string, string | boolean>>): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    value === '' ? [] : value === true ? [`--${name}`] : [`--${name}`, String(value)],
  )
}
