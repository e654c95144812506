import { existsSync } from 'node:fs'

const usual = '/usr/bin/chromium'

/** Which browser goes on the journeys; null where there is none. */
export function chromiumPath(): string | null {
  const named = process.env['PULIH_CHROMIUM']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`PULIH_CHROMIUM: there is no ${named}`)
    return named
  }
  return existsSync(usual) ? usual : null
}
