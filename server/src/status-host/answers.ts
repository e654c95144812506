import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { lookUpPage, lookUpPath, type LookUpAnswer, type Picture } from '@pulih/statuspage'
import type { Buckets } from './buckets.ts'
import { freshHeaders } from './headers.ts'
import { readLink, type Keys } from './keys.ts'
import { lookUpIn } from './look-up.ts'
import type { Form, Snapshot } from './snapshot.ts'

type Language = Picture['page']['languages'][number]

/** Pages that are made for one reader. False: nothing of that is at this path. */
export type Answers = (request: IncomingMessage, response: ServerResponse, asked: Asked) => boolean

export interface Asked {
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly address: string
}

/** An answer in both forms, with everything that is said before it. */
interface Made {
  readonly status: 200 | 429
  readonly plain: Form
  readonly gzip: Form
}

const html = 'text/html; charset=utf-8'
const json = 'application/json; charset=utf-8'
/** There are as many answers as there are sets of outages at one place: few. */
const mostMade = 500

export function answersFrom(snapshot: Snapshot, keys: Keys | null, buckets: Buckets): Answers {
  const { picture } = snapshot
  const lookUp = lookUpIn(snapshot, keys)
  const questions = new Map(picture.page.languages.map(language => [lookUpPath(picture.page, language), language]))
  const [first = 'en'] = picture.page.languages
  const made = new Map<string, Made>()

  const pageFor = (language: Language, answer: LookUpAnswer): Made => {
    const name = JSON.stringify([language, answer])
    const known = made.get(name)
    if (known) return known
    const page = madeOf(html, lookUpPage(picture, language, answer), answer)
    if (made.size < mostMade) made.set(name, page)
    return page
  }

  return (request, response, { path, query, address }) => {
    const send = ({ status, plain, gzip }: Made): true => {
      const { headers, body } = request.headers['accept-encoding']?.includes('gzip') === true ? gzip : plain
      response.writeHead(status, headers as string[])
      response.end(request.method === 'HEAD' ? undefined : body)
      return true
    }

    const language = questions.get(path)
    const question = language === undefined && path !== '/api/look-up' ? null : questionIn(query)
    if (question !== null) {
      const answer = buckets.take(address, Date.now()) ? lookUp.ask(question) : busy
      if (language !== undefined) return send(pageFor(language, answer))
      return send(madeOf(json, JSON.stringify(viewOf(picture, answer)), answer))
    }

    const [, prefix, token] = /^(?:\/(en|id|pl))?\/me\/([\w-]{1,100})$/.exec(path) ?? []
    if (token === undefined) return false
    const reader = picture.page.languages.find(one => one === prefix) ?? first
    if (!buckets.take(address, Date.now())) return send(pageFor(reader, busy))
    const hash = keys && readLink(keys, token, Date.now())
    return send(pageFor(reader, hash ? lookUp.own(hash) : { kind: 'expired' }))
  }
}

const busy: LookUpAnswer = { kind: 'busy' }

function madeOf(type: string, text: string, { kind }: LookUpAnswer): Made {
  const more = [...(kind === 'busy' ? ['Retry-After', '5'] : []), 'Vary', 'Accept-Encoding', 'X-Robots-Tag', 'noindex']
  const plain = Buffer.from(text)
  const gzip = gzipSync(plain)
  return {
    status: kind === 'busy' ? 429 : 200,
    plain: { body: plain, headers: freshHeaders(type, plain.length, more) },
    gzip: { body: gzip, headers: freshHeaders(type, gzip.length, ['Content-Encoding', 'gzip', ...more]) },
  }
}

/** Null: nothing is asked, and the page with the form is a file like any other. */
function questionIn(query: string): string | null {
  const question = new URLSearchParams(query).get('q')?.trim() ?? ''
  return question === '' ? null : question
}

/** For programs of the operator, such as the menu of a telephone. */
function viewOf({ open, planned }: Picture, answer: LookUpAnswer): object {
  const outages = 'outages' in answer ? [...open, ...planned].filter(({ id }) => answer.outages.includes(id)) : []
  return {
    answer: wordFor(answer),
    outages: outages.map(({ number, title, status, etr, nextUpdateBy, startedAt, until }) => ({
      number,
      title,
      status,
      startedAt,
      until,
      etr,
      nextUpdateBy,
    })),
  }
}

function wordFor(answer: LookUpAnswer): string {
  if ('outages' in answer) return `${answer.kind === 'some' ? 'partly-' : ''}${concernWords[answer.concern]}`
  return plainWords[answer.kind]
}

const concernWords = { outage: 'affected', work: 'work-in-progress', planned: 'work-planned' } as const

const plainWords = {
  clear: 'no-known-outage',
  'own-clear': 'no-known-outage',
  unknown: 'cannot-tell',
  'own-unknown': 'cannot-tell',
  busy: 'too-many-questions',
  expired: 'expired',
} as const
