import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export const screens = resolve(import.meta.dirname, '../../out/screens')
export const wide = { width: 1440, height: 900 }
const sizes = [wide, { width: 360, height: 780 }]
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Looks at a page as it stands, on a desk and on a phone: keeps a picture of it, asks axe, and sees whether it is wider than the phone.
 * What it finds fails the test without ending the journey.
 */
export async function look(page: Page, name: string): Promise<void> {
  expect.soft(await faultsOf(page, name), name).toEqual([])
}

export async function faultsOf(page: Page, name: string): Promise<string[]> {
  mkdirSync(screens, { recursive: true })
  const found: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.evaluate(settled)
    await page.screenshot({ path: join(screens, `${name}-${size.width}.png`), fullPage: true, animations: 'disabled' })
    const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
    if (width > size.width) found.push(`at ${size.width} px it is ${width} px wide`)
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze()
    for (const { id, help, nodes } of violations)
      for (const { target, failureSummary } of nodes.slice(0, 5))
        found.push(`at ${size.width} px ${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`)
  }
  await page.setViewportSize(wide)
  return found
}

/** Fonts are there, and the new width is drawn. As text, because the compiler knows no page here. */
const settled =
  'document.fonts.ready.then(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))))'
