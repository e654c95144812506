import type { ApiKeyView, AuditRowView, ProviderLinkView, SessionView, StaffView } from '@pulih/contracts'
import type { Static } from 'typebox'
import type { AuditLink } from '@pulih/proofs'
import type { ApiKey } from './api-key.ts'
import type { ProviderLink } from './link-store.ts'
import type { Session } from './session.ts'
import { asksForCode, type Staff } from './staff.ts'

export function staffView(staff: Staff): Static<typeof StaffView> {
  return {
    id: staff.id,
    login: staff.login,
    name: staff.name,
    roles: [...staff.roles],
    rolesBy: staff.rolesBy,
    password: staff.passwordHash === null ? 'none' : staff.passwordTemporary ? 'temporary' : 'set',
    codes: asksForCode(staff),
    provider: staff.hasProvider,
    createdAt: staff.createdAt.toString(),
    disabledAt: staff.disabledAt?.toString() ?? null,
  }
}

export function sessionView(session: Session, current: string): Static<typeof SessionView> {
  return {
    id: session.id,
    staff: session.staffId,
    method: session.method,
    agent: session.agent,
    startedAt: session.startedAt.toString(),
    seenAt: session.seenAt.toString(),
    expiresAt: session.expiresAt.toString(),
    current: session.id === current,
  }
}

export function linkView({ id, staffId, issuer, subject, linkedAt }: ProviderLink): Static<typeof ProviderLinkView> {
  return { id, staff: staffId, issuer, subject, linkedAt: linkedAt.toString() }
}

export function apiKeyView(key: ApiKey): Static<typeof ApiKeyView> {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    staff: key.staffId,
    scopes: [...key.scopes],
    createdAt: key.createdAt.toString(),
    expiresAt: key.expiresAt.toString(),
    usedAt: key.usedAt?.toString() ?? null,
    revokedAt: key.revokedAt?.toString() ?? null,
  }
}

export function auditRowView(
  row: AuditLink & { readonly actorName: string | null },
  subjectName: string | null,
): Static<typeof AuditRowView> {
  return {
    number: Number(row.number),
    at: row.at.toString(),
    actor: row.actor,
    actorName: row.actorName,
    action: row.action,
    subject: row.subject,
    subjectName,
    detail: row.detail,
    digest: row.digest,
  }
}
