import type { NoticeView } from '@pulih/contracts'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useFormats } from '../../ui/formats.ts'
import { languages, useSay, type Language } from '../../ui/language.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { NoticeBadge } from './looks.tsx'
import styles from './messaging.module.css'
import { Progress, totalOf } from './progress.tsx'
import { SettleDoubtsDialog } from './settle-dialogs.tsx'

interface Of {
  readonly notice: NoticeView
  readonly outage: string
}

/** One telling that went out, or was kept back. */
export function NoticeCard({ notice, outage }: Of): ReactNode {
  const say = useSay()
  const may = useMay()
  const [settling, setSettling] = useState(false)
  const doubts = notice.messages.doubtful
  const isReadable = may('listNoticeMessages') && totalOf(notice) > 0
  return (
    <Card title={useNoticeTitle()(notice)} aside={<NoticeBadge state={notice.state} />}>
      <NoticeFacts notice={notice} />
      <Words words={notice.words} />
      {notice.state === 'released' && <Progress notice={notice} outage={outage} />}
      <div className={`${styles['actions']} unprinted`}>
        {isReadable && (
          <ButtonLink
            to="/outages/$outage/notices/$notice"
            params={{ outage, notice: notice.notice }}
            size="xs"
            variant="default"
          >
            {say('messaging.messages')}
          </ButtonLink>
        )}
        {doubts > 0 && may('settleDoubts') && (
          <Button size="xs" variant="default" onClick={() => setSettling(true)}>
            {say('messaging.doubts.settle', { count: doubts })}
          </Button>
        )}
      </div>
      {settling && <SettleDoubtsDialog notice={notice} close={() => setSettling(false)} />}
    </Card>
  )
}

export function useNoticeTitle(): (notice: Pick<NoticeView, 'kind' | 'version'>) => string {
  const say = useSay()
  return ({ kind, version }) => say('messaging.noticeTitle', { kind: say(`messaging.kind.${kind}`), version })
}

export function NoticeFacts({ notice }: { readonly notice: NoticeView }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useNames([notice.actor])
  return (
    <div className={styles['facts']}>
      <span>
        {say('messaging.prepared')} <When at={notice.createdAt} /> · {nameOf(notice.actor)}
      </span>
      {notice.releasedAt !== null && (
        <span>
          {say('messaging.released')} <When at={notice.releasedAt} />
        </span>
      )}
      {notice.cost.map(({ amount, currency }) => (
        <span key={currency}>{say('messaging.cost', { cost: formats.money(amount, currency) })}</span>
      ))}
    </div>
  )
}

/** The operator's own words, as far as there are any. */
export function Words({ words }: Pick<NoticeView, 'words'>): ReactNode {
  return (Object.keys(languages) as Language[]).map(language => {
    const text = words[language]
    return text === undefined || text === '' ? null : (
      <p key={language} className={styles['said']} lang={language}>
        <small>{languages[language]}</small>
        {text}
      </p>
    )
  })
}
