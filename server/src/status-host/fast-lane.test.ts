import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { sample } from '@pulih/statuspage'
import { readPlainly } from './fast-lane.ts'
import { aFolder, aHost, show } from './testing/a-host.ts'

const plain = (lines: readonly string[]) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')

describe('a plain request', () => {
  test('is understood, with what its reader takes', () => {
    expect(
      readPlainly(plain(['GET /pl/?x=1 HTTP/1.1', 'Host: a', 'Accept-Encoding: gzip, br', 'Connection: keep-alive'])),
    ).toEqual({
      path: '/pl/',
      accepts: 'br',
    })
    expect(readPlainly(plain(['GET / HTTP/1.1', 'host: a', 'ACCEPT-ENCODING: gzip']))).toEqual({
      path: '/',
      accepts: 'gzip',
    })
    expect(readPlainly(plain(['GET / HTTP/1.1', 'Host: a', 'Accept-Encoding: zebra']))).toEqual({
      path: '/',
      accepts: 'nothing',
    })
  })

  test.each([
    ['another method', ['HEAD / HTTP/1.1', 'Host: a']],
    ['another version', ['GET / HTTP/1.0', 'Host: a']],
    ['no host', ['GET / HTTP/1.1', 'Accept: */*']],
    ['two hosts', ['GET / HTTP/1.1', 'Host: a', 'Host: b']],
    ['a body', ['GET / HTTP/1.1', 'Host: a', 'Content-Length: 5']],
    ['a body in pieces', ['GET / HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked']],
    ['a part', ['GET / HTTP/1.1', 'Host: a', 'Range: bytes=0-1']],
    ['a condition', ['GET / HTTP/1.1', 'Host: a', 'If-None-Match: "x"']],
    ['an end', ['GET / HTTP/1.1', 'Host: a', 'Connection: close']],
    ['a change of language', ['GET / HTTP/1.1', 'Host: a', 'Connection: Upgrade', 'Upgrade: websocket']],
    ['an encoding that is refused', ['GET / HTTP/1.1', 'Host: a', 'Accept-Encoding: br;q=0']],
    ['two requests', ['GET / HTTP/1.1', 'Host: a', '', 'GET / HTTP/1.1', 'Host: a']],
    ['a line that goes on', ['GET / HTTP/1.1', 'Host: a', ' b: c']],
    ['a name with a blank', ['GET / HTTP/1.1', 'Host: a', 'Content-Length : 5']],
    ['a bare end of line', ['GET / HTTP/1.1', 'Host: a\nContent-Length: 5']],
    ['a sign that is none', ['GET / HTTP/1.1', 'Host: a', 'X: \u0000']],
    ['a whole address', ['GET http://evil.example/ HTTP/1.1', 'Host: a']],
    ['a question', ['GET /pl/is-it-me/?q=1 HTTP/1.1', 'Host: a']],
  ])('is nothing with %s', (_, lines) => {
    expect(readPlainly(plain(lines))).toBeNull()
  })
})

describe('a connection', () => {
  test('may say plain things, then others, then plain ones again; in pieces and several at once', async () => {
    const root = aFolder()
    await show(root, sample)
    const host = await aHost(root)
    const { hostname, port } = new URL(host.url)
    const socket = connect(Number(port), hostname)
    let heard = ''
    socket.on('data', (piece: Buffer) => void (heard += piece.toString('latin1')))
    const replies = () => heard.split('HTTP/1.1 ').length - 1
    const say = async (text: string, expected: number): Promise<void> => {
      socket.write(text)
      for (let tries = 0; replies() < expected; tries++) {
        if (tries > 100) throw new Error(`no reply to ${text}: ${heard.slice(-300)}`)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    }
    const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`

    await say(get('/badge.svg'), 1)
    await say(get('/badge.svg'), 2)
    await say(get('/badge.svg', 'Range: bytes=0-3\r\n'), 3)
    await say(get('/nowhere'), 4)
    socket.write('GET /badge.svg HT')
    await say('TP/1.1\r\nHost: a\r\n\r\n', 5)
    await say(get('/badge.svg') + get('/api/v2/status.json'), 7)

    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(
      [200, 200, 206, 404, 200, 200, 200].map(status => `HTTP/1.1 ${status}`),
    )
    socket.destroy()
  })
})
