import type { ChannelSettings } from '@pulih/contracts'
import { harness, type Harness } from '../../../../test/harness.ts'
import type { Platform } from '../../../platform/index.ts'
import { ledgerContext, type ServiceDirectory } from '../../index.ts'
import { grant } from '../../testing/a-ledger.ts'
import type { Channel } from '../channel.ts'
import { insertChannel } from '../channel-store.ts'
import type { Exchange } from '../exchange.ts'
import { payoutsContext } from '../index.ts'
import type { ScenarioHouse } from '../simulators/scenario.ts'

const noServices: ServiceDirectory = { find: () => Promise.resolve(null) }

/** A ledger with payouts over a wire that the test holds. */
export async function aHouse(): Promise<{ h: Harness; wire: { exchange: Exchange }; house: ScenarioHouse }> {
  const wire = { exchange: (() => Promise.reject(new Error('no biller is connected'))) as Exchange }
  const wiring =
    (_platform: Platform): Exchange =>
    call =>
      wire.exchange(call)
  const h = await harness({
    contexts: [ledgerContext(noServices), payoutsContext(wiring)],
    config: { secret: () => 'a-secret' },
  })
  const house: ScenarioHouse = {
    platform: h.platform,
    clock: h.clock,
    work: body => h.work(body),
    grant: services =>
      h.work(async work => {
        await grant(work, ...services.map(({ id, amount }) => ({ service: Number(id), amount })))
      }),
  }
  return { h, wire, house }
}

export async function aChannel(
  h: Harness,
  name: string,
  settings: ChannelSettings,
  given: Partial<Channel> = {},
): Promise<string> {
  const channel: Channel = {
    name,
    revision: 1,
    title: name,
    settings,
    units: ['PLN'],
    text: 'Compensation for an interruption',
    largest: null,
    perMinute: null,
    settlingSeconds: 900,
    rest: 'stays',
    stopped: null,
    ...given,
  }
  await h.work(work => insertChannel(work.tx, channel))
  return name
}
