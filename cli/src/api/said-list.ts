import type { Page } from '@pulih/explanations'
import { itemTable, listEnd, type Shown } from './tables.ts'
import type { Said } from './tell.ts'

interface Listed<Item> {
  readonly items: readonly Item[]
  /** Whether the server has more of them. */
  readonly more: boolean
}

/** A list as a table that says when it goes on, or a sentence where there is nothing in it. */
export function saidList<Item>(
  { items, more }: Listed<Item>,
  what: string,
  columns: (page: Page) => readonly Shown<Item>[],
  none = `No ${what}.`,
): Said {
  return {
    value: items,
    lines: page =>
      items.length === 0 ? [none] : [...itemTable(page, columns(page), items), ...listEnd(items.length, more, what)],
  }
}
