import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest'
import { chromiumPath } from './chromium.ts'
import type { House } from './house.ts'
import { screens, wide } from './look.ts'

export interface Browsing {
  readonly house: House
  /** A person with a browser of his own. What his pages complain of fails the test. */
  readonly visitor: (who?: Visitor) => Promise<Page>
}

interface Visitor {
  /** English unless told otherwise. */
  readonly locale?: string
  readonly timeZone?: string
  /** What the API will refuse him, and rightly: browsers write such an answer into their console by themselves. */
  readonly refused?: string
}

/** Long, because the machine may have much else to do; whoever waits sees at once what he waits for. */
const patienceMilliseconds = 90_000

/** A journey through a running Pulih. */
export function journey(name: string, tests: (browsing: Browsing) => void): void {
  const house = inject('house')
  // Skipped as a whole where there is no browser to go with.
  describe.skipIf(house === null)(name, () => {
    tests(browsingIn(house ?? nowhere))
  })
}

const nowhere: House = { folder: '', url: '', statusUrl: '', people: {}, subscriber: '' }

/** Both applications ask who is there before anybody is. */
const asksWhoIsThere = ['/api/v1/me', '/api/v1/portal/me']

function browsingIn(house: House): Browsing {
  let browser: Browser | null = null
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath() ?? '',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    })
  })
  afterEach(async ({ task }) => {
    for (const context of contexts.splice(0)) {
      if (task.result?.state === 'fail') await keepPicture(context, task.name)
      await context.close()
    }
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(() => browser?.close())

  return {
    house,
    visitor: async ({ locale = 'en-GB', timeZone = 'Europe/Warsaw', refused = '' } = {}) => {
      if (!browser) throw new Error('visitors come in tests')
      const context = await browser.newContext({
        locale,
        timezoneId: timeZone,
        viewport: wide,
        // What fades in and out would be measured half-way.
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      contexts.push(context)
      context.setDefaultTimeout(patienceMilliseconds)
      context.on('page', page => watch(page, [house.url, house.statusUrl], [...asksWhoIsThere, refused], complaints))
      return context.newPage()
    },
  }
}

/** What was to be seen when it went wrong. */
async function keepPicture(context: BrowserContext, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true })
  for (const [index, page] of context.pages().entries()) {
    const path = join(screens, `failed ${name.replaceAll(/[^A-Za-z0-9 -]/g, '').slice(0, 60)} ${index}.png`)
    await page.screenshot({ path, fullPage: true }).catch(() => undefined)
  }
}

/** Errors in the browser's console, among them every break of the content security policy, and requests to anybody else. */
export function watch(page: Page, ours: readonly string[], refused: readonly string[], complaints: string[]): void {
  page.on('pageerror', ({ message }) => complaints.push(`${page.url()}: ${message}`))
  page.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const { url } = message.location()
    if (/ 40[13] /.test(message.text()) && refused.includes(new URL(url).pathname)) return
    complaints.push(`${page.url()}: ${message.text()} (${url})`)
  })
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url())
    if (['data:', 'blob:', 'about:'].includes(protocol) || ours.includes(origin)) return
    complaints.push(`${page.url()}: asked ${origin}`)
  })
}
