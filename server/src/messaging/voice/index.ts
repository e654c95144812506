import { defineJob, defineSweep, on, systemActor, type Context } from '../../platform/index.ts'
import { finder } from './announcement.ts'
import { forgetAudio } from './audio-store.ts'
import { keepLines } from './lines.ts'
import { speakJob, speakOutage, speakSoon } from './render-audio.ts'
import { voiceRoutes } from './routes.ts'
import { espeak, type Speak } from './speak.ts'
import type { VoiceWiring } from './texts.ts'
import { voiceSetting } from './voice-setting.ts'

const speaker = systemActor('messaging')
const keptDays = 30

/** After which callers hear something else. */
const news = [
  'outages.confirmed',
  'outages.matched',
  'outages.update-published',
  'outages.etr-changed',
  'outages.partly-restored',
] as const

/** What messaging does for those who call. */
export function voice(
  wiring: VoiceWiring,
  speak: Speak = espeak,
): Pick<Required<Context>, 'routes' | 'jobs' | 'sweeps' | 'listeners' | 'settings'> {
  const find = finder(wiring)
  return {
    routes: app => voiceRoutes(app, find),
    jobs: [defineJob(speakJob, (payload, platform) => speakOutage(platform, wiring, speak, payload))],
    sweeps: [
      defineSweep('messaging.voice-lines', 5, async (platform, signal) => {
        // Without a sign of the end of the process it would go on for ever.
        if (signal) await keepLines(platform, find, signal)
      }),
      defineSweep('messaging.voice-forget', 3_600, platform =>
        platform.work(speaker, ({ tx, now }) => forgetAudio(tx, now.subtract({ hours: keptDays * 24 }))),
      ),
    ],
    listeners: news.map(type =>
      on(type, `messaging.speak.${type}`, (event, platform) =>
        platform.work(speaker, work => speakSoon(work, event.subject)),
      ),
    ),
    settings: [voiceSetting],
  }
}
