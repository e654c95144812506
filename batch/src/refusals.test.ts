import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { refusalReasons } from './plan.ts'
import { longestId } from './limits.ts'
import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

describe('refused rows', () => {
  test('are listed with their line, and the value cut between characters', async () => {
    const long = 'ż'.repeat(60)

    const { rejected } = await runText(smallPlan(), `${smallHeader}\n\n1,hit,${long},1.00\n"2,hit,tv,1.00\n3,hit\n`)

    expect(rejected.split('\n').map(line => line.replace(/^[^,]*services\.csv,/, ''))).toEqual([
      'file,row,column,reason,value,remedy',
      `3,kind,unknown-word,"${'ż'.repeat(40)}",Use one of the words that docs/formats.md lists for this column.`,
      '4,,broken-quotes,"""2,hit,tv,1.00",Close every quote on the same line and double the quotes inside.',
      '5,,too-few-fields,"3,hit",Give the line as many fields as the header has.',
      '',
    ])
  })

  test.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['something above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a character cut short', [0xe2, 0x82]],
  ])('include ids with %s', async (_, bytes) => {
    const text = Buffer.concat([
      Buffer.from(`${smallHeader}\n1`),
      Buffer.from(bytes),
      Buffer.from(',hit,tv,1.00\n2€𝄞,hit,tv,1.00\n'),
    ])

    const { out, rejected } = await runText(smallPlan(), text)

    expect(rejected).toContain(',2,service,not-utf8,')
    expect(out.split('\n')[1]).toBe('2€𝄞,xx/third,0,0.10,0.10,0.10')
  })

  test('include elements that differ from a known one only in the middle of a long name', async () => {
    const name = (middle: number): string => `warsaw-north-${middle}-port-0001`
    const elements = Array.from({ length: 500 }, (_, at) => name(1000 + at))
    const plan = smallPlan({ elements, elementSignature: new Int32Array(500), elementArea: new Int32Array(500) })
    const rows = Array.from({ length: 1000 }, (_, at) => `${1000 + at},${name(1000 + at)},tv,1.00`)

    const { result } = await runText(plan, [smallHeader, ...rows].join('\n'))

    expect(result.rows).toEqual({ read: 1000, ok: 500, refused: 500, hit: 0 })
  })

  test('have the same numbers in the kernel as in the plan', () => {
    const source = readFileSync(new URL('../assembly/reasons.ts', import.meta.url), 'utf8')

    const numbers = [...source.matchAll(/const (\w+): u32 = (\d+)/g)].map(([, name = '', number]) => [
      name.toLowerCase().replaceAll('_', '-'),
      Number(number),
    ])

    expect(numbers.length).toBeGreaterThan(10)
    for (const [name, number] of numbers) expect(refusalReasons[Number(number) - 1]).toBe(name)
    expect(readFileSync(new URL('../assembly/ids.ts', import.meta.url), 'utf8')).toContain(
      `LONGEST_ID: u32 = ${longestId}`,
    )
  })
})
