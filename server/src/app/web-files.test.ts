import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { webFiles } from './web-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-web-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'console.html'), '<!doctype html><meta name="style-nonce" content="{{nonce}}">')
const language = (name: string) => `<link rel="modulepreload" href="/assets/${name}-1.js" data-language="${name}">`
writeFileSync(join(folder, 'calculator.html'), `<head>${['en', 'id', 'pl'].map(language).join('\n')}</head>`)
writeFileSync(join(folder, 'assets/main-abc.js'), 'let a')
writeFileSync(join(folder, 'assets/main-abc.js.gz'), 'zipped')
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

  test('bring the words of the language that the browser asks for, and of no other', async () => {
    const asked = async (header: string) => {
      const { body, headers } = await app.inject({ url: '/calculator/', headers: { 'accept-language': header } })
      expect(headers['vary']).toContain('accept-language')
      expect(headers['cache-control']).toBe('no-cache')
      return [...body.matchAll(/assets\/(..)-1/g)].map(([, name]) => name)
    }

    expect(await asked('pl-PL,pl;q=0.9,en;q=0.8')).toEqual(['pl'])
    expect(await asked('de-DE, id;q=0.5')).toEqual(['id'])
    expect(await asked('de')).toEqual(['en'])
    expect(await asked('"><script>')).toEqual(['en'])
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
    expect(reply.headers['content-type']).toContain('javascript')
    const zipped = await app.inject({ url: '/assets/main-abc.js', headers: { 'accept-encoding': 'gzip' } })
    expect([zipped.headers['content-encoding'], zipped.body]).toEqual(['gzip', 'zipped'])
    for (const each of [reply, zipped]) expect(String(each.headers['vary']).toLowerCase()).toContain('accept-encoding')
    expect((await app.inject('/assets/main-abc.js')).body).toBe('let a')
  })

  test('end at their folder', async () => {
    expect((await app.inject('/assets/../console.html')).statusCode).toBe(404)
    expect((await app.inject('/assets/%2e%2e/console.html')).statusCode).not.toBe(200)
  })
})
