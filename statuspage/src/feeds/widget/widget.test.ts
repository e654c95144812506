import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { brotliCompressSync } from 'node:zlib'
import * as fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test, vi } from 'vitest'
import type { Picture, PublicOutage } from '../../picture.ts'
import { sample } from '../../sample.ts'
import { bodyAt, fileAt } from '../testing/files.ts'
import { hostilePicture } from '../testing/hostile.ts'
import { widgetFiles, type Widget } from './index.ts'
import { widgetScript } from './script.ts'
import { widgetSnippet } from './snippet.ts'
import { pageFiles } from '../../html/index.ts'

const [outage] = sample.open as [PublicOutage]

describe('the data of the widget', () => {
  test('are status, open outages and the next update', () => {
    const widget = JSON.parse(bodyAt(sample, '/widget.json')) as Widget

    expect(widget).toMatchObject({
      name: 'Sieć Przykładowa',
      status: 'major',
      asOf: '2026-11-22T09:05:00.000Z',
      count: 1,
      open: [{ title: 'Fibre cut near Wola', etr: '2026-11-22T14:30:00.000Z' }],
      nextUpdateBy: '2026-11-22T10:00:00.000Z',
    })
    expect(widget.open[0]?.url.pl).toBe('https://status.example.net/pl/outages/OUT-000123/')
    expect(Object.keys(widget.words)).toEqual(['en', 'id', 'pl'])
  })

  test('stay small in a storm', () => {
    const open = Array.from({ length: 500 }, (_, index) => ({ ...outage, id: `${index}`, number: `OUT-${index}` }))
    const body = bodyAt({ ...sample, open }, '/widget.json')

    expect(JSON.parse(body)).toMatchObject({ count: 500, open: { length: 5 } })
    expect(brotliCompressSync(body).length).toBeLessThan(1500)
  })
})

describe('what is copied into another site', () => {
  const folder = join(import.meta.dirname, '../../../..')
  const documented = /```html\n([^`]*widget\.js[^`]*)\n```/.exec(
    readFileSync(join(folder, 'docs/operations/status-page.md'), 'utf8'),
  )?.[1]

  test('is the same in the documentation and on the page for developers', () => {
    expect(documented).toBe(widgetSnippet('https://status.example.net'))
    const page = pageFiles(sample).find(({ path }) => path === '/developers/')?.body ?? ''
    const { document } = parseHTML(page)
    expect(document.querySelector('#widget ~ pre code')?.textContent).toBe(widgetSnippet(sample.page.url))
  })

  test('fills the element that it brings, and no other', async () => {
    const { box, document } = await embedded(sample, '', documented)
    expect(box.textContent).toContain('Partial outage')
    expect(document.querySelectorAll('div[id]')).toHaveLength(1)
    expect(document.querySelector('script')?.nextElementSibling).toBeNull()
  })
})

describe('the script of the widget', () => {
  test('is small, and neither writes markup nor keeps anything', () => {
    expect(fileAt(sample, '/widget.js').type).toBe('text/javascript; charset=utf-8')
    expect(brotliCompressSync(widgetScript).length).toBeLessThan(3 * 1024)
    expect(widgetScript).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|cookie|Storage|eval|Function\(/,
    )
  })

  test('draws what is wrong into the element that is named', async () => {
    const { box } = await embedded(sample)

    expect(box.textContent).toContain('Partial outage')
    expect(box.textContent).toContain('Next update by: 22 Nov 2026, 11:00')
    expect(box.textContent).toContain('Expected to be over: 22 Nov 2026, 15:30')
    expect([...box.querySelectorAll('a')].map(node => node.getAttribute('href'))).toEqual([
      'https://status.example.net/outages/OUT-000123/',
      'https://status.example.net/',
    ])
    expect(box.querySelector('[role=status]')?.textContent).toContain('Partial outage')
  })

  test('speaks the language that is asked for, and the first one instead of a language that is not there', async () => {
    expect((await embedded(sample, 'data-language="pl"')).box.textContent).toContain('Częściowa awaria')
    expect((await embedded(sample, 'data-language="de"')).box.textContent).toContain('Partial outage')
  })

  test('asks beside itself and sends no cookies', async () => {
    const { fetch } = await embedded(sample)

    expect(fetch.mock.calls).toEqual([['https://status.example.net/widget.json', { credentials: 'omit' }]])
  })

  test('says when the page cannot be reached, and as of when it knows', async () => {
    const page = await embedded(sample)
    page.fetch.mockRejectedValue(new Error('offline'))
    await page.minute()

    expect(page.box.textContent).toContain('The status page cannot be reached. As of 22 Nov 2026, 10:05.')
    expect(page.box.textContent).toContain('Partial outage')
  })

  test('leaves what is not new as it is', async () => {
    const page = await embedded(sample)
    const [headline, link] = [page.box.querySelector('[role=status]'), page.box.querySelector('a')]
    page.answer({ ...sample, asOf: '2026-11-22T09:06:00.000Z' })
    await page.minute()

    expect(page.box.textContent).toContain('As of 22 Nov 2026, 10:06.')
    expect(page.box.querySelector('a')).toBe(link)

    page.answer({ ...sample, open: [], planned: [], components: [] })
    await page.minute()

    expect(page.box.textContent).toContain('Everything works')
    expect(page.box.querySelector('[role=status]')).toBe(headline)
    expect(page.box.querySelectorAll('li')).toHaveLength(0)
  })

  test('shows texts as texts, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(hostilePicture, async picture => {
        const { box } = await embedded(picture)
        const names = new Set([...box.querySelectorAll('*')].map(node => node.tagName))
        const [first] = picture.open

        expect([...names].filter(name => !['DIV', 'SPAN', 'UL', 'LI', 'A'].includes(name))).toEqual([])
        expect(box.querySelector('a')?.textContent).toBe(first?.title)
        expect(box.querySelector('a')?.getAttribute('href')).toMatch(/^https?:\/\//)
      }),
      { numRuns: 40 },
    )
  })
})

/** Another site with the script in it, whose first answer has come. */
async function embedded(
  first: Picture,
  attributes = '',
  snippet = `<div id="here"></div><script src="https://status.example.net/widget.js" data-into="here" ${attributes}></script>`,
) {
  const address = 'https://status.example.net/widget.js'
  const { document } = parseHTML(`<!doctype html><html><body>${snippet}</body></html>`)
  let data = widgetOf(first)
  let everyMinute = () => {}
  const fetch = vi.fn<(address: string, options: object) => Promise<object>>()
  fetch.mockImplementation(() => Promise.resolve({ ok: true, json: () => Promise.resolve(JSON.parse(data)) }))
  const script = document.querySelector('script')
  if (script) Object.defineProperty(script, 'src', { value: address })
  const setInterval = (body: () => void) => {
    everyMinute = body
  }
  runInContext(widgetScript, createContext({ document, fetch, setInterval, URL, Intl, Date, JSON, Error }))
  await settled()
  const box = document.querySelector('div')
  if (!box) throw new Error('The site has lost its element.')
  return {
    document,
    get box() {
      const drawn = (box.shadowRoot ?? box).firstElementChild
      if (!drawn) throw new Error('Nothing is drawn.')
      return drawn
    },
    fetch,
    answer(picture: Picture) {
      data = widgetOf(picture)
    },
    async minute() {
      everyMinute()
      await settled()
    },
  }
}

function widgetOf(picture: Picture): string {
  return widgetFiles(picture)[0]?.body ?? ''
}

/** Every promise that is kept already has been followed. */
function settled(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve)
  })
}
