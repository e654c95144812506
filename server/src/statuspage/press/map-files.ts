import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import type { PageFile } from '@pulih/statuspage'

/** Leaflet as it comes, for readers who want a map that can be moved. It loads nothing from anywhere. https://leafletjs.com */
export function mapFiles(): PageFile[] {
  const folder = dirname(createRequire(import.meta.url).resolve('leaflet'))
  const file = (name: string, type: string): PageFile => ({
    path: `/${name}`,
    type: `${type}; charset=utf-8`,
    // What it would show in a debugger is not there.
    body: readFileSync(join(folder, name), 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, ''),
    maxAge: 86_400,
    sharedMaxAge: 86_400,
  })
  return [file('leaflet.js', 'text/javascript'), file('leaflet.css', 'text/css')]
}
