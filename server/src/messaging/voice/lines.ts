import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { readSetting, type Platform } from '../../platform/index.ts'
import type { Find } from './announcement.ts'
import { openAsterisk } from './ari.ts'
import { audibleTo } from './ask.ts'
import { openFreeSwitch } from './esl.ts'
import type { Hear, Line, Says } from './line.ts'
import { voiceSetting, type VoiceSetting } from './voice-setting.ts'

const lookAgainMilliseconds = 5_000

/**
 * Holds the lines to the exchanges that the operator named, for as long as nothing about them changes or until the process ends. As a sweep
 * it is done by one process at a time: Asterisk would give each call to the last one that asked.
 */
export async function keepLines(platform: Platform, find: Find, signal: AbortSignal): Promise<void> {
  const setting = await readSetting(platform.db, voiceSetting)
  if (!setting.on || (setting.asterisk === null && setting.freeswitch === null) || signal.aborted) return
  const lines = await openLines(platform, find, setting)
  try {
    // As long as it is aborted by nothing the pause ends by itself.
    while (!signal.aborted) {
      await pause(lookAgainMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
      if (!signal.aborted && !isDeepStrictEqual(await readSetting(platform.db, voiceSetting), setting)) return
    }
  } finally {
    await Promise.allSettled(lines.map(line => line.close()))
  }
}

async function openLines(
  platform: Platform,
  find: Find,
  { asterisk, freeswitch }: VoiceSetting,
): Promise<readonly Line[]> {
  const hear: Hear = caller => audibleTo(platform, find, caller)
  const says: Says = text => platform.log.warn(text)
  const lines: Line[] = []
  if (asterisk !== null) {
    const { password: name, ...rest } = asterisk
    const password = platform.config.secret(name)
    if (password === null) says(`Asterisk is not asked: the secret ${name} is not in the environment.`)
    else lines.push(openAsterisk({ ...rest, password }, hear, says))
  }
  if (freeswitch !== null) {
    try {
      lines.push(await openFreeSwitch(freeswitch, hear, says))
    } catch (reason) {
      says(`FreeSWITCH cannot ask: ${reason instanceof Error ? reason.message : String(reason)}`)
    }
  }
  return lines
}
