import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import type { Role } from '@pulih/contracts'
import { emulateHttpSms, emulateMail, type MailService, type SmsGateway } from '@pulih/rehearsal'
import { createDemonstrationStaff } from '../../src/identity/index.ts'
import type { Platform } from '../../src/platform/index.ts'
import { openedWhole, openHouse, type Closings } from './open-house.ts'
import { startChild, type Child } from './processes.ts'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, any>>
  readonly etag: string
}

/** The application as an operator runs it, an API and workers as processes of their own, and two providers in this process. */
export interface TellingApplication {
  /** To look at the database from outside. */
  readonly pool: pg.Pool
  readonly platform: Platform
  /** Knows our keys, and says what became of each. */
  readonly gateway: SmsGateway
  /** Knows no keys, and says nothing afterwards. */
  readonly mail: MailService
  /** Asks until somebody answers, under one key, as a careful client does. */
  ask(role: Role, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, more?: Headers): Promise<Answer>
  readonly workers: () => readonly Child[]
  startWorker(): Promise<void>
  /** As `kill -9` does; another one takes its place, where others find it. */
  killApi(): Promise<void>
  close(): Promise<void>
}

type Headers = Readonly<Record<string, string>>

const secret = 'of-the-gateway'
const patienceSeconds = 60

export function openTellingApplication(): Promise<TellingApplication> {
  return openedWhole(open)
}

async function open(closings: Closings, close: () => Promise<void>): Promise<TellingApplication> {
  const { server, pool, platform } = await openHouse(closings)
  const staff = await createDemonstrationStaff(platform)
  const gateway = await emulateHttpSms({ token: secret, secret })
  closings.push(() => gateway.stop())
  const mail = await emulateMail()
  closings.push(() => mail.stop())
  await openChannels(pool, gateway.port, mail.port)

  const environment = { PULIH_SECRET_GATEWAY: secret, PULIH_ALLOW_PRIVATE_TARGETS: 'true', PULIH_LOG: 'error' }
  let started = 0
  let workers: Child[] = []
  let api = await startChild(server.url, 'api', 'api', environment)
  closings.push(() => Promise.all([api, ...workers].map(each => each.kill())))
  const arrivals = () => `${api.url}/api/v1/messaging/arrivals/sms`
  gateway.subscribe(arrivals())

  const tokens = new Map<Role, string>()
  const call = async (token: string, method: string, path: string, body: unknown, more: Headers): Promise<Answer> => {
    const reply = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await reply.text()
    return {
      status: reply.status,
      // A reply of our own API, by whose contract it is an object.
      body: JSON.parse(text || '{}') as Answer['body'],
      etag: reply.headers.get('etag') ?? '',
    }
  }
  const tokenOf = async (role: Role): Promise<string> => {
    const known = tokens.get(role)
    if (known !== undefined) return known
    const password = staff.find(({ login }) => login === role)?.password ?? ''
    const { body } = await call('', 'POST', '/sign-in', { login: role, password, deliver: 'token' }, {})
    const token = String(body['token'])
    tokens.set(role, token)
    return token
  }

  return {
    pool,
    platform,
    gateway,
    mail,
    workers: () => workers.filter(worker => worker.isRunning()),
    async ask(role, method, path, body, more = {}) {
      const key = method === 'POST' ? { 'idempotency-key': randomUUID() } : {}
      const end = performance.now() + patienceSeconds * 1_000
      for (;;) {
        try {
          const answer = await call(await tokenOf(role), method, path, body, { ...key, ...more })
          if (answer.status < 500 || performance.now() > end) return answer
        } catch (reason) {
          if (performance.now() > end) throw reason
        }
        await setTimeout(100)
      }
    },
    async startWorker() {
      workers = workers.filter(worker => worker.isRunning())
      workers.push(await startChild(server.url, 'worker', `worker-${++started}`, environment))
    },
    async killApi() {
      await api.kill()
      api = await startChild(server.url, 'api', 'api', environment)
      gateway.subscribe(arrivals())
    },
    close,
  }
}

/** Few hand-overs at once, so that there is somebody in the middle of them for a while. */
async function openChannels(pool: pg.Pool, gatewayPort: number, mailPort: number): Promise<void> {
  const url = `http://127.0.0.1:${gatewayPort}/`
  const sms = { adapter: 'http-sms', url, from: 'Telnet', token: 'gateway', signing: 'gateway' }
  const server = { host: '127.0.0.1', port: mailPort, secure: false, user: null, password: null }
  const email = { adapter: 'smtp', ...server, from: 'Telnet <news@telnet.example>', inbox: null }
  await pool.query(
    `insert into messaging.channel (name, kind, settings, at_once) values ('sms', 'sms', $1, 6), ('email', 'email', $2, 6)`,
    [JSON.stringify(sms), JSON.stringify(email)],
  )
}
