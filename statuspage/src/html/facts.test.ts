import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import type { PublicOutage, PublicPayment } from '../picture.ts'
import { sample } from '../sample.ts'
import { pageFiles } from './page-files.ts'

const [open] = sample.open as [PublicOutage]

/** What the page of an outage says of its compensation. */
function told(folder: string, compensation: PublicOutage['compensation'], payment: PublicPayment | null): string {
  const files = pageFiles({ ...sample, open: [{ ...open, compensation, payment }] })
  const page = files.find(({ path }) => path === `${folder}/outages/${open.number}/`)?.body ?? ''
  const { document } = parseHTML(page)
  const [fact] = [...document.querySelectorAll('dl > div')].filter(({ textContent }) =>
    /^\s*(Compensation|Kompensasi|Rekompensata)/.test(textContent ?? ''),
  )
  return (fact?.querySelector('dd')?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

test('compensation of which a part must be asked for says by when, in each language', () => {
  const payment: PublicPayment = { forms: ['bill', 'in-kind'], claim: 'some', claimUntil: '2026-12-01' }
  expect(told('', 'granted', payment)).toBe(
    'Decided: credited on the bill and given as data, minutes or another benefit. A part of it must be asked for, by 1 December 2026 at the latest.',
  )
  expect(told('/id', 'granted', payment)).toMatch(/Sebagian harus diminta, paling lambat 1 Desember 2026\.$/)
  expect(told('/pl', 'granted', payment)).toMatch(/O część trzeba wystąpić, najpóźniej 1 grudnia 2026\.$/)
})

test('compensation that must be asked for as a whole, that comes by itself, and that there is none', () => {
  expect(told('', 'given', { forms: ['in-kind'], claim: 'all', claimUntil: '2026-12-01' })).toMatch(
    /^Given: .*\. It must be asked for, by 1 December 2026 at the latest\.$/,
  )
  expect(told('', 'granted', { forms: ['balance'], claim: 'none', claimUntil: null })).toBe(
    'Decided: added to the prepaid balance. You need not ask for it.',
  )
  expect(told('', 'granted', { forms: ['payout'], claim: 'none', claimUntil: null })).toContain('paid out separately')
  expect(told('', 'none', null)).toBe('None follows from this')
})

test('there is a way to be told where the operator has a portal, and none where he has not', () => {
  const home = (portal?: string) => {
    const page = portal === undefined ? sample.page : { ...sample.page, portal }
    return pageFiles({ ...sample, page }).find(({ path }) => path === '/')?.body ?? ''
  }
  expect(home('https://my.example.net/portal/')).toContain('href="https://my.example.net/portal/subscribe"')
  expect(home('javascript:alert(1)')).not.toContain('alert')
  expect(home()).not.toContain('/subscribe')
})
