import { randomBytes } from 'node:crypto'
import type { Role } from '@pulih/contracts'
import { harness, type Harness, type HarnessOptions, type TestClient, type TestReply } from '../../../test/harness.ts'
import { appendAudit, authenticate, identity, type PersonalData } from '../index.ts'
import { hashPassword } from '../password.ts'
import { insertStaff } from '../staff-store.ts'
import type { Staff } from '../staff.ts'

/** The identity context with real credentials, alone in its house. */
export function aHouse(
  holders: readonly PersonalData[] = [],
  options: Omit<HarnessOptions, 'contexts' | 'hooks'> = {},
): Promise<Harness> {
  return harness({ ...options, contexts: [identity(holders)], hooks: { authenticate, appendAudit } })
}

export interface Member extends Staff {
  readonly password: string
}

/** Somebody with a password that nobody else has seen. */
export async function aMember(
  house: Harness,
  given: { login?: string; roles?: readonly Role[]; temporary?: boolean } = {},
): Promise<Member> {
  const password = `secret ${randomBytes(9).toString('hex')}`
  const login = given.login ?? `member.${randomBytes(4).toString('hex')}`
  const passwordHash = await hashPassword(password)
  const roles = given.roles ?? ['viewer']
  const staff = await house.work(({ tx, now }) =>
    insertStaff(
      tx,
      { login, name: 'Maria Nowak', roles, rolesBy: 'hand', passwordHash, passwordTemporary: given.temporary ?? false },
      now,
    ),
  )
  if (!staff) throw new Error(`the login ${login} is taken`)
  return { ...staff, password }
}

/** A session as a program has it. */
export interface Entered extends TestClient {
  readonly token: string
}

export async function enter(
  house: Harness,
  { login, password }: { login: string; password: string },
): Promise<Entered> {
  const reply = await house.anyone.post('/sign-in', { login, password, deliver: 'token' })
  if (reply.status !== 200) throw new Error(`the sign-in was refused: ${JSON.stringify(reply.body)}`)
  return bearing(house, reply.body.token)
}

/** Whoever shows this token. */
export function bearing(house: Harness, token: string): Entered {
  return { ...showing(house, { authorization: `Bearer ${token}` }), token }
}

/** Whoever sends these headers. */
export function showing({ anyone }: Harness, always: Readonly<Record<string, string>>): TestClient {
  return {
    get: (path, headers) => anyone.get(path, { ...always, ...headers }),
    post: (path, body, headers) => anyone.post(path, body, { ...always, ...headers }),
    put: (path, body, headers) => anyone.put(path, body, { ...always, ...headers }),
    patch: (path, body, headers) => anyone.patch(path, body, { ...always, ...headers }),
    delete: (path, headers) => anyone.delete(path, { ...always, ...headers }),
  }
}

/** The cookies that a reply sets: name, value and attributes. */
export function cookiesOf({ headers }: TestReply): { name: string; value: string; attributes: string }[] {
  const lines = headers['set-cookie'] ?? []
  return (Array.isArray(lines) ? lines : [lines]).map(line => {
    const [pair = '', ...attributes] = String(line).split('; ')
    const [name = '', value = ''] = pair.split('=')
    return { name, value, attributes: attributes.join('; ') }
  })
}
