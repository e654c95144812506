import type { Role } from '@pulih/contracts'
import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../platform/index.ts'
import type { Staff } from './staff.ts'

/** The columns of a member of staff, as `Staff` names them. */
const columns = sql`
  s.id, s.login, s.name, s.roles, s.roles_by as "rolesBy", s.password_hash as "passwordHash",
  s.password_temporary as "passwordTemporary", s.totp_secret as "totpSecret", s.totp_confirmed_at as "totpConfirmedAt",
  s.revision, s.created_at as "createdAt", s.disabled_at as "disabledAt",
  exists (select from identity.external_account e where e.staff_id = s.id) as "hasProvider"`

export async function findStaffByLogin(db: Db | Tx, login: string): Promise<Staff | null> {
  const { rows } =
    await sql<Staff>`select ${columns} from identity.staff s where s.login = ${login.toLowerCase()}`.execute(db)
  return rows[0] ?? null
}

export async function readStaff(db: Db | Tx, id: string): Promise<Staff> {
  const { rows } = await sql<Staff>`select ${columns} from identity.staff s where s.id = ${id}`.execute(db)
  if (!rows[0]) throw problem('identity.staff-not-found', { staff: id })
  return rows[0]
}

/** Reads and holds the row until the transaction ends. */
export async function lockStaff(tx: Tx, id: string): Promise<Staff> {
  await sql`select from identity.staff where id = ${id} for update`.execute(tx)
  return readStaff(tx, id)
}

export async function findStaffByProvider(db: Db | Tx, issuer: string, subject: string): Promise<Staff | null> {
  const { rows } = await sql<Staff>`
    select ${columns} from identity.staff s join identity.external_account a on a.staff_id = s.id
    where a.issuer = ${issuer} and a.subject = ${subject}`.execute(db)
  return rows[0] ?? null
}

export interface StaffFilter {
  readonly role: Role | null
  readonly after: string | null
  readonly limit: number
}

/** By login, one more than `limit`. */
export async function listStaff(db: Db, { role, after, limit }: StaffFilter): Promise<Staff[]> {
  const { rows } = await sql<Staff>`
    select ${columns} from identity.staff s
    where (${role}::text is null or ${role} = any (s.roles)) and (${after}::text is null or s.login > ${after})
    order by s.login limit ${limit + 1}`.execute(db)
  return rows
}

/** Who is behind what was written down, as far as it is somebody; whoever is unknown is left out. */
export async function namesOf(db: Db, actors: readonly string[]): Promise<{ actor: string; name: string }[]> {
  const { rows } = await sql<{ actor: string; name: string }>`
    select 'staff:' || s.id as actor, s.name from identity.staff s where 'staff:' || s.id = any (${actors}::text[])
    union all
    select 'key:' || k.id, k.name from identity.api_key k where 'key:' || k.id = any (${actors}::text[])`.execute(db)
  return rows
}

export interface NewStaff {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly rolesBy: Staff['rolesBy']
  readonly passwordHash: string | null
  readonly passwordTemporary: boolean
}

/** Adds somebody, or returns null where the login is taken. */
export async function insertStaff(tx: Tx, staff: NewStaff, now: Temporal.Instant): Promise<Staff | null> {
  const { rows } = await sql<{ id: string }>`
    insert into identity.staff (login, name, roles, roles_by, password_hash, password_changed_at, password_temporary, created_at)
    values (${staff.login.toLowerCase()}, ${staff.name}, ${staff.roles}::text[], ${staff.rolesBy}, ${staff.passwordHash},
      ${staff.passwordHash === null ? null : now}::timestamptz, ${staff.passwordTemporary}, ${now})
    on conflict (login) do nothing returning id`.execute(tx)
  return rows[0] ? readStaff(tx, rows[0].id) : null
}

export async function isNobodyThere(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql`select from identity.staff limit 1`.execute(db)
  return rows.length === 0
}

/** Whether somebody else is admin. Two who are demoted at once take turns, so that one of them stays. */
export async function hasOtherAdmin(tx: Tx, id: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.admins'))`.execute(tx)
  const { rows } = await sql`
    select from identity.staff where 'admin' = any (roles) and disabled_at is null and id <> ${id} limit 1`.execute(tx)
  return rows.length > 0
}

export async function saveProfile(tx: Tx, { id, name, roles }: Pick<Staff, 'id' | 'name' | 'roles'>): Promise<void> {
  await sql`update identity.staff set name = ${name}, roles = ${roles}::text[], revision = revision + 1 where id = ${id}`.execute(
    tx,
  )
}

export async function saveDisabled(tx: Tx, id: string, disabledAt: Temporal.Instant | null): Promise<void> {
  await sql`update identity.staff set disabled_at = ${disabledAt}::timestamptz, revision = revision + 1 where id = ${id}`.execute(
    tx,
  )
}

export interface NewPassword {
  readonly hash: string
  readonly temporary: boolean
  readonly now: Temporal.Instant
}

export async function savePassword(tx: Tx, id: string, { hash, temporary, now }: NewPassword): Promise<void> {
  await sql`
    update identity.staff set password_hash = ${hash}, password_changed_at = ${now}, password_temporary = ${temporary},
      revision = revision + 1 where id = ${id}`.execute(tx)
}

/** The same password, hashed at today's cost. Only where it was not changed meanwhile. */
export async function saveRehashed(tx: Tx, id: string, before: string, hash: string): Promise<void> {
  await sql`update identity.staff set password_hash = ${hash} where id = ${id} and password_hash = ${before}`.execute(
    tx,
  )
}
