import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contexts, hooks } from '../../../app/contexts.ts'
import { readOperatorZone } from '../../../outages/index.ts'
import type { Context } from '../../../platform/index.ts'
import { aNetwork, decide, good, imported, polish } from '../../../../test/factories/operator.ts'
import { harness, type Harness } from '../../../../test/harness.ts'
import { tellingSetting } from '../../telling-setting.ts'
import { voice } from '../index.ts'
import type { Speak } from '../speak.ts'
import type { VoiceWiring } from '../texts.ts'

export const wiring: VoiceWiring = {
  pageUrl: () => Promise.resolve('https://status.example.net'),
  timeZone: ({ db }) => readOperatorZone(db),
  paymentOf: () => Promise.resolve(null),
}

export const on = { on: true, afterwards: 'people', asterisk: null, freeswitch: null } as const

/** A house that answers callers, with three customers: anna and budi at one element, ewa at another. */
export async function aVoice(speak: Speak): Promise<Harness> {
  const parts = voice(wiring, speak)
  const messaging: Context = { name: 'messaging', ...parts, settings: [...parts.settings, tellingSetting] }
  const others = contexts.filter(({ name }) => name !== 'messaging')
  const h = await harness({
    contexts: [...others, messaging],
    hooks,
    config: { data: mkdtempSync(join(tmpdir(), 'pulih-voice-')), publicUrl: 'https://pulih.example.net' },
  })
  await decide(h, 'compensation.operator', polish)
  await aNetwork(
    h,
    ['core', 'olt<core', 'other<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'olt' },
      { service: 'ewa', customer: 'ewa', element: 'other' },
    ],
  )
  await imported(h, 'contacts', [
    'customer,channel,address',
    'anna,sms,+48 500 000 001',
    'budi,phone,22 500 00 02',
    'ewa,sms,+48 500 000 005',
  ])
  await decide(h, 'messaging.telling', {
    ...tellingSetting.otherwise,
    sender: 'Telnet',
    language: 'pl',
  })
  await decide(h, 'subscribers.telephones', { callingCode: '48' })
  await decide(h, 'messaging.voice', on)
  return h
}

/** An outage at an element, matched and told. */
export async function declared(h: Harness, element: string): Promise<{ readonly id: string; readonly number: string }> {
  const given = { title: 'Cut', scope: { elements: [element] }, startedAt: h.clock.now().toString() }
  const outage = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  return outage
}
