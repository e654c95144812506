import { sql } from 'kysely'
import { columns, rejectRepeated, upsert, type ImportKind, type Stage } from '../../network/index.ts'
import { given, unusableCustomer } from './resolve.ts'

const { flag, instant, key, text, word } = columns

export const channels = ['email', 'sms', 'phone', 'letter', 'push', 'whatsapp', 'telegram'] as const

/** How a customer is reached. */
export const importContacts: ImportKind = {
  name: 'contacts',
  tables: ['subscribers.contact'],
  columns: () => [
    key('customer', { aliases: ['customer_id'], required: true }),
    word('channel', channels, { required: true }),
    text('address', { required: true, personal: true }),
    flag('preferred'),
  ],

  async check(stage) {
    await resolveCustomers(
      stage,
      sql`s.channel, s.address, coalesce(${given(stage, 'preferred', 'boolean')}, false) as preferred`,
    )
    await stage.reject(
      'address',
      'not-a-contact',
      sql`select row, null as value from ${stage.table} where channel = 'email' and address !~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$'
        or channel in ('sms', 'phone') and address !~ '^[+]?[0-9][0-9 ()./-]{4,24}$'`,
    )
    await rejectRepeated(stage, 'address', ['customer_id', 'channel', 'address'], 'channel')
  },

  apply: (stage, work) =>
    upsert(stage, {
      table: 'subscribers.contact',
      from: sql`select s.customer_id, s.channel, s.address, s.preferred from ${stage.table} s where ${isLiving}`,
      key: ['customer_id', 'channel', 'address'],
      columns: ['preferred'],
      stamps: { updated_at: work.now },
    }),
}

/** What a customer allowed, for which purpose, since when and until when. */
export const importConsents: ImportKind = {
  name: 'consents',
  tables: ['subscribers.consent'],
  columns: ({ timeZone }) => [
    key('customer', { aliases: ['customer_id'], required: true }),
    key('purpose', { required: true }),
    word('channel', channels, { required: true }),
    instant('granted_at', timeZone !== null, { required: true }),
    instant('withdrawn_at', timeZone !== null),
    text('source'),
  ],

  async check(stage) {
    const withdrawn = given(stage, 'withdrawn_at', 'timestamptz')
    await resolveCustomers(
      stage,
      sql`s.purpose, s.channel, s.granted_at, ${withdrawn} as withdrawn_at, ${given(stage, 'source', 'text')} as source`,
    )
    await stage.reject(
      'withdrawn_at',
      'ends-before-start',
      sql`select row, withdrawn_at::text as value from ${stage.table} where withdrawn_at < granted_at`,
    )
    await rejectRepeated(stage, 'customer', ['customer_id', 'purpose', 'channel', 'granted_at'], 'customer')
  },

  apply: (stage, work) =>
    upsert(stage, {
      table: 'subscribers.consent',
      // A withdrawal that was recorded here is not taken back by an older export.
      from: sql`
        select s.customer_id, s.purpose, s.channel, s.granted_at, coalesce(s.withdrawn_at, t.withdrawn_at) as withdrawn_at, coalesce(s.source, t.source) as source
        from ${stage.table} s left join subscribers.consent t using (customer_id, purpose, channel, granted_at)
        where ${isLiving}`,
      key: ['customer_id', 'purpose', 'channel', 'granted_at'],
      columns: ['withdrawn_at', 'source'],
      stamps: { updated_at: work.now },
    }),
}

/** Asked again in the last transaction: since the check somebody may have been erased. */
const isLiving = sql`exists (select from subscribers.customer c where c.id = s.customer_id and c.erased_at is null)`

async function resolveCustomers(stage: Stage, columns: ReturnType<typeof sql>): Promise<void> {
  await stage.replace(sql`
    select s.row, s.customer, c.id as customer_id, c.erased_at is not null as erased, ${columns}
    from ${stage.table} s left join subscribers.customer c on c.key = s.customer`)
  await stage.rejectWhere(unusableCustomer)
}
