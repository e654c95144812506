import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { paging, type ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { languages, useSay, type Language, type MessageId } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { When } from '../../ui/times.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

type Entry = ItemOf<'listTimeline'>

/** Everything that happened and was said, latest first. */
export function Timeline({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const [which, setWhich] = useState('all')
  const query = which === 'public' ? { public: true } : {}
  const list = useInfiniteQuery(paging('listTimeline', { params: { outage: outage.number }, query }, 30))
  const entries = list.data?.pages.flatMap(page => page.items) ?? []
  const nameOf = useNames(entries.map(({ actor }) => actor))
  return (
    <Card
      title={say('outage.timeline')}
      aside={
        <SegmentedControl
          className="unprinted"
          size="xs"
          value={which}
          onChange={setWhich}
          aria-label={say('outage.timeline')}
          data={[
            { value: 'all', label: say('outage.timeline.all') },
            { value: 'public', label: say('outage.timeline.public') },
          ]}
        />
      }
    >
      {list.isError && <Failed reason={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && entries.length === 0 && <Placeholder icon="note" title={say('outage.timeline.none')} />}
      <ol className={styles['timeline']}>
        {entries.map(entry => (
          <li key={entry.id} data-public={entry.public}>
            <EntryHead entry={entry} who={nameOf(entry.actor)} />
            {entry.text !== null && <p className={styles['said']}>{entry.text}</p>}
            <Translations entry={entry} />
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <Button
          className="unprinted"
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {say('outage.timeline.more')}
        </Button>
      )}
    </Card>
  )
}

function EntryHead({ entry, who }: { readonly entry: Entry; readonly who: string }): ReactNode {
  const say = useSay()
  const what = useEntryText()
  return (
    <>
      <strong>{what(entry)}</strong> {entry.public && <Badge tone="good">{say('outage.timeline.publicMark')}</Badge>}
      <div className={styles['who']}>
        <When at={entry.at} /> · {who}
      </div>
    </>
  )
}

/** What was told to everybody in the other languages. */
function Translations({ entry: { data } }: { readonly entry: Entry }): ReactNode {
  const translations = data['translations'] as Readonly<Partial<Record<Language, string>>> | undefined
  if (!translations) return null
  return Object.entries(translations).map(([language, text]) => (
    <p key={language} className={styles['said']} lang={language}>
      <span className={styles['who']}>{languages[language as Language]}</span>
      <br />
      {text}
    </p>
  ))
}

/** An entry in words; kinds that this console does not know yet keep their own. */
function useEntryText(): (entry: Entry) => string {
  const say = useSay()
  const formats = useFormats()
  const { messages } = useIntl()
  const known = (id: string): id is MessageId => Object.hasOwn(messages, id)
  const fieldOf = useFieldName()
  return ({ kind, data }) => {
    if (kind === 'etr-set' && 'etr' in data)
      return typeof data['etr'] === 'string'
        ? say('outage.entry.etr-to', { at: formats.instant(data['etr']) })
        : say('outage.entry.etr-withdrawn')
    const id = `outage.entry.${kind}`
    if (!known(id)) return say('outage.entry.other', { kind })
    const fields = Array.isArray(data['fields']) ? data['fields'].map(field => fieldOf(String(field))) : []
    const service = typeof data['service'] === 'string' ? data['service'] : ''
    return say(id, { fields: fields.join(', '), service })
  }
}

export function useFieldName(): (field: string) => string {
  const say = useSay()
  const { messages } = useIntl()
  return field => {
    const id = `outage.field.${field}`
    return Object.hasOwn(messages, id) ? say(id as MessageId) : field
  }
}
