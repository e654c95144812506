import type { NoticeView } from '@pulih/contracts'
import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { languages, useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { None } from '../../ui/parts.tsx'
import { Failed } from '../../ui/problem.tsx'
import { useMay } from '../session/me.ts'
import { CancelDialog, HoldButton, ReleaseDialog } from './held-dialogs.tsx'
import { NoticeBadge } from './looks.tsx'
import styles from './messaging.module.css'
import { useMissingFact } from './missing-fact.ts'
import { NoticeFacts, useNoticeTitle, Words } from './notice-card.tsx'
import { Preview } from './preview.tsx'
import { WordsDialog } from './words-dialog.tsx'

type Dialog = 'release' | 'words' | 'cancel'

/** What is about to be told, with the clock that runs, and all that a person may want to do before it goes. */
export function HeldNotice({ notice, outage }: { readonly notice: NoticeView; readonly outage: string }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  const preview = useQuery({
    ...looking('previewNotice', { params: { outage }, query: { notice: notice.notice } }),
    refetchOnWindowFocus: false,
  })
  return (
    <Card title={useNoticeTitle()(notice)} aside={<NoticeBadge state={notice.state} />}>
      {notice.unsaid === null ? <Clock releaseAt={notice.releaseAt} /> : <Unsaid unsaid={notice.unsaid} />}
      <NoticeFacts notice={notice} />
      <Words words={notice.words} />
      {may('releaseNotice') && (
        <div className={`${styles['actions']} unprinted`}>
          <Button size="sm" onClick={() => setDialog('release')}>
            {say('messaging.release')}
          </Button>
          {notice.releaseAt !== null && <HoldButton notice={notice} />}
          <Button size="sm" variant="default" onClick={() => setDialog('words')}>
            {say('messaging.edit')}
          </Button>
          <Button size="sm" variant="default" color="red" onClick={() => setDialog('cancel')}>
            {say('messaging.cancel')}
          </Button>
        </div>
      )}
      <div className={styles['below']}>
        {preview.isError && <Failed reason={preview.error} retry={() => void preview.refetch()} />}
        {preview.isPending && <None>{say('common.loading')}</None>}
        {preview.data && <Preview preview={preview.data} />}
      </div>
      {dialog === 'release' && <ReleaseDialog notice={notice} preview={preview.data} close={close} />}
      {dialog === 'words' && <WordsDialog notice={notice} close={close} />}
      {dialog === 'cancel' && <CancelDialog notice={notice} close={close} />}
    </Card>
  )
}

/** It was due, and cannot be said. */
function Unsaid({ unsaid }: { readonly unsaid: NonNullable<NoticeView['unsaid']> }): ReactNode {
  const say = useSay()
  const factOf = useMissingFact()
  return (
    <Alert color="red" mb="sm" role="alert">
      {say('messaging.unsaid', {
        fact: factOf(unsaid.fact),
        channel: say(`channel.${unsaid.channel}`),
        language: languages[unsaid.language],
      })}
    </Alert>
  )
}

/** Counts down by the second: nobody reads "in half a minute" as long as that takes. */
function Clock({ releaseAt }: Pick<NoticeView, 'releaseAt'>): ReactNode {
  const say = useSay()
  const left = useSecondsUntil(releaseAt)
  if (left === null) return <p className={styles['clock']}>{say('messaging.waits')}</p>
  return (
    <p className={styles['clock']} role="timer">
      {left > 0 ? (
        <>
          {say('messaging.goesIn')}{' '}
          <strong>
            {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
          </strong>
        </>
      ) : (
        say('messaging.goesNow')
      )}
    </p>
  )
}

function useSecondsUntil(at: string | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (at === null) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [at])
  return at === null ? null : Math.max(0, Math.ceil((Date.parse(at) - now) / 1_000))
}
