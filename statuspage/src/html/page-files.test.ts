import { brotliCompressSync } from 'node:zlib'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { Component, PageFile, Picture, PublicOutage } from '../picture.ts'
import { sample } from '../sample.ts'
import { pageFiles } from './page-files.ts'

const files = pageFiles(sample)
const pagesOf = (all: readonly PageFile[]) => all.filter(({ type }) => type.startsWith('text/html'))
const bodyOf = (all: readonly PageFile[], path: string) => all.find(file => file.path === path)?.body ?? ''
const compressed = (text: string) => brotliCompressSync(text).length

describe('the files of the page', () => {
  test('are the same bytes for the same picture', () => {
    expect(pageFiles(structuredClone(sample))).toEqual(files)
  })

  test('are one of each kind per language, the first language at the root, and one per outage', () => {
    const paths = pagesOf(files).map(({ path }) => path)
    for (const root of ['/', '/id/', '/pl/']) {
      for (const page of [
        '',
        'planned/',
        'history/',
        'developers/',
        'history/2026-11/',
        'outages/OUT-000123/',
        'outages/OUT-000124/',
        'outages/OUT-000120/',
      ])
        expect(paths).toContain(root + page)
    }
    expect(paths).toHaveLength(30)
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
  })

  test('hold no inline style, script or handler, and nothing of another site', () => {
    for (const { body } of pagesOf(files)) {
      const { document } = parseHTML(body)
      for (const element of document.querySelectorAll('*')) {
        const names = [...element.attributes].map(({ name }) => name)
        expect(names.filter(name => name === 'style' || name.startsWith('on'))).toEqual([])
      }
      expect(document.querySelectorAll('style')).toHaveLength(0)
      for (const script of document.querySelectorAll('script')) {
        expect(script.textContent).toBe('')
        expect(script.getAttribute('src')).toMatch(/^\/(live|map)\.js\?/)
      }
    }
  })

  test('lead nowhere that is not there', () => {
    const made = new Set(files.map(({ path }) => path))
    const feeds =
      /^\/(?:(?:id|pl)\/)?(?:history\.(?:atom|rss)|maintenance\.ics|api\/v2\/(?:summary|incidents)\.json|badge\.svg|cap\/index\.atom)$/
    for (const { body } of pagesOf(files)) {
      const { document } = parseHTML(body)
      for (const element of document.querySelectorAll('[href^="/"], [src^="/"]')) {
        const path = (element.getAttribute('href') ?? element.getAttribute('src') ?? '').split('?')[0] ?? ''
        if (!feeds.test(path)) expect([...made]).toContain(path)
      }
      for (const link of document.querySelectorAll('[href^="#"]'))
        expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull()
    }
  })

  test('are pages that can be read out: one first heading, no level left out, no id twice, every drawing named or hidden', () => {
    for (const { path, body } of pagesOf(files)) {
      const { document } = parseHTML(body)
      const levels = [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => Number(tagName[1]))
      expect(levels.filter(level => level === 1)).toHaveLength(1)
      expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const drawing of document.querySelectorAll('svg'))
        expect(drawing.getAttribute('aria-hidden') === 'true' || drawing.hasAttribute('aria-label')).toBe(true)
      expect(document.documentElement.getAttribute('lang')).toBe(/^\/(id|pl)\//.exec(path)?.[1] ?? 'en')
    }
  })

  test('are light at the first view: page, styles and script below 15 KB', () => {
    const weight = (all: readonly PageFile[]) =>
      ['/', '/style.css', '/live.js'].reduce((sum, path) => sum + compressed(bodyOf(all, path)), 0)
    expect(weight(files)).toBeLessThanOrEqual(15 * 1024)
    expect(weight(pageFiles(large))).toBeLessThanOrEqual(15 * 1024)
  })
})

/** Two hundred components, each with a few bad days of its own, and ten outages at once. */
const large: Picture = {
  ...sample,
  components: Array.from({ length: 200 }, (_, index): Component => {
    const [first] = sample.components as [Component]
    const group = index % 20 === 0 ? null : `c${index - (index % 20)}`
    const days = Array.from({ length: 90 }, (_, day) => ({
      owed: 100_000,
      lost: (day * 31 + index * 17) % 97 < 2 ? 10_000 - (index % 90) * 100 : 0,
    }))
    return {
      ...first,
      id: `c${index}`,
      name: `Powiat ${index * 7919}`,
      group,
      days,
      status: index % 9 === 0 ? 'partial_outage' : 'operational',
    }
  }),
  open: Array.from({ length: 10 }, (_, index): PublicOutage => {
    const [outage] = sample.open as [PublicOutage]
    return {
      ...outage,
      id: `o${index}`,
      number: `OUT-${index}`,
      title: `Fibre cut near place ${index * 7919}`,
      services: 1000 + index * 370,
    }
  }),
}
