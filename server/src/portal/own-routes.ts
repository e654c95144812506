import * as contract from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import { download, mount, page, readCursor, readNumberCursor, type Db } from '../platform/index.ts'
import type { Doors } from './doors.ts'
import { appeal, ownAppeals } from './own-appeals.ts'
import { creditView, ownTransfers, waitingFor } from './own-credits.ts'
import { openOutages, recentOutages } from './own-outages.ts'
import { overallState, serviceViews } from './own-services.ts'
import { ownCredit, ownService, ownServices } from './own.ts'
import { statementPdf } from './pdf/statement-pdf.ts'
import { idleHours } from './session.ts'
import { countSessions } from './session-store.ts'
import { statementOf } from './statement.ts'
import { subscriber, type Subscriber } from './subscriber.ts'
import { servicesByKey } from '../subscribers/index.ts'

const usual = 50

/** What a subscriber sees of his own. */
export function ownRoutes(app: FastifyInstance, doors: Doors): void {
  mount(app, contract.getPortalMe, async ({ actor, db, platform }) => {
    const me = subscriber(actor)
    const now = platform.clock.now()
    const devices = await countSessions(db, me.customerId, now.subtract({ hours: idleHours }), now)
    return {
      customer: me.customer,
      name: me.fullName,
      language: me.language,
      devices: Math.max(1, devices),
      expiresAt: me.sessionEnds.toString(),
    }
  })

  mount(app, contract.listPortalServices, async ({ actor, query, db, platform }) => {
    const me = subscriber(actor)
    const { limit = usual } = query
    const rows = await ownServices(db, me, readCursor(query.cursor, 1)?.[0] ?? null, limit)
    const now = platform.clock.now()
    const { timeZone } = await doors.jurisdiction(db)
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString()
    const language = spoken(me, query.language)
    const open = await openOutages(db, me, now, language)
    const around = { today, now, open, language }
    const views = await serviceViews(db, rows.slice(0, limit), around)
    const { next } = page(
      rows,
      limit,
      row => [row.key],
      row => row.key,
    )
    return { items: views, next, overall: await overallState(db, me, around) }
  })

  mount(app, contract.listPortalOutages, async ({ actor, query, db, platform }) => {
    const me = subscriber(actor)
    const only = query.service === undefined ? null : await ownService(db, me, query.service)
    const items = await recentOutages(db, me, platform.clock.now(), spoken(me, query.language))
    return {
      items: only === null ? items : items.filter(each => each.services.some(({ service }) => service === only.key)),
    }
  })

  mount(app, contract.listPortalCredits, async ({ actor, query, db }) => {
    const me = subscriber(actor)
    const only = query.service === undefined ? null : await ownService(db, me, query.service)
    const { limit = usual } = query
    const rows = await ownTransfers(db, me, only, readNumberCursor(query.cursor), limit)
    const kinds = await kindsOf(
      db,
      rows.map(({ serviceKey }) => serviceKey),
    )
    const language = spoken(me, query.language)
    const { next } = page(
      rows,
      limit,
      row => [row.id.toString()],
      row => row.id,
    )
    const items = await Promise.all(
      rows.slice(0, limit).map(row => creditView(db, doors, row, kinds.get(row.serviceKey) ?? 'internet', language)),
    )
    return { items, next, waiting: await waitingFor(db, me) }
  })

  mount(app, contract.getPortalCredit, async ({ actor, params, query, db }) => {
    const me = subscriber(actor)
    const found = await ownCredit(db, me, params.credit)
    return statementOf(db, doors, me, { ...found, language: spoken(me, query.language) })
  })

  mount(app, contract.downloadPortalCredit, async ({ actor, params, query, db, platform }) => {
    const me = subscriber(actor)
    const found = await ownCredit(db, me, params.credit)
    const statement = await statementOf(db, doors, me, { ...found, language: spoken(me, query.language) })
    const { timeZone } = await doors.jurisdiction(db)
    const holder = { customer: me.customer, name: me.fullName }
    const bytes = await statementPdf(statement, { holder, timeZone, now: platform.clock.now() })
    return download(`pulih-${statement.credit}.pdf`, [bytes])
  })

  mount(app, contract.openPortalAppeal, async ({ actor, body, work }) => appeal(work, subscriber(actor), body))

  mount(app, contract.listPortalAppeals, async ({ actor, db }) => ({ items: await ownAppeals(db, subscriber(actor)) }))
}

/** The language that was asked for, else the one in which this customer is known to be spoken to. */
function spoken({ language }: Subscriber, asked: Language | undefined): Language {
  return asked ?? languages.find(each => each === language) ?? 'en'
}

async function kindsOf(db: Db, keys: readonly string[]) {
  const services = await servicesByKey(db, [...new Set(keys)])
  return new Map(services.map(({ key, kind }) => [key, kind]))
}
