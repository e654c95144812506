import { subscriberTypes } from '@pulih/engine'
import { sql } from 'kysely'
import { columns, rejectRepeated, upsert, type ImportKind } from '../../network/index.ts'

const { key, text, word } = columns

/** Customers. Whoever was erased stays erased, whatever a file says and whenever it was checked. What a row leaves empty stays as it is. */
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
    const fields = [
      sql`s.customer as key`,
      kind ? sql`coalesce(s.kind, c.kind, 'consumer') as kind` : sql`null as nothing`,
      ...own.map(name => sql.ref(`s.${name}`)),
    ]
    return upsert(stage, {
      table: 'subscribers.customer',
      // Asked again here: since the check somebody may have been erased.
      from: sql`
        select ${sql.join(fields)} from ${stage.table} s left join subscribers.customer c on c.key = s.customer
        where c.erased_at is null`,
      key: ['key'],
      columns: [...(kind ? ['kind'] : []), ...own],
      stamps: { updated_at: work.now },
      initial: { created_at: work.now },
    })
  },
}
