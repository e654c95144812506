import { downloadPressStatement, listPressStatements, type PressView } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import { outageById, type Outage } from '../../outages/index.ts'
import { download, mount, problem, type Db, type Platform } from '../../platform/index.ts'
import { currentStatement, mannerOf, type Wiring } from '../manner.ts'
import { kindNow, pressOf, speakerOf } from './press.ts'

/** The same official statement that customers are told, for newspapers. */
export function pressRoutes(app: FastifyInstance, wiring: Wiring): void {
  mount(app, listPressStatements, async ({ db, params, platform }) => {
    const outage = await standing(db, params.outage)
    return { items: await statementsOf(platform, wiring, db, outage) }
  })

  mount(app, downloadPressStatement, async ({ db, params, platform }) => {
    const { language } = params
    const outage = await standing(db, params.outage)
    const statements = await statementsOf(platform, wiring, db, outage)
    const said = statements.find(each => each.language === language)
    if (said === undefined || said.missing !== null)
      throw problem('messaging.not-said', { language, channel: 'press', fact: said?.missing ?? 'confirmation' })
    return download(`${outage.number}-press-${language}.txt`, [said.text])
  })
}

/** What became part of another outage is told as that one. */
async function standing(db: Db, name: string): Promise<Outage> {
  const outage = await outageById(db, name)
  return outage.mergedInto === null ? outage : standing(db, outage.mergedInto)
}

async function statementsOf(platform: Platform, wiring: Wiring, db: Db, outage: Outage): Promise<PressView[]> {
  const kind = kindNow(outage)
  if (kind === null) return languages.map(language => ({ language, headline: '', text: '', missing: 'confirmation' }))
  const manner = await mannerOf(platform, wiring, db)
  const statement = { ...(await currentStatement(db, outage, manner.said)), version: 1 }
  return pressOf(kind, statement, await speakerOf(platform, wiring, manner))
}
