import { tellingSetting, type Telling } from '../telling-setting.ts'

/** A decision to tell people by themselves, of an operator who speaks Polish and lets nobody wait. */
export function aTelling(given: Partial<Telling> = {}): Telling {
  return {
    ...tellingSetting.otherwise,
    automatic: true,
    channels: ['sms', 'email'],
    sender: 'Telnet',
    language: 'pl',
    quietHours: null,
    ...given,
  }
}
