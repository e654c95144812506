import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { secrets, variables } from '../../src/platform/config.ts'

const root = join(import.meta.dirname, '../../..')
const compose = readFileSync(join(root, 'compose.yaml'), 'utf8')
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')

/** The lines below a key at its depth, as they stand. */
function below(text: string, depth: number, key: string): string {
  const lines = text.split('\n')
  const at = lines.indexOf(`${' '.repeat(depth)}${key}:`)
  if (at === -1) return ''
  const end = lines.findIndex((line, index) => index > at && line.trim() !== '' && line.search(/\S/) <= depth)
  return lines.slice(at + 1, end === -1 ? undefined : end).join('\n')
}

const page = below(compose, 2, 'status-page')
const pulih = below(compose, 2, 'pulih')

describe('the status page in containers', () => {
  test('has one of its own, which waits for nothing and is started again', () => {
    expect(page).toMatch(/^ {4}restart: unless-stopped$/m)
    expect(page).not.toContain('depends_on')
    expect(below(page, 4, 'ports')).toMatch(/:8081$/m)
    const [, command = ''] = /^ {4}command: \[(.+)\]$/m.exec(page) ?? []
    const words = command.split(',').map(word => word.trim().replaceAll("'", ''))
    expect(words[0]).toBe('node')
    expect(existsSync(join(root, words[1] ?? ''))).toBe(true)
    expect(words.slice(2)).toEqual(['--folder', '/data/status', '--host', '0.0.0.0', '--port', '8081'])
  })

  test('shares one volume with Pulih, and can only read it', () => {
    expect(below(page, 4, 'volumes').trim()).toBe('- status:/data/status:ro')
    expect(below(pulih, 4, 'volumes')).toMatch(/^ {6}- status:\/data\/status$/m)
    expect(below(compose, 0, 'volumes')).toMatch(/^ {2}status:$/m)
    // A volume takes over whose the folder of the image is.
    expect(dockerfile).toContain('mkdir -p /data/status && chown -R node:node /data')
  })

  test('has the same secret as Pulih, and nothing else of it', () => {
    const secret = /^ {6}PULIH_SECRET_STATUSPAGE: (.+)$/m
    expect(secret.exec(page)?.[1]).toBe(secret.exec(pulih)?.[1])
    expect(below(page, 4, 'environment')).not.toMatch(/DATABASE_URL|IDENTITY|WEBHOOKS/)
    expect(pulih).toMatch(/^ {6}PULIH_STATUS_PORT: elsewhere$/m)
  })

  test('and all else is told by variables that there are', () => {
    const known = [...variables, ...secrets].map(({ name }): string => name)
    for (const [, name] of compose.matchAll(/^ {6}((?:PULIH|DATABASE)_\w+):/gm)) expect(known).toContain(name)
  })

  test('is in the documentation', () => {
    const documentation = readFileSync(join(root, 'docs/operations/README.md'), 'utf8')
    expect(documentation).toContain('docker compose stop pulih postgres')
  })
})
