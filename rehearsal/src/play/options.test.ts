import { describe, expect, test } from 'vitest'
import { readOptions } from './options.ts'

describe('what somebody wants to rehearse', () => {
  test('is a hundred thousand people and no faults where nothing is said', () => {
    expect(readOptions([])).toMatchObject({ people: 100_000, seed: 1, kills: 0, faults: { duplicate: 0, lose: 0 } })
  })

  test('takes a set of faults, and single ones instead of those in it', () => {
    const { faults } = readOptions(['--faults', 'usual', '--lose', '0.5', '--slow', '0.25@40ms'])

    expect(faults).toMatchObject({ duplicate: 0.02, lose: 0.5, slow: { share: 0.25, milliseconds: 40 } })
  })

  test('gives whoever is not named in a list of shares none', () => {
    expect(readOptions(['--channels', 'sms=3,push=1']).channels).toEqual({
      sms: 3,
      email: 0,
      whatsapp: 0,
      telegram: 0,
      push: 1,
    })
  })

  test('knows which provider is away, and when', () => {
    expect(readOptions(['--dead', 'sms@60s-180s,chat@0s-5s']).deaths).toEqual([
      { channel: 'sms', from: 60, to: 180 },
      { channel: 'chat', from: 0, to: 5 },
    ])
  })

  test.each([
    [['--peple', '5'], '--peple'],
    [['--people', '5'], 'a whole number from 10 to 2000000'],
    [['--people', 'many'], '"many"'],
    [['--faults', 'awful'], 'none, usual or bad'],
    [['--duplicate', '1.5'], '--duplicate 0.02'],
    [['--slow', '0.1'], '--slow 0.01@500ms'],
    [['--sms', 'pigeon'], 'smpp or http'],
    [['--callers', '2'], '--callers'],
    [['--dead', 'sms@60s'], 'sms@20s-60s'],
    [['--dead', 'sms@60s-20s'], 'sms@20s-60s'],
    [['--channels', 'pigeon=1'], 'of sms, email'],
    [['--channels', 'sms=0'], 'somebody has to have a share'],
    [['--csv'], '--csv'],
    [['sms'], 'sms'],
  ])('is refused with the option and an example: %j', (args, says) => {
    expect(() => readOptions(args)).toThrow(says)
  })
})
