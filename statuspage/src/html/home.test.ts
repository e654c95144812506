import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { PublicOutage } from '../picture.ts'
import { sample } from '../sample.ts'
import { pageFiles } from './page-files.ts'

const files = pageFiles(sample)
const bodyOf = (all: typeof files, path: string) => all.find(file => file.path === path)?.body ?? ''
const documentAt = (path: string, all = files) => parseHTML(bodyOf(all, path)).document

describe('the first page', () => {
  test('says in one sentence how things are, and of when that is', () => {
    const main = documentAt('/').querySelector('main')
    expect(main?.querySelector('h1')?.textContent).toBe(
      'There is an outage in Warszawa, Wola: about 930 connections are down.',
    )
    expect(main?.querySelector('.as-of')?.textContent).toBe('As of Sunday, 22 November 2026 at 10:05 CET')
    const fine = documentAt('/', pageFiles({ ...sample, open: [], components: [] }))
    expect(fine.querySelector('h1')?.textContent).toBe('Everything works.')
  })

  test('says of an outage what, where, since when, why, until when, how many and what follows', () => {
    const card = documentAt('/').querySelector('[data-outage="OUT-000123"]')
    const facts = [...(card?.querySelectorAll('dl > div') ?? [])].map(({ textContent }) =>
      textContent?.replace(/\s+/g, ' ').trim(),
    )
    expect(facts).toEqual([
      'Where Warszawa, Wola',
      'Since 09:12for 53 minutes',
      'Expected back By 15:30Next update by 11:00',
      'Cause A digger cut a cable',
      'Connections About 930 down 310 of about 1,240 work again',
      'Compensation Known once the outage is over',
    ])
    expect(card?.querySelector('.latest')?.textContent).toContain('A crew is splicing it.')
  })

  test('never shows an estimate that has passed', () => {
    const [outage] = sample.open as [PublicOutage]
    const late = { ...outage, etr: sample.asOf, nextUpdateBy: '2026-11-22T08:00:00.000Z' }
    const page = bodyOf(pageFiles({ ...sample, open: [late] }), '/')
    expect(page).toContain('The estimate has passed; a new one will follow')
    expect(page).toContain('An update is due')
    expect(page).not.toContain('data-until')
  })

  test('gives a statement in the language of the reader, otherwise in the first one and marked so', () => {
    const polish = documentAt('/pl/')
    expect(polish.querySelector('.latest p:last-child')?.textContent).toBe('Koparka przecięła kabel. Ekipa go spawa.')
    expect(polish.querySelector('.earlier [lang="en"]')?.textContent).toBe('Connections in Wola are down.')
  })

  test('shows where it is as a drawing and as a list of the same', () => {
    const where = documentAt('/').querySelector('.where')
    expect(where?.querySelector('[data-map]')?.getAttribute('data-bounds')).toBe('20.95,52.22,21,52.25')
    expect(where?.querySelectorAll('path[data-area="14.65.WOLA"]')).toHaveLength(1)
    expect(where?.querySelector('li[data-area="14.65.WOLA"]')?.textContent).toContain('Warszawa, Wola')
  })
})
