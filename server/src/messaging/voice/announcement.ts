import type { VoiceAnnouncement } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { outageById } from '../../outages/index.ts'
import type { Platform } from '../../platform/index.ts'
import { customersByContact, type Holder } from '../../subscribers/index.ts'
import { isGoingOn } from '../notice.ts'
import { audioAmong } from './audio-store.ts'
import { forAMoment } from './for-a-moment.ts'
import { openOutagesOf } from './open-outages.ts'
import { digestOf, houseOf, textsFor, type House, type VoiceWiring } from './texts.ts'

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

export type Find = (platform: Platform, caller: Caller) => Promise<Found>

/** A family may share a telephone. */
const mostCustomers = 3

/** Finds what a caller hears: of the outage that hits him now, if he is known and there is one. */
export function finder(wiring: VoiceWiring): Find {
  const [houses, said] = [forAMoment<House>(), forAMoment<Said | null>()]
  return async (platform, { caller, language }) => {
    const { db, clock } = platform
    const now = clock.now()
    const house = await houses('', now, () => houseOf(platform, wiring))
    const { voice, telling } = house
    const number = numberIn(caller)
    if (!voice.on || number === null) return nothingFor(language ?? telling.language)
    const holders = await customersByContact(db, number, mostCustomers)
    const own = language ?? languageOf(holders) ?? telling.language
    if (holders.length === 0) return nothingFor(own)
    const ids = holders.map(({ id }) => id)
    for (const id of await openOutagesOf(db, ids, now)) {
      const found = await said(id, now, () => saidOf(platform, id, house))
      const text = found?.texts.get(own)
      if (found === null || text === undefined) continue
      const audio = found.audio.toSorted((a, b) => Number(b.language === own) - Number(a.language === own))
      const transfer = voice.afterwards === 'people'
      return {
        announcement: { outage: found.number, language: own, text, audio, transfer },
        unspoken: audio[0]?.language === own ? null : id,
      }
    }
    return nothingFor(own)
  }
}

/** Nothing is said, and the call goes on to people. */
export function nothingFor(language: Language): Found {
  return { announcement: { outage: null, language, text: null, audio: [], transfer: true }, unspoken: null }
}

/** Exchanges write a number bare, with signs between its digits, or as an address of SIP. */
function numberIn(caller: string): string | null {
  const plain = caller
    .trim()
    .replace(/^(sips?|tel):/i, '')
    .replace(/[@;].*$/, '')
  return /^\+?[\d\s()./-]{5,40}$/.test(plain) ? plain : null
}

function languageOf(holders: readonly Holder[]): Language | null {
  const wanted = holders.find(each => each.language !== null)?.language
  return languages.find(each => each === wanted) ?? null
}

/** What everybody hears whom an outage hits. */
interface Said {
  readonly number: string
  readonly texts: ReadonlyMap<Language, string>
  readonly audio: VoiceAnnouncement['audio']
}

async function saidOf(platform: Platform, id: string, house: House): Promise<Said | null> {
  const { db, config } = platform
  const outage = await outageById(db, id)
  // A suspicion is nobody's business yet.
  if (!isGoingOn(outage)) return null
  const texts = await textsFor(platform, outage, house)
  const wanted = [...texts].map(([language, text]) => ({ language, digest: digestOf(language, text) }))
  const digests = wanted.map(({ digest }) => digest)
  const kept = new Map((await audioAmong(db, digests)).map(({ digest, seconds }) => [digest, seconds]))
  const audio = wanted.flatMap(({ language, digest }) => {
    const seconds = kept.get(digest)
    return seconds === undefined ? [] : [{ language, digest, seconds, url: audioUrl(config.publicUrl, digest) }]
  })
  return { number: outage.number, texts, audio }
}

function audioUrl(publicUrl: string, digest: string): string {
  return `${publicUrl.replace(/\/$/, '')}/api/v1/voice/audio/${digest}.wav`
}
