import type { Language } from '@pulih/kernel'
import type { Statement } from '@pulih/notices'
import type { RawBuilder } from 'kysely'
import { areasByKey } from '../network/index.ts'
import { publicStatements, type Outage } from '../outages/index.ts'
import { readSetting, type Db, type Platform, type Tx } from '../platform/index.ts'
import type { Reach } from './audience.ts'
import { usableChannels } from './channels/channel-store.ts'
import type { RuleTitle } from './credits/credit-store.ts'
import { statementOf, type PaymentOf } from './statement-of.ts'
import { tellingSetting, type Telling } from './telling-setting.ts'

/** What wires messaging to the rest of the house. */
export interface Wiring {
  /** Where the public page is, without a slash at the end. */
  readonly pageUrl: (platform: Platform) => Promise<string>
  /** Telephone, mail, page: where the press may ask. */
  readonly contacts: (platform: Platform) => Promise<readonly string[]>
  readonly timeZone: (platform: Platform) => Promise<string>
  /** ISO 3166-1 of where the operator works. */
  readonly jurisdiction: (platform: Platform) => Promise<string>
  /** What follows in money for those whom an outage hits, by the rule of the public page; null: nothing that could be said. */
  readonly paymentOf: PaymentOf
  /** Relation `service_id, unit, amount, scheme, kind, claim_until, outages`: what a run posted, what it took back being negative. */
  readonly creditsOf: (run: string) => RawBuilder<unknown>
  /** What the rules of a run are called. */
  readonly titlesOf: (db: Db | Tx, run: string) => Promise<readonly RuleTitle[]>
}

/** What a statement says that the outage itself does not know. */
export interface Said {
  readonly pageUrl: string
  readonly language: Language
  readonly paymentOf: PaymentOf
}

/** To whom and how things are told. */
export interface Manner {
  readonly reach: Reach
  readonly telling: Telling
  readonly said: Said
}

export async function mannerOf(platform: Platform, wiring: Wiring, db: Db | Tx = platform.db): Promise<Manner> {
  const telling = await readSetting(db, tellingSetting)
  const { channels, language } = telling
  const usable = await usableChannels(db, channels)
  return {
    reach: { channels: usable, language, timeZone: await wiring.timeZone(platform) },
    telling,
    said: { pageUrl: await wiring.pageUrl(platform), language, paymentOf: wiring.paymentOf },
  }
}

/** What is said officially of an outage now. */
export async function currentStatement(
  db: Db | Tx,
  outage: Outage,
  { pageUrl, language, paymentOf }: Said,
): Promise<Omit<Statement, 'version'>> {
  const [last = null] = await publicStatements(db, [outage.id], 1)
  const areas = await areasByKey(db, outage.scope.areas.slice(0, mostAreas))
  const areaName = outage.scope.areas.length > mostAreas ? '' : areas.map(({ name }) => name).join(', ')
  return statementOf({ outage, last, payment: await paymentOf(db, outage), pageUrl, language, areaName })
}

/** More places than these are no name of a place. */
const mostAreas = 3
