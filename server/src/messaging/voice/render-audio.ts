import { outageById } from '../../outages/index.ts'
import { systemActor, type Json, type Platform, type Work } from '../../platform/index.ts'
import { isGoingOn } from '../notice.ts'
import { audioAmong, insertAudio } from './audio-store.ts'
import { resample } from './resample.ts'
import type { Speak } from './speak.ts'
import { digestOf, houseOf, textsFor, type VoiceWiring } from './texts.ts'
import { secondsOf, writeWav } from './wav.ts'

const speaker = systemActor('messaging')
export const speakJob = 'messaging.speak'

/** What telephones carry. */
const telephoneRate = 8_000

/** Queues that the announcements of an outage are spoken. */
export async function speakSoon(work: Work, outageId: string): Promise<void> {
  await work.enqueue(speakJob, { outage: outageId }, { key: `${speakJob}:${outageId}` })
}

/** Speaks what is said of an outage now, in each language, unless it is there: before the first caller asks, if it can be. */
export async function speakOutage(platform: Platform, wiring: VoiceWiring, speak: Speak, payload: Json): Promise<void> {
  // Payloads were written above.
  const { outage: id } = payload as { readonly outage: string }
  const house = await houseOf(platform, wiring)
  if (!house.voice.on) return
  const outage = await outageById(platform.db, id)
  if (!isGoingOn(outage)) return
  for (const [language, text] of await textsFor(platform, outage, house)) {
    const digest = digestOf(language, text)
    if ((await audioAmong(platform.db, [digest])).length > 0) continue
    const sound = await speak(language, text)
    if (sound === null) {
      platform.log.warn(
        { outage: outage.number },
        'Announcements are not spoken: espeak-ng is not installed on this machine. Exchanges get their text alone.',
      )
      return
    }
    const made = resample(sound, telephoneRate)
    const kept = { digest, language, seconds: secondsOf(made), wav: writeWav(made) }
    await platform.work(speaker, ({ tx, now }) => insertAudio(tx, kept, now))
  }
}
