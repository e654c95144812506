import { checkVersions, type Scheme } from '@pulih/engine'
import { ask, askVersioned, type ChangeArguments, type ReplyTo } from '../../api/ask.ts'
import { succeeded, type Operator } from './document.ts'

const name = 'compensation.operator'

/** What the form was opened on, and what is written against: whoever saves in between is not written over. */
export interface Base {
  readonly operator: Operator & Pick<ReplyTo<'listSchemes'>, 'examples'>
  /** All that the operator has decided; null for whoever may not change it. */
  readonly decided: {
    readonly value: { readonly policies: readonly Scheme[] }
    readonly version: string | null
  } | null
}

export async function readBase(mayChange: boolean, signal?: AbortSignal): Promise<Base> {
  const options = signal ? { signal } : {}
  // Before the list, never after it: what the list is newer by is refused when it is saved, and not written over.
  const decided = mayChange ? await askVersioned('getSetting', { params: { name } }, options) : null
  const operator = await ask('listSchemes', {}, options)
  if (decided === null) return { operator, decided }
  // The server checks what it keeps under this name.
  const value = decided.reply.value as { readonly policies: readonly Scheme[] }
  return { operator, decided: { value, version: decided.version } }
}

/** The policies are part of what the operator has decided; every other decision stays as it was read. */
export function writing(
  { value, version }: NonNullable<Base['decided']>,
  policies: readonly Scheme[],
): ChangeArguments<'putSetting'> {
  return { params: { name }, body: { value: { ...value, policies } }, ...(version === null ? {} : { version }) }
}

/** Whether a new version can begin on this day: later than what it follows, before its own end, and with no day of another version. */
export function canBegin(policies: readonly Scheme[], old: Scheme, policy: Scheme, day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day <= old.inForce.from) return false
  if (policy.inForce.to !== null && day >= policy.inForce.to) return false
  const next = succeeded(policies, old, policy, day)
  return next.every(each => checkVersions(each, next).length === 0)
}
