import type { MessageChannel } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { fillWhatsappTemplate, MissingFact, type NoticeKind, type Statement } from '@pulih/notices'
import { Problem } from '../platform/index.ts'
import type { Manner } from './manner.ts'
import { render } from './sending/render.ts'

/** Why a notice cannot go out: one text of it needs a fact that is not there. */
export interface Unsaid {
  readonly language: Language
  readonly channel: MessageChannel
  readonly fact: string
}

/** Refuses whoever lets a notice out of which something cannot be said. */
export class CannotBeSaid extends Problem {
  readonly unsaid: Unsaid

  constructor(unsaid: Unsaid) {
    super('messaging.not-said', { ...unsaid }, [])
    this.unsaid = unsaid
  }
}

/** Throws {@link CannotBeSaid} where not all of a notice can be said. */
export function requireSayable(...notice: Parameters<typeof unsaidOf>): void {
  const unsaid = unsaidOf(...notice)
  if (unsaid !== null) throw new CannotBeSaid(unsaid)
}

/**
 * Makes each text of a notice once, by every channel that is set up and in every language: what is found missing here keeps it back as a
 * whole, because later it would fail for each of a hundred thousand. Null where all of it can be said.
 */
function unsaidOf(
  kind: NoticeKind,
  statement: Statement,
  { reach, telling }: Pick<Manner, 'reach' | 'telling'>,
): Unsaid | null {
  for (const channel of reach.channels)
    for (const language of languages) {
      const fact = missingFor(channel, language, { kind, statement, reach, telling })
      if (fact !== null) return { language, channel, fact }
    }
  return null
}

function missingFor(
  channel: MessageChannel,
  language: Language,
  { kind, statement, reach, telling }: Pick<Manner, 'reach' | 'telling'> & { kind: NoticeKind; statement: Statement },
): string | null {
  const reader = { language, timeZone: reach.timeZone, isCustomer: true, credit: null, unsubscribeUrl: null }
  try {
    const { facts } = render(channel, { kind, statement, ...reader }, telling)
    // Whoever is in no conversation with us gets the text that Meta has approved.
    return channel === 'whatsapp' ? (fillWhatsappTemplate(kind, language, facts).missing[0] ?? null) : null
  } catch (reason) {
    if (!(reason instanceof MissingFact)) throw reason
    return reason.fact
  }
}
