import { createHash } from 'node:crypto'
import type { Page } from '../picture.ts'
import { liveScript } from '../script/live.ts'
import { mapScript } from '../script/map.ts'
import { stylesheet } from '../style/stylesheet.ts'
import type { Assets } from './layout.ts'

export function assetsOf(page: Page): Assets {
  return {
    style: `/style.css?${digest(stylesheet(page.accent))}`,
    script: `/live.js?${digest(liveScript)}`,
    map: `/map.js?${digest(mapScript)}`,
  }
}

/** Short, and another one for other contents. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
