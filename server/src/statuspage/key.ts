import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../platform/index.ts'
import { keysFrom, readSecret, secretOf, type Keys } from '../status-host/keys.ts'
import { pageFolder } from './host-address.ts'

/** The keys of numbers and links: from the operator's secret or, where he gave none, from one of our own that lies beside the page. */
export function pageKeys(config: Config): Keys {
  const given = config.secret('statuspage')
  return keysFrom(given === null ? ownSecret(pageFolder(config)) : secretOf(given))
}

function ownSecret(folder: string): Buffer {
  const known = readSecret(folder)
  if (known) return known
  mkdirSync(folder, { recursive: true })
  const next = join(folder, `key.${process.pid}`)
  writeFileSync(next, randomBytes(32), { mode: 0o600 })
  try {
    // Never over one that somebody else has just made.
    linkSync(next, join(folder, 'key'))
  } catch {
    // He was first.
  }
  rmSync(next, { force: true })
  const made = readSecret(folder)
  if (made === null) throw new Error(`no key could be written below ${folder}`)
  return made
}
