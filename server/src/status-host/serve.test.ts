import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { sample } from '@pulih/statuspage'
import { currentSnapshot } from './manifest.ts'
import { aFolder, aHost, next, show, type TestHost } from './testing/a-host.ts'

async function shown(): Promise<TestHost> {
  const root = aFolder()
  await show(root, sample)
  return aHost(root)
}

describe('a page that is asked for', () => {
  test('comes in the form that its reader takes, and each form has a tag of its own', async () => {
    const host = await shown()
    const plain = await host.get('/')
    const packed = await host.get('/', { 'accept-encoding': 'gzip, deflate, br' })
    const zipped = await host.get('/', { 'accept-encoding': 'gzip;q=1.0, br;q=0' })

    expect(plain.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Encoding' })
    expect(packed.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(packed.body)).toEqual(plain.body)
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(zipped.body)).toEqual(plain.body)
    expect(new Set([plain, packed, zipped].map(({ headers }) => headers.etag)).size).toBe(3)
  })

  test.each(['br', 'gzip', 'identity'])('is not sent again to who has it as %s, and keeps its tag', async encoding => {
    const host = await shown()
    const { headers } = await host.get('/', { 'accept-encoding': encoding })

    const again = await host.get('/', { 'accept-encoding': encoding, 'if-none-match': `W/"other", ${headers.etag}` })

    expect(again.status).toBe(304)
    expect(again.body).toHaveLength(0)
    expect(again.headers).toMatchObject({
      etag: headers.etag,
      'cache-control': headers['cache-control'],
      vary: 'Accept-Encoding',
    })
    expect(again.headers['content-encoding']).toBeUndefined()
    expect((await host.get('/', { 'accept-encoding': encoding, 'if-none-match': '*' })).status).toBe(304)
    expect((await host.get('/', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('is sent again to who has another form, or a tag that only holds ours', async () => {
    const host = await shown()
    const { headers } = await host.get('/', { 'accept-encoding': 'br' })
    const tag = String(headers.etag).slice(1, -1)
    expect((await host.get('/', { 'if-none-match': `"${tag}"` })).status).toBe(200)
    for (const other of [tag, `"x${tag}"`, `"${tag}x"`, `"${tag.slice(0, -1)}"`])
      expect((await host.get('/', { 'accept-encoding': 'br', 'if-none-match': other })).status, `for ${other}`).toBe(
        200,
      )
  })

  test('may be kept by shared caches, which show it when there is nobody to ask', async () => {
    const host = await shown()
    expect((await host.get('/')).headers['cache-control']).toBe(
      'public, max-age=5, s-maxage=5, stale-while-revalidate=30, stale-if-error=86400',
    )
    expect((await host.get('/style.css?0123456789ab')).headers['cache-control']).toContain('max-age=86400')
  })

  test('is the same whatever stands behind a question mark, and whatever odd headers come with it', async () => {
    const host = await shown()
    const { headers, body } = await host.get('/api/v2/summary.json')
    for (const path of ['?a=1', '?', '?utm_source=%00%ff', `?${'x'.repeat(4000)}`]) {
      const other = await host.get(`/api/v2/summary.json${path}`)
      expect(other.headers.etag).toBe(headers.etag)
      expect(other.body).toEqual(body)
    }
    const odd = {
      'accept-encoding': ',;;q=',
      'if-none-match': ',,,',
      range: 'bytes=a-b',
      'if-range': '""',
      cookie: 'a=b',
      accept: '\\',
    }
    expect((await host.get('/', odd)).status).toBe(200)
  })

  test('answers HEAD with the headers alone', async () => {
    const host = await shown()
    const whole = await host.get('/')
    const head = await host.get('/', {}, 'HEAD')
    expect(head.body).toHaveLength(0)
    expect(head.headers).toMatchObject({ etag: whole.headers.etag, 'content-length': whole.headers['content-length'] })
  })

  test('comes in part to who asks for a part, and whole where the part is of another version', async () => {
    const host = await shown()
    const whole = await host.get('/')
    const { length } = whole.body
    const part = await host.get('/', { range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    expect(part.headers['content-range']).toBe(`bytes 10-19/${length}`)
    expect(part.body).toEqual(whole.body.subarray(10, 20))
    expect((await host.get('/', { range: 'bytes=-5' })).body).toEqual(whole.body.subarray(length - 5))
    expect((await host.get('/', { range: `bytes=${length}-` })).status).toBe(416)
    expect((await host.get('/', { range: 'bytes=0-4', 'if-range': '"other"' })).status).toBe(200)
    expect((await host.get('/', { range: 'bytes=0-1,3-4' })).body).toEqual(whole.body)
  })

  test('runs nothing but its own script, and is shown in no frame', async () => {
    const host = await shown()
    const { headers } = await host.get('/')
    const policy = String(headers['content-security-policy'])
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(part)
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('is open to other sites where it is made for them', async () => {
    const host = await shown()
    for (const path of [
      '/api/v2/status.json',
      '/widget.json',
      '/widget.js',
      '/badge.svg',
      '/history.atom',
      '/areas.geojson',
      '/cap/index.atom',
    ])
      expect((await host.get(path)).headers['access-control-allow-origin'], `at ${path}`).toBe('*')
  })
})

describe('what is not there', () => {
  test('is said in the language of the path, and to programs in their own', async () => {
    const host = await shown()
    const polish = await host.get('/pl/nigdzie')
    expect(polish.status).toBe(404)
    expect(polish.body.toString()).toContain('Nie ma takiej strony.')
    expect((await host.get('/api/v2/nothing.json')).body.toString()).toBe('{"error":"not-found"}\n')
  })

  test('is never somebody else’s: a path leads nowhere but to a page', async () => {
    const host = await shown()
    expect(await host.get('/planned?x')).toMatchObject({ status: 308, headers: { location: '/planned/' } })
    for (const path of [
      '//evil.example',
      '/%2f%2fevil.example',
      '/..%2f..%2fkey',
      '/../key',
      '/../../host.json',
      '/\\evil.example',
      'http://evil.example/',
      '/picture.json',
      '/manifest.json',
      '/_headers',
    ])
      expect((await host.get(path)).status, `at ${path}`).toBe(404)
  })

  test('can be asked for in one way only', async () => {
    const host = await shown()
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect(await host.get('/', {}, method), `with ${method}`).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD' },
      })
  })
})

describe('a new snapshot', () => {
  test('is shown at once, and told to those who listen', async () => {
    const host = await shown()
    const listening = await fetch(`${host.url}/events`)
    const told = reading(listening)
    await show(host.root, next())

    expect(await told('id: 43')).toContain(`data: ${next().asOf}`)
    expect(JSON.parse((await host.get('/.well-known/pulih-status')).body.toString())).toMatchObject({
      revision: 43,
    })
    expect((await host.get('/')).body.toString()).toContain('data-revision="43"')
  })

  test('that is broken is left out, and the one before it stays', async () => {
    const host = await shown()
    await show(host.root, next())
    await until(async () => (await host.get('/')).body.includes('data-revision="43"'))
    const broken = join(host.root, 'snapshots', '00000099-broken')
    mkdirSync(join(broken, 'site'), { recursive: true })
    writeFileSync(join(broken, 'manifest.json'), '{"format":"pulih-status-1","files":[{"path":"/","file":"index.html"')
    turn(host.root, '00000099-broken')
    await setTimeout(400)

    expect((await host.get('/')).body.toString()).toContain('data-revision="43"')
    expect(host.said.join()).toContain('00000099-broken')

    await show(host.root, next(next()))
    await until(async () => (await host.get('/')).body.includes('data-revision="44"'))
  })

  test('of which a file is not what was written is left out too, also by one that starts', async () => {
    const host = await shown()
    await show(host.root, next())
    const current = currentSnapshot(host.root) ?? ''
    rmSync(join(current, 'site', 'index.html'))
    writeFileSync(join(current, 'site', 'index.html'), 'half')

    const other = await aHost(host.root)

    expect((await other.get('/')).body.toString()).toContain('data-revision="42"')
    expect(other.said.join()).toContain('index.html is not what was written')
  })

  test.each(['br', 'gz'])('of which a %s form is torn is left out as well', async ending => {
    const host = await shown()
    await show(host.root, next())
    const torn = join(currentSnapshot(host.root) ?? '', 'site', `index.html.${ending}`)
    const whole = readFileSync(torn)
    rmSync(torn)
    writeFileSync(torn, Buffer.concat([whole.subarray(0, -20), Buffer.alloc(20)]))

    const other = await aHost(host.root)

    expect((await other.get('/')).body.toString()).toContain('data-revision="42"')
  })

  test('never takes over a file that a power cut tore', async () => {
    const root = aFolder()
    await show(root, sample)
    const style = join(currentSnapshot(root) ?? '', 'site', 'style.css')
    const { size } = statSync(style)
    writeFileSync(style, Buffer.alloc(size))
    await show(root, next())

    expect(readFileSync(join(currentSnapshot(root) ?? '', 'site', 'style.css'), 'utf8')).toContain('{')
    const host = await aHost(root)
    expect((await host.get('/')).body.toString()).toContain('data-revision="43"')
    expect(host.said).toEqual([])
  })

  test('that cannot be read yet is tried again', { timeout: 20_000 }, async () => {
    const host = await shown()
    await show(host.root, next())
    await until(async () => (await host.get('/')).body.includes('data-revision="43"'))
    await show(host.root, next(next()))
    const current = currentSnapshot(host.root) ?? ''
    const late = `${current}-late`
    renameSync(current, late)
    turn(host.root, '00000099-late')
    await setTimeout(300)
    expect((await host.get('/')).body.toString()).toMatch(/data-revision="4[34]"/)

    renameSync(late, join(host.root, 'snapshots', '00000099-late'))
    await until(async () => (await host.get('/')).body.includes('data-revision="44"'), 200)
  })

  test('is none as long as its writer is at work or was killed', async () => {
    const root = aFolder()
    const host = await aHost(root)
    expect((await host.get('/')).status).toBe(503)
    mkdirSync(join(root, 'snapshots', '00000001-half', 'site'), { recursive: true })
    await setTimeout(250)
    expect((await host.get('/')).status).toBe(503)

    await show(root, sample)
    await until(async () => (await host.get('/')).status === 200)
  })

  test('replaces those that are old, and what did not change is not written again', async () => {
    const root = aFolder()
    for (let picture = sample; picture.revision < 52; picture = next(picture)) await show(root, picture)
    // Those of the last minute stay: somebody may be reading them.
    expect(readdirSync(join(root, 'snapshots')).length).toBe(10)
    expect(readdirSync(root).toSorted()).toEqual(['current', 'numbers', 'snapshots'])
  })
})

describe('a page whose folder is gone', () => {
  test('is shown on from memory, says so once in the log, and goes on when the folder is back', async () => {
    const host = await shown()
    const away = `${host.root}-away`
    renameSync(host.root, away)
    await setTimeout(400)

    const { status, body } = await host.get('/')
    expect(status).toBe(200)
    expect(body.toString()).toContain('As of')
    expect((await host.get('/is-it-me/?q=nobody')).status).toBe(200)
    expect(host.said.filter(line => line.includes('cannot be read any more'))).toHaveLength(1)

    renameSync(away, host.root)
    await show(host.root, next())
    await until(async () => (await host.get('/')).body.includes('data-revision="43"'))
  })
})

describe('a mistake of ours', () => {
  test('costs one reader his answer and nobody the page', async () => {
    const root = aFolder()
    await show(root, sample)
    const torn = join(currentSnapshot(root) ?? '', 'picture.json')
    const picture = JSON.parse(readFileSync(torn, 'utf8'))
    writeFileSync(torn, JSON.stringify({ ...picture, page: { ...picture.page, timeZone: 'No/Where' } }))
    const host = await aHost(root)

    for (let time = 0; time < 3; time++) expect((await host.get('/is-it-me/?q=anything')).status).toBe(500)
    expect((await host.get('/')).status).toBe(200)
    expect(host.said.filter(line => line.includes('could not be answered'))).toHaveLength(1)
  })
})

describe('readers who want too much', () => {
  test('are told to look from time to time when too many listen', async () => {
    const root = aFolder()
    await show(root, sample)
    const host = await aHost(root, 8)
    const answers = await Promise.all(Array.from({ length: 4 }, () => fetch(`${host.url}/events`)))
    // A quarter of all places for one address.
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 503, 503])
    expect((await host.get('/')).status).toBe(200)
    for (const answer of answers) await answer.body?.cancel()
  })

  test('who begin and do not go on are let go', { timeout: 40_000 }, async () => {
    const host = await shown()
    const { hostname, port } = new URL(host.url)
    const socket = connect(Number(port), hostname)
    let said = ''
    socket.on('data', (piece: Buffer) => void (said += piece.toString()))
    const closed = new Promise(resolve => socket.on('close', resolve))
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const drops = setInterval(() => socket.write('y'), 500)
    await closed
    clearInterval(drops)
    expect(said).toContain('408 Request Timeout')
  })

  test('get no answer to headers without end, and others do meanwhile', async () => {
    const host = await shown()
    const { hostname, port } = new URL(host.url)
    const socket = connect(Number(port), hostname)
    const closed = new Promise(resolve => socket.on('close', resolve))
    socket.on('error', () => undefined)
    let said = ''
    socket.on('data', (piece: Buffer) => void (said += piece.toString()))
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\n${`X-Long: ${'y'.repeat(1000)}\r\n`.repeat(40)}`)
    await closed
    expect(said).toContain('431 Request Header Fields Too Large')
    expect((await host.get('/')).status).toBe(200)
  })
})

function turn(root: string, name: string): void {
  rmSync(join(root, 'current'))
  symlinkSync(join('snapshots', name), join(root, 'current'))
}

/** Reads until something was said. */
function reading(response: Response): (text: string) => Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let heard = ''
  return async text => {
    while (!heard.includes(text)) {
      const piece = await reader?.read()
      if (!piece || piece.done) throw new Error(`it ended before ${text}: ${heard}`)
      heard += decoder.decode(piece.value)
    }
    await reader?.cancel()
    return heard
  }
}

async function until(look: () => Promise<boolean>, most = 100): Promise<void> {
  for (let tries = 0; !(await look()); tries++) {
    if (tries > most) throw new Error('it did not come to that')
    await setTimeout(50)
  }
}
