import { aNetwork, anOperator, decide, imported, type GivenService } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import type { Telling } from '../telling-setting.ts'
import { aTelling, stoppedChannels } from './a-telling.ts'

const oneEach: readonly GivenService[] = [
  { service: 'anna', customer: 'anna', element: 'left' },
  { service: 'budi', customer: 'budi', element: 'right' },
]

/** Anna and Budi behind two branches of a network, told by SMS through a channel that keeps what it gets. */
export async function twoBranches(telling: Partial<Telling>, services = oneEach): Promise<Harness> {
  const h = await anOperator()
  await stoppedChannels(h.db, 'sms')
  await aNetwork(h, ['core', 'left<core', 'right<core'], services)
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001', 'budi,sms,+48 500 000 002'])
  await decide(h, 'messaging.telling', aTelling({ channels: ['sms'], ...telling }))
  return h
}
