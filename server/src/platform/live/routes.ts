import { PassThrough } from 'node:stream'
import { permissionOfEvent, watchEvents } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../actor.ts'
import { mount } from '../http/mount.ts'
import { LiveStream } from '../http/reply.ts'
import { problem } from '../problem.ts'
import { eventFeed, type LiveEvent } from './event-feed.ts'

const mostStreams = 500
const mostOfOne = 12
const heartbeatMilliseconds = 20_000
/** Then the browser comes again, and is asked anew who it is. */
const longestMilliseconds = 300_000
/** Whoever reads so slowly begins again later instead of being remembered for. */
const mostUnread = 256 * 1024

/** Tells browsers what happens, so that nobody has to reload a page. */
export function liveRoutes(app: FastifyInstance): void {
  const feed = eventFeed(app.platform)
  const open = new Map<PassThrough, string>()
  app.addHook('preClose', done => {
    feed.stop()
    for (const stream of open.keys()) stream.end()
    done()
  })

  mount(app, watchEvents, async ({ query, actor, request }) => {
    const who = actor.person ?? actor.id
    const ofOne = [...open.values()].filter(other => other === who).length
    if (open.size >= mostStreams || ofOne >= mostOfOne) throw problem('request.too-many', { seconds: 30 })
    const header = request.headers['last-event-id']
    const last = query.after ?? (typeof header === 'string' && /^\d{1,18}$/.test(header) ? header : null)
    const stream = new PassThrough()
    open.set(stream, who)
    const repeated = new Set<bigint>()
    const tell = (events: readonly LiveEvent[]): void => {
      if (stream.writableLength > mostUnread) return void stream.end()
      const texts = events.filter(event => maySee(actor, event) && !repeated.has(event.id)).map(textOf)
      if (texts.length > 0 && !stream.writableEnded) stream.write(texts.join(''))
    }
    const heartbeat = setInterval(() => stream.write(': alive\n\n'), heartbeatMilliseconds)
    const end = setTimeout(() => stream.end(), longestMilliseconds)
    const closed = (): void => {
      silence()
      clearInterval(heartbeat)
      clearTimeout(end)
      open.delete(stream)
    }
    let silence = (): void => undefined
    stream.once('close', closed).once('finish', closed)
    request.raw.once('close', () => stream.destroy())
    stream.write('retry: 3000\n\n')
    try {
      silence = await feed.listen(tell)
      // Whoever went away meanwhile is listened for no longer.
      if (stream.destroyed) silence()
      const missed = last === null ? [] : await feed.since(BigInt(last))
      if (missed === null) stream.write('event: reset\ndata: {}\n\n')
      else {
        tell(missed)
        for (const { id } of missed) repeated.add(id)
      }
    } catch (reason) {
      stream.destroy()
      throw reason
    }
    return new LiveStream(stream)
  })
}

function maySee(actor: Actor, { type }: LiveEvent): boolean {
  return actor.permissions.has(permissionOfEvent(type))
}

function textOf({ id, type, subject, data, at }: LiveEvent): string {
  return `id: ${id}\ndata: ${JSON.stringify({ id: id.toString(), type, subject, data, at: at.toString() })}\n\n`
}
