import {
  changeConsent,
  changeContact,
  findCustomers,
  getCoverage,
  getCustomer,
  getService,
  getServiceHistory,
  listCustomers,
  listServices,
  setResponsible,
} from '@pulih/contracts'
import { formatMinor } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import { elementsById, elementsByKey, failedRanges, type Element } from '../network/index.ts'
import { mount, page, problem, readCursor, versioned, type Actor, type Db } from '../platform/index.ts'
import * as use from './change-contact.ts'
import { countBySegment } from './count-by-segment.ts'
import * as customers from './customer-store.ts'
import * as find from './find-customers.ts'
import { responsibleOf, type Responsible } from './responsible-store.ts'
import * as services from './service-store.ts'
import * as responsible from './set-responsible.ts'

export function subscriberRoutes(app: FastifyInstance): void {
  mount(app, listCustomers, async ({ query, db, actor }) => {
    const { limit = 50, cursor, kind, segment, search } = query
    const rows = await customers.listCustomers(
      db,
      { kind, segment, search },
      readCursor(cursor, 1)?.[0] ?? null,
      limit + 1,
    )
    return page(
      rows,
      limit,
      row => [row.key],
      row => customerView(row, actor),
    )
  })

  mount(app, getCustomer, async ({ params, db, actor }) => {
    const customer = await findCustomer(db, params.customer)
    const [speaker, contacts, consents, held] = await Promise.all([
      responsibleOf(db, customer.id),
      customers.contactsOf(db, customer.id),
      customers.consentsOf(db, customer.id),
      services.listServices(db, { ...nothing, customerId: customer.id }, null, 500),
    ])
    return {
      ...customerView(customer, actor),
      responsible: responsibleView(speaker, actor),
      contacts: contacts.map(contact => contactView(contact, actor)),
      consents: consents.map(consentView),
      services: held.map(service => serviceView(service, actor)),
    }
  })

  mount(app, findCustomers, async ({ query: { text, limit = 25 }, db, actor }) => {
    const seesPeople = actor.permissions.has('subscribers.personal')
    const rows = await find.findCustomers(db, text, { personal: seesPeople, limit: limit + 1 })
    return {
      items: rows
        .slice(0, limit)
        .map(({ by, found, services: held, ...row }) => ({ ...customerView(row, actor), by, found, services: held })),
      more: rows.length > limit,
    }
  })

  mount(app, setResponsible, async ({ params, body, work, ifMatch }) => {
    const saved = await responsible.setResponsible(work, { customer: params.customer, ifMatch }, body)
    return versioned(responsibleView(saved, work.actor), saved.revision)
  })

  mount(app, changeContact, async ({ params, body, work, ifMatch }) => {
    const contact = await use.changeContact(work, { customer: params.customer, id: params.contact, ifMatch }, body)
    return versioned(contactView(contact, work.actor), contact.revision)
  })

  mount(app, changeConsent, async ({ params, body, work, ifMatch }) => {
    const withdrawnAt = body.withdrawnAt === null ? null : Temporal.Instant.from(body.withdrawnAt)
    const consent = await use.changeConsent(
      work,
      { customer: params.customer, id: params.consent, ifMatch },
      withdrawnAt,
    )
    return versioned(consentView(consent), consent.revision)
  })

  mount(app, listServices, async ({ query, db, actor }) => {
    const { limit = 50, cursor, kind, segment, area, search, customer, below } = query
    const customerId = customer === undefined ? undefined : (await findCustomer(db, customer)).id
    const ranges =
      below === undefined
        ? undefined
        : await failedRanges(
            db,
            (await findElements(db, [below])).map(({ id }) => id),
          )
    const filter = { customerId, kind, segment, area, ranges, search }
    const rows = await services.listServices(db, filter, readCursor(cursor, 1)?.[0] ?? null, limit + 1)
    return page(
      rows,
      limit,
      row => [row.key],
      row => serviceView(row, actor),
    )
  })

  mount(app, getService, async ({ params, db, actor, platform }) => {
    const service = await findService(db, params.service)
    const today = platform.clock
      .now()
      .toZonedDateTimeISO(service.timeZone ?? 'UTC')
      .toPlainDate()
      .toString()
    const terms = await services.termsOf(db, service.id, today)
    return { ...serviceView(service, actor), terms: terms ? termsView(terms, service.currency) : null }
  })

  mount(app, getServiceHistory, async ({ params, query, db }) => {
    const { id, currency } = await findService(db, params.service)
    const { terms, bills, topUps, sessions } = await services.historyOf(db, id, query.limit ?? 50)
    return {
      terms: terms.map(each => termsView(each, currency)),
      bills: bills.map(bill => ({
        ...bill,
        amount: formatMinor(bill.amount, currency),
        seenCredit: bill.seenCredit === null ? null : formatMinor(bill.seenCredit, currency),
      })),
      topUps: topUps.map(topUp => ({ ...topUp, amount: formatMinor(topUp.amount, currency) })),
      sessions: sessions.map(session => ({
        ...session,
        startedAt: session.startedAt.toString(),
        stoppedAt: session.stoppedAt?.toString() ?? null,
        heardAt: session.heardAt.toString(),
      })),
    }
  })

  mount(app, getCoverage, async ({ query, db, platform }) => {
    const failed = await findElements(db, query.elements.split('|'))
    const ranges = await failedRanges(
      db,
      failed.map(({ id }) => id),
    )
    const day = query.on ?? platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate().toString()
    const [bySegment, redundant] = await Promise.all([
      countBySegment(db, ranges, day),
      elementsById(
        db,
        ranges.filter(({ evidence }) => evidence === 'redundant').map(({ element }) => element),
      ),
    ])
    return {
      services: bySegment.reduce((sum, row) => sum + row.services, 0),
      bySegment: bySegment.map(row => ({ ...row, kind: row.kind as services.Service['kind'] })),
      redundant: redundant.map(({ key }) => key),
    }
  })
}

