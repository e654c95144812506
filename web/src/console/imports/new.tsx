import { Alert, Button, FileInput, Group, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type ReactNode } from 'react'
import { ask, type ReplyTo } from '../../api/ask.ts'
import { looking, refresh } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Failed, Placeholder, ProblemAlert } from '../../ui/problem.tsx'
import { isUnderWay, Outcome, Rejected, StopButton, useImport } from './import.tsx'
import styles from './imports.module.css'
import { useKindName } from './kinds.ts'
import { firstGuess, Mapping, namesOf } from './mapping.tsx'
import { readBeginning, withHeader, type Beginning } from './read-header.ts'

export type Kind = ReplyTo<'listImportKinds'>['items'][number]

const mediaOf: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/csv',
  tsv: 'text/csv',
  json: 'application/json',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
}

interface Chosen {
  readonly file: File
  readonly media: string
  /** Null: not CSV, so that there are no columns to choose. */
  readonly beginning: Beginning | null
}

/** A file on its way in: chosen, its columns named, tried, and only then taken. */
export function NewImportPage(): ReactNode {
  const say = useSay()
  const { data, error, refetch } = useQuery({ ...looking('listImportKinds', {}), staleTime: Infinity })
  return (
    <Page
      title={say('imports.new')}
      above={
        <TextLink to="/imports" size="xs">
          {say('imports.title')}
        </TextLink>
      }
    >
      {error ? (
        <Failed reason={error} retry={() => void refetch()} />
      ) : data ? (
        <Steps kinds={data.items} />
      ) : (
        <Placeholder icon="clock" title={say('common.loading')} />
      )}
    </Page>
  )
}

function Steps({ kinds }: { readonly kinds: readonly Kind[] }): ReactNode {
  const say = useSay()
  const { zone } = useFormats()
  const nameOfKind = useKindName()
  const [kind, setKind] = useState<Kind | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [mapped, setMapped] = useState<readonly (string | null)[]>([])
  const [currency, setCurrency] = useState('')
  const [timeZone, setTimeZone] = useState(zone)
  const sending = useSending()
  const trial = useImport(sending.tried)

  const choose = async (file: File | null, forKind: Kind | null): Promise<void> => {
    sending.forget()
    setKind(forKind)
    if (file === null) return setChosen(null)
    const media = mediaOf[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text/csv'
    const beginning = media === 'text/csv' ? await readBeginning(file) : null
    setChosen({ file, media, beginning })
    setMapped(beginning && forKind ? firstGuess(beginning.header, forKind) : [])
  }
  const missing =
    chosen?.beginning && kind ? kind.columns.filter(({ name, required }) => required && !mapped.includes(name)) : []
  const ready = kind !== null && chosen !== null && missing.length === 0
  const send = (dryRun: boolean): void => {
    if (!kind || !chosen) return
    const { file, media, beginning } = chosen
    const body = beginning ? withHeader(file, beginning, namesOf(mapped, beginning)) : new Blob([file], { type: media })
    void sending.send(body, {
      kind: kind.kind,
      dryRun,
      fileName: file.name.slice(0, 200),
      currency: currency === '' ? undefined : currency.toUpperCase(),
      timeZone: timeZone === '' ? undefined : timeZone,
    })
  }
  return (
    <div className={styles['steps']}>
      <Card title={say('imports.step.file')}>
        <div className={styles['drop']}>
          <Group align="end" wrap="wrap">
            <Select
              label={say('imports.kind')}
              value={kind?.kind ?? null}
              searchable
              onChange={next => void choose(chosen?.file ?? null, kinds.find(each => each.kind === next) ?? null)}
              data={kinds.map(each => ({ value: each.kind, label: nameOfKind(each.kind) }))}
            />
            <FileInput
              label={say('imports.file')}
              placeholder={say('imports.filePlaceholder')}
              classNames={{ placeholder: styles['placeholder'] ?? '' }}
              accept=".csv,.txt,.tsv,.json,.geojson,.parquet"
              value={chosen?.file ?? null}
              onChange={file => void choose(file, kind)}
              w={280}
            />
            <TextInput
              label={say('imports.currency')}
              value={currency}
              onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
              placeholder="PLN"
              maxLength={3}
              w={100}
            />
            <TextInput
              label={say('imports.timeZone')}
              value={timeZone}
              onChange={({ currentTarget }) => setTimeZone(currentTarget.value)}
              w={180}
            />
          </Group>
        </div>
      </Card>
      {kind && chosen?.media === 'text/csv' && chosen.beginning === null && (
        <Alert color="red">{say('imports.noHeader')}</Alert>
      )}
      {kind && chosen?.beginning && (
        <Mapping
          kind={kind}
          beginning={chosen.beginning}
          mapped={mapped}
          change={next => {
            sending.forget()
            setMapped(next)
          }}
        />
      )}
      {missing.length > 0 && (
        <Alert color="yellow">{say('imports.missing', { columns: missing.map(({ name }) => name).join(', ') })}</Alert>
      )}
      {sending.failure !== null && <ProblemAlert reason={sending.failure} />}
      {trial.data && <Outcome of={trial.data} />}
      {trial.data && <Rejected of={trial.data} />}
      <Group>
        <Button
          variant={trial.data?.status === 'done' ? 'default' : 'filled'}
          disabled={!ready || sending.busy}
          onClick={() => send(true)}
        >
          {say('imports.try')}
        </Button>
        <Button
          variant={trial.data?.status === 'done' ? 'filled' : 'default'}
          disabled={
            !ready || sending.busy || trial.data === undefined || isUnderWay(trial.data) || trial.data.status !== 'done'
          }
          onClick={() => send(false)}
        >
          {say('imports.take')}
        </Button>
        {trial.data && <StopButton of={trial.data} />}
        {sending.busy && (
          <>
            <span role="status">{say('imports.sending')}</span>
            <Button variant="default" size="xs" onClick={sending.stop}>
              {say('table.stop')}
            </Button>
          </>
        )}
      </Group>
    </div>
  )
}

/** Sends the file; a trial stays on this page, and what is taken is looked at on its own. */
function useSending() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const controller = useRef<AbortController | null>(null)
  return {
    busy,
    tried,
    failure,
    stop: () => controller.current?.abort(),
    forget: () => {
      setTried(null)
      setFailure(null)
    },
    send: async (
      body: Blob,
      query: {
        kind: string
        dryRun: boolean
        fileName: string
        currency: string | undefined
        timeZone: string | undefined
      },
    ): Promise<void> => {
      controller.current = new AbortController()
      setBusy(true)
      setFailure(null)
      setTried(null)
      try {
        const { id } = await ask('startImport', { query, body }, { signal: controller.current.signal })
        void refresh(client, '/imports')
        if (query.dryRun) setTried(id)
        else await navigate({ to: '/imports/$import', params: { import: id } })
      } catch (reason) {
        if (!controller.current.signal.aborted) setFailure(reason)
      } finally {
        setBusy(false)
      }
    },
  }
}
