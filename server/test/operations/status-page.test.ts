import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually, startProcess } from './processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-alive-'))
// PostgreSQL refuses to run as root; its own user has to reach its folder.
chmodSync(folder, 0o755)
const environment = { PULIH_DATA: folder, PULIH_PORT: '0', PULIH_LOG: 'error' }
const noteFile = join(folder, 'status', 'host.json')
const note = () => JSON.parse(readFileSync(noteFile, 'utf8')) as { pid: number; url: string }

afterAll(() => {
  for (const pid of [...left, postmaster()])
    try {
      if (pid !== null) process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should have.
    }
  rmSync(folder, { recursive: true, force: true })
})

/** Processes that a failed test would leave behind. */
const left: number[] = []

describe('the status page', () => {
  test('answers with everything else killed in the middle of an outage', { timeout: 500_000 }, async () => {
    const server = startProcess(['--services', '1000'], environment)
    const api = await server.listening()
    const { pid, url } = note()
    left.push(pid)
    expect(server.output()).toContain(url)
    const page = async () => (await fetch(url)).status
    await eventually(page, status => status === 200)
    const { hit, back, fine, planned, links } = await outagesAt(api, server.output())
    const answerTo = async (service: string): Promise<string> =>
      ((await (await fetch(`${url}/api/look-up?q=${service}`)).json()) as { answer: string }).answer
    const textOf = async (link: string) => (await fetch(new URL(new URL(link).pathname, url))).text()
    const expectAnswers = async (): Promise<void> => {
      expect([await answerTo(hit), await answerTo(back), await answerTo(fine), await answerTo(planned)]).toEqual([
        'affected',
        'no-known-outage',
        'no-known-outage',
        'work-planned',
      ])
      expect(await textOf(links.hit)).toContain('Yes, an outage concerns your connection.')
      expect(await textOf(links.back)).toContain('No outage is known for your connection.')
      expect(await textOf(links.planned)).toContain('Work is planned that will concern your connection:')
    }
    const ready = async () => [await answerTo(hit), await answerTo(back), await answerTo(planned)].join()
    await eventually(ready, text => text === 'affected,no-known-outage,work-planned')
    await expectAnswers()

    // API and worker, then the database.
    process.kill(owner(), 'SIGKILL')
    await server.ended
    const database = postmaster()
    if (database !== null) process.kill(database, 'SIGKILL')

    expect(isAlive(pid)).toBe(true)
    const text = await (await fetch(url)).text()
    expect(text).toContain('As of')
    expect(text).toContain('A cut in this test')
    expect((await fetch(`${url}/api/v2/summary.json`)).status).toBe(200)
    await expectAnswers()

    const again = startProcess([], environment)
    await again.listening()
    expect(note()).toEqual({ ...note(), pid, url })

    expect(await again.stop()).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })
})

interface Service {
  readonly service: string
  readonly area: string
}

/** An outage in two areas, of which one works again, planned work in a third, and links for a service of each. */
async function outagesAt(api: string, said: string) {
  const ask = async (path: string, body?: unknown, key?: string): Promise<any> => {
    const reply = await fetch(`${api}/api/v1${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    })
    const view = await reply.json()
    if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(view)}`)
    return view
  }
  const callerAs = async (login: string) => {
    const [, password] = new RegExp(`^ {2}${login} +([a-z0-9]{4}(?:-[a-z0-9]{4}){3}) `, 'm').exec(said) ?? []
    const { token } = await ask('/sign-in', { login, password, deliver: 'token' })
    return (path: string, body?: unknown) => ask(path, body, token)
  }
  const operations = await callerAs('operations')
  const care = await callerAs('care')
  const { items } = (await care('/services?limit=200')) as { items: Service[] }
  // Of each a whole area of its own: one within another would have both.
  const province = ({ area }: Service) => area.slice(0, 2)
  const groups = [...Map.groupBy(items, province).values()].map(services => services[0])
  const [hit, back, planned, fine] = groups
  if (!hit || !back || !planned || !fine) throw new Error(`the demonstration has ${groups.length} provinces`)
  const now = Temporal.Now.instant()
  const facts = { cause: 'fibre-cut', extent: 'total', severity: 'major' }
  const { id } = await operations('/outages/declare', {
    ...facts,
    title: 'A cut in this test',
    startedAt: now.subtract({ minutes: 40 }).toString(),
    scope: { areas: [province(hit), province(back)] },
  })
  await operations('/outages/declare', {
    ...facts,
    title: 'Work in this test',
    cause: 'planned-work',
    planned: true,
    startedAt: now.add({ hours: 30 }).toString(),
    etr: now.add({ hours: 34 }).toString(),
    scope: { areas: [province(planned)] },
  })
  await operations(`/outages/${id}/restore-part`, {
    areas: [province(back)],
    restoredAt: now.subtract({ minutes: 1 }).toString(),
  })
  const linkFor = async ({ service }: Service) => (await care('/statuspage/links', { service })).url as string
  const links = { hit: await linkFor(hit), back: await linkFor(back), planned: await linkFor(planned) }
  return { hit: hit.service, back: back.service, planned: planned.service, fine: fine.service, links }
}

function owner(): number {
  return (JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as { pid: number }).pid
}

/** The first line of its own file is the number of its process. */
function postmaster(): number | null {
  try {
    const [found] = execFileSync('find', [folder, '-name', 'postmaster.pid'], { encoding: 'utf8' }).split('\n')
    return found === undefined || found === '' ? null : Number(readFileSync(found, 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
