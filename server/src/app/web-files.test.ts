import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { webFiles } from './web-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-web-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'console.html'), '<!doctype html><meta name="style-nonce" content="{{nonce}}">')
writeFileSync(join(folder, 'assets/main-abc.js'), 'let a')
writeFileSync(join(folder, 'assets/main-abc.js.br'), 'squeezed')
const app = fastify()
webFiles(app, folder)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

describe('the pages', () => {
  test('are the same one under every address of their application, and allow no script but their own', async () => {
    const one = await app.inject('/console/outages/OUT-000001?part=alarms')

    expect(one.statusCode).toBe(200)
    const policy = String(one.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
  })

  test('have a word of their own for their styles, each time another one', async () => {
    const [one, other] = [await app.inject('/console/'), await app.inject('/console/')]
    const [, word = 'none'] = /content="(.+?)"/.exec(one.body) ?? []

    expect(String(one.headers['content-security-policy'])).toContain(`'nonce-${word}'`)
    expect(one.body).not.toBe(other.body)
  })

  test('say what to do where they were not built', async () => {
    const reply = await app.inject('/portal/')

    expect(reply.statusCode).toBe(503)
    expect(reply.body).toContain('npm start')
  })
})

describe('their files', () => {
  test('never change, and come compressed to whoever can read that', async () => {
    const reply = await app.inject({ url: '/assets/main-abc.js', headers: { 'accept-encoding': 'gzip, br' } })

    expect(reply.headers['cache-control']).toContain('immutable')
    expect(reply.headers['content-encoding']).toBe('br')
    expect(reply.body).toBe('squeezed')
    expect((await app.inject('/assets/main-abc.js')).body).toBe('let a')
  })

  test('end at their folder', async () => {
    expect((await app.inject('/assets/../console.html')).statusCode).toBe(404)
    expect((await app.inject('/assets/%2e%2e/console.html')).statusCode).not.toBe(200)
  })
})
