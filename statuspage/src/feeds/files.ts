import type { PageFile } from '../picture.ts'

/** A file that changes with the picture: kept for seconds, so that a crowd asks a cache and still reads what is new. */
export function liveFile(path: string, type: string, body: string): PageFile {
  return { path, type: `${type}; charset=utf-8`, body, maxAge: 15, sharedMaxAge: 15 }
}

/** A file whose readers come by every hour or so. */
export function feedFile(path: string, type: string, body: string): PageFile {
  return { path, type: `${type}; charset=utf-8`, body, maxAge: 60, sharedMaxAge: 60 }
}

export function jsonFile(path: string, value: object): PageFile {
  return liveFile(path, 'application/json', JSON.stringify(value))
}
