import { subscriberTypes } from '@pulih/engine'
import { sql } from 'kysely'
import { columns, rejectRepeated, upsert, type ImportKind } from '../../network/index.ts'

const { key, text, word } = columns

/** Customers. Whoever was erased stays erased, whatever a file says. */
export const importCustomers: ImportKind = {
  name: 'customers',
  tables: ['subscribers.customer'],
  columns: () => [
    key('customer', { aliases: ['customer_id'], required: true }),
    word('kind', subscriberTypes),
    text('name', { personal: true }),
    key('language'),
    key('segment'),
  ],

  async check(stage) {
    await rejectRepeated(stage, 'customer', ['customer'], 'customer')
    await stage.reject(
      'customer',
      'erased-customer',
      sql`select s.row, s.customer as value from ${stage.table} s join subscribers.customer c on c.key = s.customer and c.erased_at is not null`,
    )
  },

  apply(stage, work) {
    const own = ['name', 'language', 'segment'].filter(name => stage.columns.has(name))
    const kind = stage.columns.has('kind')
    return upsert(stage, {
      table: 'subscribers.customer',
      from: sql`select ${sql.join([sql`customer as key`, kind ? sql`coalesce(kind, 'consumer') as kind` : sql`null as nothing`, ...own.map(name => sql.ref(name))])} from ${stage.table}`,
      key: ['key'],
      columns: [...(kind ? ['kind'] : []), ...own],
      stamps: { updated_at: work.now },
      initial: { created_at: work.now },
    })
  },
}
