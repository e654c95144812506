import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeSnapshot } from './make-snapshot.ts'
import { openSnapshot, readPlaces } from './snapshot.ts'

let folder = ''
let services = ''
let out = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulih-snapshot-'))
  services = join(folder, 'services.csv')
  out = join(folder, 'snapshot.csv')
})
afterEach(() => rmSync(folder, { recursive: true }))

const header = 'service;element;kind\r\n'

describe('a snapshot', () => {
  test('holds every line unchanged, those of a place together and in the order of the file', () => {
    const place = fc.constantFrom(
      'a',
      'b',
      'gałąź',
      '"quoted;place"',
      '"with ""quotes"""',
      'a-name-that-is-a-little-longer',
    )
    const line = fc.record({ place, end: fc.constantFrom('\n', '\r\n'), fee: fc.nat(99) })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 150 }), fc.boolean(), (lines, endsWithFeed) => {
        const texts = lines.map(
          ({ place, end, fee }, at) => `s${at};${place};${fee}${at === lines.length - 1 && !endsWithFeed ? '' : end}`,
        )
        writeFileSync(services, header + texts.join(''))

        const snapshot = makeSnapshot({ services, column: 'element', out, blockBytes: 1024 })

        const opened = openSnapshot(out, services)
        for (const [number, name] of snapshot.places.entries()) {
          const own = texts.filter((_, at) => unquoted(lines[at]?.place ?? '') === name)
          expect(textOf(readPlaces(opened, [number], 1)).replace(/\n?$/, '\n')).toBe(
            (header + own.join('')).replace(/\n?$/, '\n'),
          )
          expect(snapshot.lines[number]).toBe(own.length)
        }
        expect(snapshot.lines.reduce((sum, count) => sum + count, 0)).toBe(lines.length)
      }),
      { numRuns: 60 },
    )
  })

  test('leaves out lines by their number and lines without a place', () => {
    writeFileSync(services, `${header}1;a;x\n\n2;a;x\n3;;x\n4\n5;a;x\n`)

    makeSnapshot({ services, column: 'element', out, without: new Set([4]) })

    expect(readFileSync(out, 'utf8')).toBe(`${header}1;a;x\n5;a;x\n`)
  })

  test('has its places in the order that was asked for, and hands them out in parts', () => {
    writeFileSync(services, `${header}1;b;x\n2;a;x\n3;c;x\n4;b;x\n`)

    makeSnapshot({ services, column: 'element', out, order: ['c', 'b'] })

    expect(readFileSync(out, 'utf8')).toBe(`${header}3;c;x\n1;b;x\n4;b;x\n2;a;x\n`)
    const parts = [...readPlaces(openSnapshot(out, services), [2, 0], 1)].map(part => part.toString())
    expect(parts).toEqual([`${header}3;c;x\n`, `${header}2;a;x\n`])
  })

  test('is of one state of one file', () => {
    writeFileSync(services, `${header}1;a;x\n`)
    makeSnapshot({ services, column: 'element', out })

    utimesSync(services, 1, 1)
    expect(() => openSnapshot(out, services)).not.toThrow()
    writeFileSync(services, `${header}1;b;x\n`)
    expect(() => openSnapshot(out, services)).toThrow(/was changed after/)
  })
})

function textOf(parts: Iterable<Buffer>): string {
  return Buffer.concat([...parts]).toString()
}

function unquoted(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
}
