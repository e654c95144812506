import { createContext, runInContext } from 'node:vm'
import { parseHTML } from 'linkedom'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { pageFiles } from '../html/index.ts'
import type { Picture } from '../picture.ts'
import { sample } from '../sample.ts'
import { liveScript } from './live.ts'

const restored: Picture = { ...sample, revision: sample.revision + 1, open: [] }

afterEach(() => {
  vi.useRealTimers()
})

describe('the script of the page', () => {
  test('is at most three and a half kilobytes', () => {
    expect(Buffer.byteLength(liveScript)).toBeLessThanOrEqual(3.5 * 1024)
  })

  test('keeps durations true as the server would tell them', () => {
    const reader = readerOf(sample, '/pl/')

    reader.at('2026-11-22T10:17:30.000Z')
    expect(reader.text('[data-since]')).toBe('2 godziny 5 minut')

    const later = readerOf(sample, '/pl/')
    later.at('2026-11-24T09:12:00.000Z')
    expect(later.text('[data-since]')).toBe('2 dni 1 godzina')
  })

  test('takes back an estimate that passes before the eyes of the reader', () => {
    const reader = readerOf(sample)
    expect(reader.text('[data-until]')).toBe('By 15:30')

    reader.at('2026-11-22T14:30:01.000Z')

    expect(reader.text('[data-until]')).toBe('The estimate has passed; a new one will follow')
  })

  test('takes the main part of the new page, and says so, when there is a new picture', async () => {
    const reader = readerOf(sample)
    reader.show(restored)

    await reader.event('43')

    expect(reader.text('h1')).toBe('Some services do not work.')
    expect(reader.text('[data-live]')).toBe('The page has changed. Some services do not work.')
  })

  test('leaves open what the reader opened', async () => {
    const reader = readerOf(sample)
    reader.open('#in-words')
    reader.show(restored)

    await reader.event('43')

    expect(reader.isOpen('#in-words')).toBe(true)
  })

  test('asks again when a cache still gives the old page', async () => {
    const reader = readerOf(sample)

    await reader.event('43')
    expect(reader.text('h1')).toContain('There is an outage')

    reader.show(restored)
    await reader.wait(5_000)
    expect(reader.text('h1')).toBe('Some services do not work.')
  })

  test('believes no clock of the reader, but that of whoever sends the page', async () => {
    const fast = readerOf(sample, '/', { aheadMinutes: 37 })
    await fast.wait(20_000)
    expect(fast.text('.lost')).toBe('')
    expect(fast.text('[data-since]')).toContain('53 minutes')
    await fast.wait(180_000)
    expect(fast.text('.lost')).toContain('No news since')

    const slow = readerOf(sample, '/', { aheadMinutes: -37, ageSeconds: 90 })
    await slow.event('42')
    await slow.wait(30_000)
    expect(slow.text('.lost')).toBe('')
    await slow.wait(120_000)
    expect(slow.text('.lost')).toContain('No news since')
  })

  test('says that there is no news when the page can be reached and gets no older than it was', async () => {
    const reader = readerOf(sample)

    reader.at('2026-11-22T09:06:30.000Z')
    expect(reader.text('.lost')).toBe('')
    reader.at('2026-11-22T09:08:00.000Z')
    await reader.wait(20_000)
    expect(reader.text('.lost')).toBe(
      'No news since Sunday, 22 November 2026 at 10:05 CET. What you see may have changed.',
    )

    reader.show({ ...sample, asOf: '2026-11-22T09:08:20.000Z' })
    await reader.event('42')
    await reader.wait(40_000)
    expect(reader.text('.lost')).toBe('')
    expect(reader.text('.as-of')).toContain('10:08')
  })

  test('says of when the page is as soon as it cannot be reached, and tells no more time', async () => {
    const reader = readerOf(sample)
    reader.show(null)

    await reader.event('43')
    reader.at('2026-11-22T12:12:00.000Z')

    expect(reader.text('.lost')).toBe(
      'This page cannot be reached. You see how things were on Sunday, 22 November 2026 at 10:05 CET.',
    )
    expect(reader.text('[data-since]')).not.toContain('4 hours')

    reader.show({ ...restored, asOf: '2026-11-22T12:12:00.000Z' })
    await reader.wait(30_000)
    expect(reader.text('h1')).toBe('Some services do not work.')
    expect(reader.text('.lost')).toBe('')
  })
})

/**
 * A reader with the page before him, as far as the script sees it: a document, a clock, a network and events. His clock may be wrong; a
 * cache may have kept what he is sent for a while.
 */
function readerOf(picture: Picture, path = '/', { aheadMinutes = 0, ageSeconds = 0 } = {}) {
  vi.useFakeTimers({ now: Date.parse(picture.asOf) + aheadMinutes * 60_000 })
  const { document, DOMParser } = parseHTML(bodyAt(picture, path))
  let shown: Picture | null = picture
  const streams: { readyState: number; onmessage?: (event: { lastEventId: string }) => void }[] = []
  class EventSource {
    readyState = 1
    constructor() {
      streams.push(this)
    }
  }
  const fetch = async () => {
    if (shown === null) throw new TypeError('Failed to fetch')
    const date = new Date(Date.now() - aheadMinutes * 60_000 - ageSeconds * 1_000).toUTCString()
    return new Response(bodyAt(shown, path), { headers: { date, ...(ageSeconds > 0 && { age: `${ageSeconds}` }) } })
  }
  runInContext(
    liveScript,
    createContext({
      ...{ document, DOMParser, EventSource, fetch, Date, Math, Intl, setTimeout, clearTimeout, setInterval },
      ...{
        location: { pathname: path },
        scrollY: 0,
        addEventListener: () => {},
        CSS: { escape: (text: string) => text },
      },
    }),
  )
  return {
    text: (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? '',
    // The document of the tests does not know that a property and an attribute go together; the script uses the property.
    open: (selector: string) => Object.assign(document.querySelector(selector) ?? {}, { open: true }),
    isOpen: (selector: string) => Reflect.get(document.querySelector(selector) ?? {}, 'open'),
    show(next: Picture | null) {
      shown = next
    },
    at(instant: string) {
      vi.setSystemTime(Date.parse(instant) - 10_000)
      vi.advanceTimersByTime(10_000)
    },
    wait: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
    async event(lastEventId: string) {
      streams[0]?.onmessage?.({ lastEventId })
      await vi.advanceTimersByTimeAsync(1_100)
    },
  }
}

function bodyAt(picture: Picture, path: string): string {
  return pageFiles(picture).find(file => file.path === path)?.body ?? ''
}
