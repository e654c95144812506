import type { Language } from '@pulih/kernel'
import { phrase } from '@pulih/phrases'
import { openChannelKinds, tellDirectly } from '../messaging/index.ts'
import { readOperatorZone } from '../outages/index.ts'
import { readSetting, type Db, type Tx, type Work } from '../platform/index.ts'
import type { ReachedHolder } from '../subscribers/index.ts'
import { insertUnsent } from './challenge-store.ts'
import { signInSetting } from './settings.ts'

/** What brings a code to a contact of each kind: whoever gives a number for calls has typed it to be written to. */
const carriers = { email: 'email', sms: 'sms', phone: 'sms' } as const
type Carrier = (typeof carriers)[keyof typeof carriers]

export interface Carrying {
  /** The channels that are connected and not stopped. */
  readonly open: ReadonlySet<Carrier>
  /** What becomes of codes for which no channel is open. */
  readonly outbox: 'off' | 'kept' | 'kept-and-logged'
}

export async function carryingNow(db: Db | Tx): Promise<Carrying> {
  const [{ outbox }, kinds] = await Promise.all([readSetting(db, signInSetting), openChannelKinds(db)])
  return { open: new Set(Object.values(carriers).filter(carrier => kinds.includes(carrier))), outbox }
}

/** Whether any code goes anywhere. */
export function carriesAny({ open, outbox }: Carrying): boolean {
  return outbox !== 'off' || open.size > 0
}

/** Whether a code would go anywhere, judged by what was typed alone: it must not say who is known. */
export function carriesTo({ open, outbox }: Carrying, typed: string): boolean {
  return outbox !== 'off' || open.has(typed.includes('@') ? 'email' : 'sms')
}

export interface MadeCode {
  /** By which the same code is never sent twice. */
  readonly id: string
  readonly holder: ReachedHolder
  readonly language: Language
  readonly text: string
  readonly expiresAt: Temporal.Instant
}

/** Sends a code, or puts it into the outbox where nothing carries it. Says whether somebody has to look there for it. */
export async function carryCode(
  work: Work,
  { open, outbox }: Carrying,
  code: MadeCode,
): Promise<'sent' | 'kept' | 'dropped'> {
  const { id, holder, language, text, expiresAt } = code
  const carrier = carriers[holder.channel]
  if (open.has(carrier)) {
    await tellDirectly(work, {
      origin: `portal-code:${id}`,
      channel: carrier,
      address: holder.address,
      language,
      timeZone: await readOperatorZone(work.tx),
      subject: phrase(language, 'portal.code-subject'),
      text,
      expiresAt,
      secret: true,
    })
    return 'sent'
  }
  if (outbox === 'off') return 'dropped'
  const { id: customerId, channel, address } = holder
  await insertUnsent(work.tx, { customerId, channel, address, text, expiresAt }, work.now)
  return 'kept'
}
