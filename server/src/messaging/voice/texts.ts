import { createHash } from 'node:crypto'
import { languages, type Language } from '@pulih/kernel'
import { MissingFact, voiceText } from '@pulih/notices'
import type { Outage } from '../../outages/index.ts'
import { readSetting, type Platform } from '../../platform/index.ts'
import { currentStatement, type Wiring } from '../manner.ts'
import { tellingSetting, type Telling } from '../telling-setting.ts'
import { voiceSetting, type VoiceSetting } from './voice-setting.ts'

/** What of the rest of the house is needed to speak. */
export type VoiceWiring = Pick<Wiring, 'pageUrl' | 'timeZone' | 'paymentOf'>

/** What texts depend on besides the outage. */
export interface House {
  readonly voice: VoiceSetting
  readonly telling: Telling
  readonly pageUrl: string
  readonly timeZone: string
  readonly paymentOf: Wiring['paymentOf']
}

export async function houseOf(platform: Platform, wiring: VoiceWiring): Promise<House> {
  const [voice, telling, pageUrl, timeZone] = await Promise.all([
    readSetting(platform.db, voiceSetting),
    readSetting(platform.db, tellingSetting),
    wiring.pageUrl(platform),
    wiring.timeZone(platform),
  ])
  return { voice, telling, pageUrl, timeZone, paymentOf: wiring.paymentOf }
}

/** What is said of an outage to whoever it hits, in each language in which it can be said. */
export async function textsFor(
  { db }: Platform,
  outage: Outage,
  { voice, telling, pageUrl, timeZone, paymentOf }: House,
): Promise<ReadonlyMap<Language, string>> {
  const statement = await currentStatement(db, outage, {
    pageUrl,
    language: telling.language,
    paymentOf,
  })
  // Planned work whose end nobody has said would be told as a fault.
  if (outage.planned && statement.until === null) return new Map()
  const said = languages.flatMap(language => {
    try {
      const options = { goesOn: voice.afterwards === 'people' }
      return [[language, voiceText(statement, { language, timeZone }, { name: telling.sender }, options)] as const]
    } catch (reason) {
      if (reason instanceof MissingFact) return []
      throw reason
    }
  })
  return new Map(said)
}

/** By this a text is known as sound: of another text there is another. */
export function digestOf(language: Language, text: string): string {
  return createHash('sha256').update(`${language}\n${text}`).digest('hex')
}
