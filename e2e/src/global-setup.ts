import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'
import { openHouse, removeHouse, stopHouse, type House } from './house.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    house: House | null
  }
}

/** One Pulih for a whole run of the journeys. Without a browser there is nobody to go on a journey, which no merge may rest on. */
export default async function startForAllJourneys(project: TestProject): Promise<() => Promise<void>> {
  const chromium = chromiumPath()
  if (chromium === null) {
    if (process.env['CI'] !== undefined)
      throw new Error('The journeys need a browser: install Chromium, or name it with PULIH_CHROMIUM.')
    console.log('The journeys are skipped: there is no Chromium here. Install it, or name it with PULIH_CHROMIUM.')
    project.provide('house', null)
    return () => Promise.resolve()
  }
  const kept = process.env['PULIH_E2E_KEEP']
  const before = kept === undefined ? null : await runningIn(kept)
  if (before) {
    project.provide('house', before)
    return () => Promise.resolve()
  }
  console.log('Starting a Pulih with a demonstration for the journeys; this takes a minute or two …')
  const house = await openHouse(mkdtempSync(join(tmpdir(), 'pulih-e2e-')))
  project.provide('house', house)
  if (kept !== undefined) {
    // For whoever writes a journey and does not want to wait each time; it runs until its process is ended.
    writeFileSync(kept, JSON.stringify(house), { mode: 0o600 })
    return () => Promise.resolve()
  }
  return async () => {
    await stopHouse(house)
    removeHouse(house)
  }
}

async function runningIn(file: string): Promise<House | null> {
  if (!existsSync(file)) return null
  const house = JSON.parse(readFileSync(file, 'utf8')) as House
  const reply = await fetch(`${house.url}/readyz`).catch(() => null)
  return reply?.ok === true ? house : null
}
