import type { Client } from 'pg'

/** What there is to ask for: keys that exist, some with much behind them and some with nearly nothing. */
export interface Places {
  readonly outage: string
  readonly outageNumber: string
  readonly run: string
  readonly import: string
  readonly endpoint: string
  readonly service: string
  readonly customer: string
  readonly core: string
  readonly leaf: string
  readonly area: string
  readonly region: string
  readonly person: string
}

export interface List {
  readonly name: string
  /** With its filters; `limit` and `cursor` come behind. */
  readonly path: string
}

export async function placesOf(client: Client): Promise<Places> {
  const one = async (text: string, values: unknown[] = []): Promise<string> =>
    (await client.query<{ found: string | null }>(text, values)).rows[0]?.found ?? ''
  const run = await one('select id::text as found from compensation.run order by number limit 1')
  return {
    run,
    outage: await one('select outage_id::text as found from compensation.run where id = $1', [run]),
    outageNumber: await one(
      `select 'OUT-' || lpad(o.number::text, greatest(6, length(o.number::text)), '0') as found from compensation.run r join outages.outage o on o.id = r.outage_id where r.id = $1`,
      [run],
    ),
    import: await one('select import::text as found from network.rejection limit 1'),
    endpoint: await one('select endpoint_id::text as found from webhooks.delivery limit 1'),
    service: await one('select service_key as found from ledger.transfer where run_id = $1 limit 1', [run]),
    customer: await one('select key as found from subscribers.customer order by hashint8(id) limit 1'),
    core: await one(
      'select key as found from network.element where position is not null order by last - position desc limit 1',
    ),
    leaf: await one('select key as found from network.element where position = last order by key limit 1 offset 1000'),
    area: await one(
      `select area as found from subscribers.service where area like '%.%' group by area order by count(*) limit 1`,
    ),
    region: await one(
      `select split_part(area, '.', 1) as found from subscribers.service group by 1 order by count(*) desc limit 1`,
    ),
    person: await one(`select 'staff:' || id as found from identity.staff where login = 'operations'`),
  }
}

/** Every list of the console, with nothing left out and with each of the filters that its pages offer, common and rare. */
export function listsOf(places: Places): List[] {
  const { run, outage, outageNumber, endpoint, service, customer, core, leaf, area, region, person } = places
  const under = (name: string, path: string, filters: readonly string[] = []): List[] =>
    ['', ...filters].map(filter => ({
      name: filter === '' ? name : `${name}, ${shortened(filter)}`,
      path: filter === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${filter}`,
    }))
  return [
    ...under('Customers', '/customers', ['kind=consumer', 'kind=business']),
    ...under('Outages of a customer', `/customers/${customer}/outages`),
    ...under('Transfers of a customer', `/ledger/customers/${customer}/transfers`),
    ...under('Trail of a customer', `/customers/${customer}/trail`),
    ...under('Services', '/services', [`below=${core}`, `below=${leaf}`]),
    ...under('Elements', '/elements', [
      'search=pl-1',
      `area=${area}`,
      `area=${region}`,
      'kind=pon',
      `parent=${core}`,
      'top=true',
    ]),
    ...under('Areas', '/areas'),
    ...under('Outages', '/outages', [
      'status=suspected,confirmed,partly-restored',
      'status=restored,closed',
      'planned=true',
      'text=fibre',
      'text=cut 777777',
      `text=${outageNumber}`,
      'text=nothing like it',
      `element=${leaf}`,
      `area=${area}`,
      'from=2016-02-01T00:00:00Z&to=2016-02-02T00:00:00Z',
      'status=suspected,confirmed,partly-restored&text=storm',
    ]),
    ...under('Affected services', `/outages/${outage}/affected`, [
      'money=true',
      'money=false',
      'evidence=topology',
      'evidence=contradicted',
    ]),
    ...under('Timeline of an outage', `/outages/${outage}/timeline`, ['public=true']),
    ...under('Revisions of an outage', `/outages/${outage}/revisions`),
    ...under('Alarms', '/alarms', [`outage=${outage}`, `element=${leaf}`, 'open=true']),
    ...under('Runs', '/compensation/runs', ['status=posted', 'month=2026-08', `outage=${outage}`]),
    ...under('Credits of a run', `/compensation/runs/${run}/credits`, [
      'onlyDue=true',
      `service=${service}`,
      `area=${area}`,
      `area=${region}`,
      'segment=home',
      'segment=-',
    ]),
    ...under('Services of a run', `/compensation/runs/${run}/services`, [
      `service=${service}`,
      `area=${area}`,
      'segment=office',
      'exposure=1',
      'monthlyFee=45.00',
      'monthlyFee=9999.99',
      'outcome=owed',
      'outcome=not-owed',
    ]),
    ...under('Unpaid in a run', `/compensation/runs/${run}/unpaid?reason=evidence-area`),
    ...under('Changes of a run', `/compensation/runs/${run}/changes`),
    ...under('Steps of a run', `/compensation/runs/${run}/steps`),
    ...under('Interruptions of a run', `/compensation/runs/${run}/interruptions`),
    ...under('Exclusions', '/compensation/exclusions', [`outage=${outage}`]),
    ...under('Payouts', '/payouts', [
      'state=accepted',
      'state=rejected',
      'state=waiting-for-person',
      'state=unknown',
      'channel=billing',
      'channel=wallet',
      'channel=billing&state=rejected',
      `run=${run}`,
      `run=${run}&state=rejected`,
      `service=${service}`,
    ]),
    ...under('Payout files', '/payouts/batches'),
    ...under('Reconciliation: breaks', '/payouts/reconciliation/breaks', [
      'kind=accepted-not-seen',
      'kind=not-accepted',
    ]),
    ...under('Transfers', '/ledger/transfers', [
      'kind=credit',
      'kind=goodwill',
      'kind=reversal',
      `service=${service}`,
      `run=${run}`,
      'since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z',
      'since=2026-01-01T00:00:00Z',
      `run=${run}&kind=goodwill`,
    ]),
    ...under('Statement of a service', `/ledger/services/${service}/statement`),
    ...under('Imports', '/imports'),
    ...under('Rejected rows of an import', `/imports/${places.import}/rejected`),
    ...under('Audit', '/audit', [
      `actor=${person}`,
      'actor=nobody',
      'action=identity.rare',
      'action=ledger.reverse',
      'subject=outage:77',
      'since=2025-02-01T00:00:00Z&until=2025-02-02T00:00:00Z',
      `actor=${person}&action=identity.rare`,
    ]),
    ...under('Webhook deliveries', `/webhooks/deliveries?endpoint=${endpoint}`, [
      'state=delivered',
      'state=dead',
      'state=waiting',
    ]),
    ...under('Webhook endpoints', '/webhooks/endpoints'),
    ...under('People', '/staff'),
    ...under('Keys', '/api-keys?all=true'),
    ...under('Sessions', '/sessions'),
  ]
}

/** Identifiers say nothing to readers. */
function shortened(filter: string): string {
  return filter.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
}
