import { describe, expect, test } from 'vitest'

import { InputError } from './input-error.ts'
import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

async function mistakesOf(text: string | Uint8Array): Promise<string[]> {
  const error: unknown = await runText(smallPlan(), text).catch((reason: unknown) => reason)
  if (!(error instanceof InputError)) throw new Error('the file was taken', { cause: error })
  return error.mistakes.map(({ row, column, reason }) => `${row} ${column} ${reason}`)
}

describe('a header', () => {
  test('names everything that is missing or said twice at once', async () => {
    expect(await mistakesOf('service,service,customer\n1,1,\n')).toEqual([
      '1 service duplicate-column',
      '1 monthly_fee missing-column',
      '1 kind missing-column',
      '1 element missing-column',
    ])
  })

  test.each([
    ['an empty file', '', '1  empty-file'],
    ['an empty first line', '\nservice\n', '1  empty-file'],
    ['an unknown separator', 'service|element|kind|monthly_fee\n', '1  unknown-separator'],
    ['UTF-16', Buffer.from(`\ufeff${smallHeader}\n`, 'utf16le'), '1  not-utf8'],
    ['NUL bytes', `${smallHeader}\n1,\0,tv,1.00\n`, '1  nul-bytes'],
    ['Latin-2', Buffer.from([...Buffer.from(`${smallHeader},`), 0xb3, 10]), '1  not-utf8'],
    ['open quotes', `"service,element,kind,monthly_fee\n`, '1  broken-quotes'],
    ['a line without end', `${smallHeader}\n1,${'x'.repeat(400_000)}`, '0  line-too-long'],
  ])('refuses %s', async (_, text, mistake) => {
    expect(await mistakesOf(text)).toEqual([mistake])
  })

  test('may begin with a byte order mark, stand in quotes, and name columns that nobody knows', async () => {
    const { out, result } = await runText(
      smallPlan(),
      `\ufeff"service";"note";element;kind;"monthly_fee"\r\n7;;hit;tv;20.00\r\n`,
    )

    expect(out).toContain('7,xx/third,0,2.00,2.00,2.00')
    expect(result.unknownColumns).toEqual(['note'])
  })

  test('may stand alone', async () => {
    for (const end of ['', '\n', '\r\n']) {
      const { out, result } = await runText(smallPlan(), smallHeader + end)
      expect(out.split('\n')).toHaveLength(2)
      expect(result.rows.read).toBe(0)
    }
  })
})