const nothing = {
  customerId: undefined,
  kind: undefined,
  segment: undefined,
  area: undefined,
  ranges: undefined,
  search: undefined,
}

async function findCustomer(db: Db, key: string): Promise<customers.Customer> {
  const customer = await customers.findCustomer(db, key)
  if (!customer) throw problem('subscribers.customer-not-found', { customer: key })
  return customer
}

async function findService(db: Db, key: string): Promise<services.Service> {
  const service = await services.serviceByKey(db, key)
  if (!service) throw problem('subscribers.service-not-found', { service: key })
  return service
}

async function findElements(db: Db, keys: readonly string[]): Promise<Element[]> {
  const found = await elementsByKey(db, keys)
  const missing = keys.find(key => !found.some(element => element.key === key))
  if (missing !== undefined) throw problem('network.element-not-found', { element: missing })
  return found
}

/** Names, addresses and logins are for those who need them. */
function personal(value: string | null, actor: Actor): string | null {
  return actor.permissions.has('subscribers.personal') ? value : null
}

function customerView({ key, kind, name, language, segment, erasedAt }: customers.Customer, actor: Actor) {
  return { customer: key, kind, name: personal(name, actor), language, segment, erasedAt: erasedAt?.toString() ?? null }
}

function responsibleView({ name, contact, revision }: Responsible, actor: Actor) {
  return { name: personal(name, actor), contact, revision }
}

function contactView({ id, channel, address, preferred, revision }: customers.Contact, actor: Actor) {
  return { id: id.toString(), channel, address: personal(address, actor), preferred, revision }
}

function consentView({ id, purpose, channel, grantedAt, withdrawnAt, source, revision }: customers.Consent) {
  return {
    id: id.toString(),
    purpose,
    channel,
    grantedAt: grantedAt.toString(),
    withdrawnAt: withdrawnAt?.toString() ?? null,
    source,
    revision,
  }
}

function serviceView({ id: _, key, login, ...rest }: services.Service, actor: Actor) {
  return { service: key, ...rest, login: personal(login, actor) }
}

function termsView({ validFrom, plan, monthlyFee, feeBeforeDiscount }: services.Terms, currency: string) {
  return {
    validFrom,
    plan,
    monthlyFee: formatMinor(monthlyFee, currency),
    feeBeforeDiscount: feeBeforeDiscount === null ? null : formatMinor(feeBeforeDiscount, currency),
  }
}
