import { expect, test } from 'vitest'
import { tellOfTrouble } from './tell-of-trouble.ts'
import type { Turn } from './trouble-store.ts'

function told(turn: Turn | null): readonly string[] {
  const lines: string[] = []
  const line = (level: string) => (_: object, says: string) => void lines.push(`${level} ${says}`)
  tellOfTrouble({ warn: line('warn'), info: line('info') }, 'gateway', turn)
  return lines
}

test('a trouble is told when it begins and when it ends', () => {
  const since = Temporal.Instant.from('2026-09-15T09:00:00Z')

  expect(told({ kind: 'begun', reason: 'it answered 401' })).toEqual([
    expect.stringMatching(/^warn gateway .*: it answered 401$/),
  ])
  expect(told({ kind: 'ended', since })).toEqual(['info gateway works again.'])
  expect(told(null)).toEqual([])
})

test.each([
  ['10.1.2.3 is a private address', '… is a private address'],
  ['connect ECONNREFUSED 10.1.2.3:8080', 'connect ECONNREFUSED …'],
  ['connect ECONNREFUSED fd00::1:8080', 'connect ECONNREFUSED …'],
  ['connect ECONNREFUSED ::1:25', 'connect ECONNREFUSED …'],
  ['getaddrinfo ENOTFOUND sms.example.net', 'getaddrinfo ENOTFOUND …'],
  ['535 5.7.8 no such key https://sms.example.net/k?token=abc', '535 5.7.8 no such key …'],
  ['the token 123456:AAE-xyzabcdefghijklmnopq1234 is wrong', 'the token … is wrong'],
])('of "%s" the log says no machine and no secret', (reason, bare) => {
  expect(told({ kind: 'begun', reason })[0]?.endsWith(`: ${bare}`)).toBe(true)
})
