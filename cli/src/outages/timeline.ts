import { addUpdate, listTimeline, type TimelineEntry } from '@pulih/contracts'
import { paint, wrap, type Page } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { readOptionalInstant, showInstant } from '../api/instants.ts'
import { namesOf, type NameOf } from '../api/name-people.ts'
import { listEnd } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { outageName } from './show-outage.ts'

interface TimelineOptions {
  readonly public?: boolean
  readonly limit: number
}

export async function showTimeline(client: Client, outage: string, options: TimelineOptions): Promise<Said> {
  const query = options.public ? { public: true } : {}
  const { items, more } = await every(
    client,
    listTimeline,
    { params: { outage: outageName(outage) }, query },
    options.limit,
  )
  const name = await namesOf(
    client,
    items.map(({ actor }) => actor),
  )
  return {
    value: items,
    lines: page => [
      ...items.flatMap(entry => entryLines(page, entry, name)),
      ...listEnd(items.length, more, 'entries'),
    ],
  }
}

interface NoteOptions {
  readonly public?: boolean
  readonly nextUpdate?: string
}

export async function addNote(client: Client, outage: string, text: string, options: NoteOptions): Promise<Said> {
  const { public: forEverybody = false, nextUpdate } = options
  const body = {
    text,
    public: forEverybody,
    ...(nextUpdate === undefined ? {} : { nextUpdateBy: readOptionalInstant(nextUpdate, '--next-update') ?? null }),
  }
  const entry = await client.ask(addUpdate, { params: { outage: outageName(outage) }, body })
  const name = await namesOf(client, [entry.actor])
  return { value: entry, lines: page => [forEverybody ? 'Published.' : 'Noted.', ...entryLines(page, entry, name)] }
}

function entryLines(page: Page, { at, actor, kind, text, data, ...entry }: TimelineEntry, name: NameOf): string[] {
  const details = detailsOf(kind, data)
  return [
    `${showInstant(at)}  ${paint(page, 'bold', kind)}${entry.public ? ' (public)' : ''}  ${paint(page, 'dim', name(actor))}`,
    ...(text === null ? [] : wrap(text, page.width, '    ')),
    ...(details.length === 0 ? [] : wrap(details.join(', '), page.width, '    ').map(line => paint(page, 'dim', line))),
  ]
}

/** What changed is worth a line; the first entry names everything, which says nothing. */
function detailsOf(kind: string, { fields, revision: _, ...data }: TimelineEntry['data']): string[] {
  const changed =
    Array.isArray(fields) && !['reported', 'declared'].includes(kind) ? [`changed ${fields.join(', ')}`] : []
  return [
    ...Object.entries(data).map(
      ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    ...changed,
  ]
}
