import type { AlarmSettings } from '@pulih/contracts'

export const defaultSettings: AlarmSettings = {
  share: 0.8,
  minimumAlarms: 3,
  togetherMinutes: 15,
  flapMinutes: 10,
  settleMinutes: 5,
  reopenMinutes: 30,
  gatherSeconds: 2,
  // What is passive or only a place never says that it is well, so its silence means nothing.
  silentKinds: [
    'splitter',
    'cable',
    'fibre',
    'duct',
    'joint',
    'closure',
    'cabinet',
    'odf',
    'site',
    'building',
    'area',
    'rack',
    'power',
  ],
  // Most of their alarms are a customer who switched off the light.
  endpointKinds: ['ont', 'onu', 'cpe', 'modem', 'cable-modem'],
}
