import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where `tools/build-web.ts` puts what browsers get. */
export const builtFolder = resolve(import.meta.dirname, '../../../web/dist')

/** Each is one page that finds its own way from its address. */
const applications = ['console', 'portal', 'calculator'] as const

/** The built applications, with the headers that keep whatever slips into a page from doing anything. */
export function webFiles(app: FastifyInstance, folder = builtFolder): void {
  const assets = join(folder, 'assets')
  if (existsSync(assets))
    void app.register(files, {
      root: assets,
      prefix: '/assets/',
      // A name holds the digest of what is in the file.
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      index: false,
      decorateReply: false,
      schemaHide: true,
    })
  for (const name of applications) {
    const file = join(folder, `${name}.html`)
    const page = existsSync(file) ? readFileSync(file, 'utf8') : null
    const schema = { hide: true }
    app.get(`/${name}`, { schema }, (_, reply) => reply.redirect(`/${name}/`))
    app.get(`/${name}/*`, { schema }, (request, reply) =>
      page === null ? notBuilt(reply) : send(reply, inLanguage(page, request.headers['accept-language'] ?? '')),
    )
  }
}

/**
 * Of the language files that the page names as preloads only that of the visitor's first language stays, so that it comes together with
 * the script that asks for it. Whoever chose another one in the page loads both, once.
 */
function inLanguage(page: string, accepted: string): string {
  const preload = /<link rel="modulepreload"[^>]* data-language="([a-z]{2})"[^>]*>\s*/g
  const known = [...page.matchAll(preload)].map(([, language = '']) => language)
  if (known.length === 0) return page
  const wanted = accepted.split(',').map(each => each.trim().slice(0, 2).toLowerCase())
  const chosen = wanted.find(each => known.includes(each)) ?? 'en'
  return page.replaceAll(preload, (link, language: string) => (language === chosen ? link : ''))
}

/** The nonce is for the styles that the console's components write for themselves; no script is ever allowed in the page. */
function send(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return (
    secured(reply, nonce)
      .header('content-type', 'text/html; charset=utf-8')
      // The names in it change with every build, and its nonce with every answer.
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .send(page.replaceAll('{{nonce}}', nonce))
  )
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .status(503)
    .header('content-type', 'text/plain; charset=utf-8')
    .send('The pages are not built. Start with "npm start", or run "node tools/build-web.ts" and start again.\n')
}

function secured(reply: FastifyReply, nonce: string): FastifyReply {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    .header('x-frame-options', 'DENY')
}
