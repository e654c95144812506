import type { Scheme } from '@pulih/engine'
import { explainCredit, operatorSetting, outagesOfCredit, rulebook, schemesOf } from '../compensation/index.ts'
import { readSetting } from '../platform/index.ts'
import type { Doors } from '../portal/index.ts'

/** What the portal is told about credits and about the operator. */
export const portalDoors: Doors = {
  explain: explainCredit,
  // They were checked when they were kept.
  schemesOf: async (db, digest) => (await schemesOf(db, digest)) as Scheme[],
  outagesOfCredit,
  async titleOf(db, id, language) {
    const known = rulebook().schemes.get(id)
    if (known) return known.title[language]
    const { policies } = await readSetting(db, operatorSetting)
    return (policies as Scheme[]).find(policy => policy.id === id)?.title[language] ?? null
  },
  async jurisdiction(db) {
    const { jurisdiction, timeZone } = await readSetting(db, operatorSetting)
    return { jurisdiction, timeZone }
  },
}
