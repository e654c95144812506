import { createHash } from 'node:crypto'
import type { VoiceAnnouncement } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { MissingFact, voiceText } from '@pulih/notices'
import { outageById, type Outage } from '../../outages/index.ts'
import { readSetting, type Platform } from '../../platform/index.ts'
import { customersByContact, type Holder } from '../../subscribers/index.ts'
import { isGoingOn } from '../notice.ts'
import { currentStatement, type Wiring } from '../tell.ts'
import { tellingSetting, type Telling } from '../telling-setting.ts'
import { audioAmong } from './audio-store.ts'
import { openOutagesOf } from './open-outages.ts'
import { voiceSetting, type VoiceSetting } from './voice-setting.ts'

export interface Caller {
  /** As the exchange knows it. */
  readonly caller: string
  /** null: the customer's own. */
  readonly language: Language | null
}

export interface Found {
  readonly announcement: VoiceAnnouncement
  /** Of this outage somebody should speak the announcements: one that is wanted is not there as sound. */
  readonly unspoken: string | null
}

/** A family may share a telephone. */
const mostCustomers = 3

/** What a caller hears: of the outage that hits him now, if he is known and there is one. */
export async function announcementFor(
  platform: Platform,
  wiring: Wiring,
  { caller, language }: Caller,
): Promise<Found> {
  const { db } = platform
  const [voice, telling] = await Promise.all([readSetting(db, voiceSetting), readSetting(db, tellingSetting)])
  const spoken = language ?? telling.language
  const number = numberIn(caller, voice.callingCode)
  if (!voice.on || number === null) return nothingFor(spoken)
  const holders = await customersByContact(db, number, { callingCode: voice.callingCode, limit: mostCustomers })
  const own = language ?? languageOf(holders) ?? telling.language
  const outage = await outageOf(platform, holders)
  if (outage === null) return nothingFor(own)
  const texts = await textsFor(platform, wiring, outage, { voice, telling })
  const text = texts.get(own)
  if (text === undefined) return nothingFor(own)
  const audio = await audioOf(platform, texts, own)
  return {
    announcement: { outage: outage.number, language: own, text, audio, transfer: voice.afterwards === 'people' },
    unspoken: audio[0]?.language === own ? null : outage.id,
  }
}

/** Nothing is said, and the call goes on to people. */
export function nothingFor(language: Language): Found {
  return { announcement: { outage: null, language, text: null, audio: [], transfer: true }, unspoken: null }
}

/**
 * Exchanges write a number bare, with signs between its digits, or as an address of SIP. One of our own country may be registered without
 * its code, also where the exchange says it with a plus.
 */
function numberIn(caller: string, callingCode: string): string | null {
  const plain = caller
    .trim()
    .replace(/^(sips?|tel):/i, '')
    .replace(/[@;].*$/, '')
  if (!/^\+?[\d\s()./-]{5,40}$/.test(plain)) return null
  const isOurs = callingCode !== '' && plain.startsWith(`+${callingCode}`)
  return isOurs ? plain.slice(1) : plain
}

function languageOf(holders: readonly Holder[]): Language | null {
  const wanted = holders.find(each => each.language !== null)?.language
  return languages.find(each => each === wanted) ?? null
}

async function outageOf({ db, clock }: Platform, holders: readonly Holder[]): Promise<Outage | null> {
  if (holders.length === 0) return null
  for (const id of await openOutagesOf(
    db,
    holders.map(each => each.id),
    clock.now(),
  )) {
    const outage = await outageById(db, id)
    if (isGoingOn(outage)) return outage
  }
  return null
}

interface Said {
  readonly voice: VoiceSetting
  readonly telling: Telling
}

/** What is said of an outage to whoever it hits, in each language in which it can be said. */
export async function textsFor(
  platform: Platform,
  wiring: Wiring,
  outage: Outage,
  { voice, telling }: Said,
): Promise<ReadonlyMap<Language, string>> {
  const [pageUrl, timeZone] = await Promise.all([wiring.pageUrl(platform), wiring.timeZone(platform)])
  const statement = await currentStatement(platform.db, outage, { pageUrl, language: telling.language })
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

export function digestOf(language: Language, text: string): string {
  return createHash('sha256').update(`${language}\n${text}`).digest('hex')
}

async function audioOf(
  { db, config }: Platform,
  texts: ReadonlyMap<Language, string>,
  first: Language,
): Promise<VoiceAnnouncement['audio']> {
  const wanted = [...texts].map(([language, text]) => ({ language, digest: digestOf(language, text) }))
  const kept = new Map(
    (
      await audioAmong(
        db,
        wanted.map(({ digest }) => digest),
      )
    ).map(each => [each.digest, each.seconds]),
  )
  return wanted
    .toSorted((a, b) => Number(b.language === first) - Number(a.language === first))
    .flatMap(({ language, digest }) => {
      const seconds = kept.get(digest)
      return seconds === undefined ? [] : [{ language, digest, seconds, url: audioUrl(config.publicUrl, digest) }]
    })
}

function audioUrl(publicUrl: string, digest: string): string {
  return `${publicUrl.replace(/\/$/, '')}/api/v1/voice/audio/${digest}.wav`
}
