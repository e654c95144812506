import { spawnSync } from 'node:child_process'
import { assert, property, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '@pulih/kernel'
import { resample } from './resample.ts'
import { espeak } from './speak.ts'
import { NotSound, readWav, secondsOf, writeWav, type Sound } from './wav.ts'

function tone(hertz: number, rate: number, seconds = 1): Sound {
  const wave = (_: unknown, index: number) => Math.round(10_000 * Math.sin((2 * Math.PI * hertz * index) / rate))
  return { rate, samples: Int16Array.from({ length: rate * seconds }, wave) }
}

/** How loud the middle of a sound is, away from its edges. */
function loudness({ samples }: Sound): number {
  const middle = samples.subarray(Math.floor(samples.length / 4), Math.floor((samples.length * 3) / 4))
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample ** 2, 0) / middle.length)
}

describe('a sound', () => {
  test('is read as it was written', () => {
    const sound = tone(440, 8_000)
    expect(readWav(writeWav(sound))).toEqual(sound)
  })

  test('is read to its end where its size was not known when it began', () => {
    const bytes = writeWav(tone(440, 8_000))
    bytes.writeUInt32LE(0x7f_ff_f0_00, 40)
    expect(secondsOf(readWav(bytes))).toBe(1)
  })

  test('is none where anything else comes', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), bytes => {
        for (const given of [Buffer.from(bytes), Buffer.concat([writeWav(tone(1, 100)).subarray(0, 12), bytes])])
          expect(() => readWav(given)).toThrow(NotSound)
      }),
      { numRuns: 50 },
    )
  })

  test('at the rate of telephones keeps the tones that fit there, and loses those that do not', () => {
    const before = loudness(tone(1_000, 22_050))
    const kept = resample(tone(1_000, 22_050), 8_000)
    expect(kept.samples).toHaveLength(8_000)
    expect(loudness(kept) / before).toBeCloseTo(1, 2)
    expect(loudness(resample(tone(3_000, 22_050), 8_000)) / before).toBeCloseTo(1, 1)
    expect(loudness(resample(tone(5_500, 22_050), 8_000)) / before).toBeLessThan(0.01)
    expect(resample(kept, 8_000)).toEqual(kept)
  })
})

const isInstalled = spawnSync('espeak-ng', ['--version']).status === 0

// Only where the voice is installed; everywhere else announcements are text alone, which another test tells.
test.runIf(isInstalled)('espeak-ng speaks every language, and takes nothing of a text for an option', async () => {
  for (const language of languages) {
    const sound = await espeak(language, '--version -w /tmp/x $(id) <speak/> ąę')
    expect(sound?.rate).toBe(22_050)
    expect(loudness(sound ?? tone(0, 1))).toBeGreaterThan(200)
  }
})
