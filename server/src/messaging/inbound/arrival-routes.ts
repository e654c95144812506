import { Readable } from 'node:stream'
import { greetMessageChannel, receiveMessageArrival } from '@pulih/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bytesOf, LiveStream, mount, mountStream, problem, type Platform } from '../../platform/index.ts'
import { adapterOf, MissingSecret, type Knock, type Verdict } from '../adapters/index.ts'
import { settingsOf } from '../channels/channel-store.ts'
import { keepArrival } from './keep-arrivals.ts'
import { noteForged } from './note-forged.ts'

/** What a messenger gathers in one call goes to three megabytes. */
const mostBytes = 4 * 1024 * 1024

/** Where providers bring receipts and what people wrote. What is genuine is kept before it is acknowledged, and understood afterwards. */
export function arrivalRoutes(app: FastifyInstance): void {
  mount(app, greetMessageChannel, async ({ platform, params, request }) => {
    const { verdict } = await judge(platform, params.channel, knockOf(request, Buffer.alloc(0)))
    if (verdict.kind !== 'greeting') throw problem('messaging.not-genuine')
    return new LiveStream(Readable.from([verdict.answer]))
  })

  mountStream(app, receiveMessageArrival, async ({ platform, params, request, body }) => {
    const knock = knockOf(request, await bytesOf(body, mostBytes))
    const { verdict, door, settings, secret } = await judge(platform, params.channel, knock)
    if (verdict.kind === 'forged') {
      noteForged(platform, params.channel, verdict.reason)
      throw problem('messaging.not-genuine')
    }
    if (verdict.kind === 'genuine')
      await keepArrival(platform, {
        channel: params.channel,
        adapter: settings.adapter,
        raw: door.keep(knock, settings, secret),
      })
    return { received: true as const }
  })
}

async function judge(platform: Platform, name: string, knock: Knock) {
  const settings = await settingsOf(platform.db, name)
  const { door } = adapterOf(settings)
  if (door === null) throw problem('messaging.channel-unknown', { channel: name })
  const secret = (wanted: string): string => {
    const found = platform.config.secret(wanted)
    if (found === null) throw new MissingSecret(wanted)
    return found
  }
  const verdict = ((): Verdict => {
    try {
      return door.verify(knock, settings, secret, platform.clock.now())
    } catch (reason) {
      if (reason instanceof MissingSecret) return { kind: 'forged', reason: reason.message }
      throw reason
    }
  })()
  return { verdict, door, settings, secret }
}

function knockOf({ method, query, headers }: FastifyRequest, body: Buffer): Knock {
  const single = (values: unknown): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values as Record<string, unknown>).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : [],
      ),
    )
  return { method: method === 'GET' ? 'GET' : 'POST', query: single(query), headers: single(headers), body }
}
