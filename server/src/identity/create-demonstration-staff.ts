import { roles, type Role } from '@pulih/contracts'
import { systemActor, type Platform } from '../platform/index.ts'
import { hashPassword } from './password.ts'
import { insertStaff, isNobodyThere } from './staff-store.ts'
import { newReadable } from './token.ts'

/** A sign-in as it is printed once, at the first start. */
export interface PrintedSignIn {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly password: string
}

const names: Readonly<Record<Role, string>> = {
  viewer: 'Wanda Lis',
  operations: 'Oskar Nowak',
  communications: 'Kinga Maj',
  care: 'Celina Wrona',
  finance: 'Feliks Grosz',
  approver: 'Aniela Pieczęć',
  admin: 'Adam Klucz',
}

/** One member of staff for each role, to look around with. Does nothing where somebody is there already. */
export function createDemonstrationStaff(platform: Platform): Promise<PrintedSignIn[]> {
  return createFirst(
    platform,
    roles.map(role => ({ login: role, name: names[role], role, password: newReadable(4) })),
    false,
  )
}

/** One admin, who has to change the printed password before anything else. Null where somebody is there already. */
export async function createFirstAdmin(platform: Platform): Promise<PrintedSignIn | null> {
  const admin = { login: 'admin', name: 'Admin', role: 'admin', password: newReadable(5) } as const
  return (await createFirst(platform, [admin], true))[0] ?? null
}

async function createFirst(
  platform: Platform,
  people: readonly PrintedSignIn[],
  passwordTemporary: boolean,
): Promise<PrintedSignIn[]> {
  if (!(await isNobodyThere(platform.db))) return []
  const hashed = await Promise.all(
    people.map(async person => ({ ...person, passwordHash: await hashPassword(person.password) })),
  )
  return platform.work(systemActor('first-start'), async work => {
    const created: PrintedSignIn[] = []
    for (const { login, name, role, password, passwordHash } of hashed) {
      const given = { login, name, roles: [role], rolesBy: 'hand', passwordHash, passwordTemporary } as const
      // Of two processes that start at once, one creates and prints.
      const staff = await insertStaff(work.tx, given, work.now)
      if (!staff) continue
      work.audit('identity.staff-created', `staff:${staff.id}`, { roles: [role] })
      created.push({ login, name, role, password })
    }
    return created
  })
}
