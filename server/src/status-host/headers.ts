import { policy } from '@pulih/statuspage'
import { cacheControl, type ManifestFile } from './manifest.ts'

/** Names and values in turn, as `writeHead` takes them. */
export type Headers = readonly string[]

/** What every answer says. Pages are of this site alone, and run nothing but its own script. */
const always: Headers = [
  ...['X-Content-Type-Options', 'nosniff'],
  ...['Referrer-Policy', 'no-referrer'],
  ...['Cross-Origin-Opener-Policy', 'same-origin'],
]

const forPages: Headers = [
  ...['Content-Security-Policy', `${policy}; form-action 'self'; frame-ancestors 'none'`],
  ...['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
  ...['X-Frame-Options', 'DENY'],
]

/** A picture of somebody else's that is opened by itself runs nothing either. */
const forOthers: Headers = [
  'Content-Security-Policy',
  "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
]

/** What other sites read and show. */
const open: Headers = ['Access-Control-Allow-Origin', '*', 'Cross-Origin-Resource-Policy', 'cross-origin']
const closed: Headers = ['Cross-Origin-Resource-Policy', 'same-origin']

const openPaths = /^\/(api\/v2\/|badge|widget\.|cap\/|areas\.geojson$)|\.(atom|rss|ics)$/

/** Headers of a file in one of its forms; `length` null: of an answer that says that it did not change. */
export function fileHeaders(file: ManifestFile, length: number | null, encoding: string | null): Headers {
  const { path, type, maxAge, sharedMaxAge } = file
  return [
    ...(length === null ? [] : ['Content-Type', type, 'Content-Length', String(length)]),
    ...(encoding === null || length === null ? [] : ['Content-Encoding', encoding]),
    ...['ETag', tagOf(file, encoding)],
    ...['Cache-Control', cacheControl(maxAge, sharedMaxAge)],
    ...['Vary', 'Accept-Encoding'],
    ...always,
    ...(type.startsWith('text/html') ? forPages : forOthers),
    ...(openPaths.test(path) ? open : closed),
  ]
}

/** Each form has a tag of its own: a cache may keep several of them. */
export function tagOf({ digest }: Pick<ManifestFile, 'digest'>, encoding: string | null): string {
  return `"${digest.slice(0, 22)}${encoding === null ? '' : `-${encoding}`}"`
}

/** Headers of what is made for one reader and kept by nobody. */
export function freshHeaders(type: string, length: number | null, more: Headers = []): Headers {
  return [
    ...['Content-Type', type],
    ...(length === null ? [] : ['Content-Length', String(length)]),
    ...['Cache-Control', 'no-store'],
    ...always,
    ...(type.startsWith('text/html') ? forPages : forOthers),
    ...closed,
    ...more,
  ]
}
