import type { Scheme } from '@pulih/engine'
import type { Language } from '@pulih/kernel'
import type { CreditExplanation, outagesOfCredit } from '../compensation/index.ts'
import type { Db } from '../platform/index.ts'

/** What the portal asks of compensation; the composition root hands it over. */
export interface Doors {
  explain(db: Db, run: string, service: string, periodFrom: string, language: Language): Promise<CreditExplanation>
  /** The rules as a run kept them, by the digest of its rulebook. */
  schemesOf(db: Db, rulebook: string): Promise<readonly Scheme[]>
  outagesOfCredit: typeof outagesOfCredit
  /** The names of the rules that there are now, for lists. */
  titleOf(db: Db, scheme: string, language: Language): Promise<string | null>
  jurisdiction(db: Db): Promise<{ readonly jurisdiction: string; readonly timeZone: string }>
}
