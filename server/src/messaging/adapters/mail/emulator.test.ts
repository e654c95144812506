import { emulateMail, noFaults, type MailOptions, type MailService } from '@pulih/rehearsal'
import { afterEach, describe, expect, test } from 'vitest'
import { anOutgoing } from '../../testing/an-outgoing.ts'
import type { Outside } from '../adapter.ts'
import type { Arrival } from '../door.ts'
import type { Provider } from '../provider.ts'
import { mail } from './mail.ts'
import { eventually, freePorts } from './testing/daemon.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Played {
  readonly provider: Provider
  readonly service: MailService
  readonly arrivals: Arrival[]
}

async function played(given: Partial<MailOptions> = {}): Promise<Played> {
  const [inbox = 0] = await freePorts(1)
  const service = await emulateMail({ inbox, ...given })
  const arrivals: Arrival[] = []
  const keys = new Set<string>()
  const outside: Outside = {
    atOnce: 4,
    exchange: () => Promise.reject(new Error('mail needs no web')),
    secret: name => `the secret ${name}`,
    async receive(raw) {
      if (keys.has(raw.key)) return
      keys.add(raw.key)
      arrivals.push(...((await mail.normalise?.(raw, Temporal.Now.instant())) ?? []))
    },
    log: () => undefined,
    now: () => Temporal.Now.instant(),
  }
  const provider = mail.open(
    {
      adapter: 'smtp',
      host: '127.0.0.1',
      port: service.port,
      secure: false,
      user: null,
      password: null,
      from: 'Telnet <news@telnet.example>',
      bounces: { address: 'bounces@telnet.example', signing: 'bounces' },
      inbox: { by: 'lmtp', host: '127.0.0.1', port: inbox },
    },
    outside,
  )
  closing.push(
    () => provider.close(),
    () => service.stop(),
  )
  await eventually(() => provider.health?.() === null)
  return { provider, service, arrivals }
}

describe('a mail server that is played', () => {
  test('gives people what was written, with its letters', async () => {
    const { provider, service } = await played()
    const text =
      'Państwa usługa nie działa od rana, i to w całej dzielnicy, co jest zdaniem dłuższym niż jeden wiersz w liście.'

    await provider.handOver(anOutgoing({ to: 'anna@example.com', subject: 'Nie działa: łącze', text }))
    await provider.handOver(anOutgoing({ key: 'pulih-2', to: 'budi@example.com', text, html: '<p>x</p>' }))

    expect(service.delivered).toMatchObject([
      { key: 'pulih-1', to: 'anna@example.com', text: `Nie działa: łącze\n\n${text}`, parts: 1 },
      { key: 'pulih-2', to: 'budi@example.com', text: expect.stringContaining(text) },
    ])
  })

  test('brings back what it could not deliver, also twice and in another order', async () => {
    const { provider, service, arrivals } = await played({ isBouncing: to => to.startsWith('gone') })
    service.behave({ ...noFaults, duplicate: 1, reorder: 0.5 })

    for (let at = 0; at < 20; at++)
      await provider.handOver(
        anOutgoing({ key: `pulih-${at}`, to: at % 2 === 0 ? `gone${at}@example.com` : `a${at}@example.com` }),
      )
    await eventually(() => arrivals.length === 10 && service.waiting() === 0)

    expect(service.delivered).toHaveLength(10)
    expect(arrivals.map(each => (each.kind === 'receipt' ? each.providerId : each.kind)).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, at) => `pulih-${2 * at}`).toSorted(),
    )
  })

  test.each([
    ['is too fast for it', { throttle: 1 }, { kind: 'refused', isFinal: false }, 0],
    ['meets a fault of its own', { fail: 1 }, { kind: 'refused', isFinal: false }, 0],
    ['hears nothing more after it was taken', { lose: 1 }, { kind: 'lost' }, 1],
  ])('tells who %s what became of it', async (_, given, outcome, arrived) => {
    const { provider, service } = await played()
    service.behave({ ...noFaults, ...given })

    expect(await provider.handOver(anOutgoing({ to: 'anna@example.com' }))).toMatchObject(outcome)
    expect(service.delivered).toHaveLength(arrived)
  })

  test('knows at once who is nobody', async () => {
    const { provider } = await played({ isUnknown: () => true })
    expect(await provider.handOver(anOutgoing({ to: 'anna@example.com' }))).toMatchObject({
      kind: 'refused',
      isFinal: true,
    })
  })

  test('hands over what people write', async () => {
    const { service, arrivals } = await played()
    await service.say('anna@example.com', 'Help', 'STATUS')
    expect(arrivals).toMatchObject([{ kind: 'message', from: 'anna@example.com', text: 'STATUS', isAutomatic: false }])
  })
})
