import type { AlarmSourceKind } from '@pulih/contracts'
import { mistake } from '../../../platform/index.ts'
import type { Understood } from '../alarm.ts'
import { fromAlertmanager } from './alertmanager.ts'
import { fromGeneric } from './generic.ts'
import { fromLibreNms } from './librenms.ts'
import { fromPagerDuty } from './pagerduty.ts'
import { objectOf, type Foreign } from './reading.ts'
import type { Reading } from './understand.ts'
import { fromZabbix } from './zabbix.ts'

const readers: Readonly<Record<AlarmSourceKind, (payload: Foreign, reading: Reading) => Understood>> = {
  alertmanager: fromAlertmanager,
  grafana: fromAlertmanager,
  pagerduty: fromPagerDuty,
  zabbix: fromZabbix,
  librenms: fromLibreNms,
  generic: fromGeneric,
}

/** Reads one message of a monitoring system. Strict about the few fields that are used, and about nothing else. */
export function normalise(kind: AlarmSourceKind, payload: unknown, reading: Reading): Understood {
  const object = objectOf(payload)
  if (object === null) return { signals: [], mistakes: [mistake('', 'not-an-object')], truncated: 0 }
  return readers[kind](object, reading)
}
