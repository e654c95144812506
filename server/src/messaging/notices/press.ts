import type { PressView } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import { MissingFact, pressText, type NoticeKind, type Speaker, type Statement } from '@pulih/notices'
import type { Outage } from '../../outages/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Manner, Wiring } from '../manner.ts'

/** Who speaks to the press now. */
export async function speakerOf(
  platform: Platform,
  wiring: Wiring,
  { reach, telling }: Pick<Manner, 'reach' | 'telling'>,
): Promise<Speaker> {
  return {
    name: telling.sender,
    timeZone: reach.timeZone,
    at: platform.clock.now().toString(),
    contacts: await wiring.contacts(platform),
  }
}

/** The statement for the press in each language, or what is missing for that; none of what is no news. */
export function pressOf(kind: NoticeKind, statement: Statement, speaker: Speaker): PressView[] {
  return languages.flatMap((language): PressView[] => {
    try {
      const said = pressText(kind, statement, language, speaker)
      return said === null ? [] : [{ language, ...said, missing: null }]
    } catch (reason) {
      if (!(reason instanceof MissingFact)) throw reason
      return [{ language, headline: '', text: '', missing: reason.fact }]
    }
  })
}

/** What there is to say of an outage as it stands; nothing is official before it is confirmed. */
export function kindNow({ status, planned }: Pick<Outage, 'planned' | 'status'>): NoticeKind | null {
  switch (status) {
    case 'suspected':
      return null
    case 'confirmed':
    case 'partly-restored':
      return planned ? 'planned' : 'first'
    case 'restored':
    case 'closed':
      return 'restored'
    case 'retracted':
      return 'retracted'
  }
}
