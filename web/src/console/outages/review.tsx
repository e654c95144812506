import { Alert, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { addressOf, type ReplyTo } from '../../api/ask.ts'
import { looking, useChange } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { useMay } from '../session/me.ts'
import { ReasonInput } from './life-dialogs.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'
import { EstimatesTable, HitFacts, MoneyTable, SpeedTable, UpdatesTable } from './review-facts.tsx'
import { ReviewForm } from './review-form.tsx'
import { FollowUps } from './review-follow-ups.tsx'
import { Versions } from './review-versions.tsx'

export type Review = ReplyTo<'getReview'>

const looks = {
  none: { tone: 'quiet', mark: 'hollow' },
  draft: { tone: 'warn', mark: 'hollow' },
  closed: { tone: 'good', mark: 'full' },
} as const

/** What was found out afterwards, beside how fast it went, what was promised and what it costs. For staff only. */
export function ReviewPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const { data: review, error, refetch } = useQuery(looking('getReview', { params: { outage: outage.number } }))
  if (error) return <Failed reason={error} retry={() => void refetch()} />
  if (!review) return <Placeholder icon="note" title={say('common.loading')} />
  return (
    <div className={styles['stack']}>
      <Findings outage={outage} review={review} />
      <div className={styles['halves']}>
        <div className={styles['stack']}>
          <SpeedTable facts={review.facts} />
          <UpdatesTable facts={review.facts} />
        </div>
        <div className={styles['stack']}>
          <HitFacts facts={review.facts} />
          <EstimatesTable facts={review.facts} />
        </div>
      </div>
      <MoneyTable facts={review.facts} />
      {review.version > 0 && <Versions outage={outage} />}
    </div>
  )
}

function Findings({ outage, review }: { readonly outage: Outage; readonly review: Review }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [writing, setWriting] = useState(false)
  const isOver = outage.status === 'restored' || outage.status === 'closed'
  if (writing)
    return (
      <Card title={say('review.text')}>
        <ReviewForm outage={outage} review={review} done={() => setWriting(false)} />
      </Card>
    )
  return (
    <Card
      title={say('review.text')}
      aside={
        <Group gap="xs">
          <Badge {...looks[review.state]}>{say(`review.state.${review.state}`)}</Badge>
          {isOver && review.state !== 'closed' && may('writeReview') && (
            <Button
              className="unprinted"
              size="compact-sm"
              variant={review.state === 'none' ? 'filled' : 'default'}
              leftSection={<Icon name="note" size={14} />}
              onClick={() => setWriting(true)}
            >
              {say(review.state === 'none' ? 'review.begin' : 'review.edit')}
            </Button>
          )}
          {isOver && <Steps outage={outage} review={review} />}
        </Group>
      }
    >
      <Written review={review} />
      {!isOver && review.state === 'none' ? (
        <Placeholder icon="clock" title={say('review.notYet')}>
          {say('review.notYet.hint')}
        </Placeholder>
      ) : (
        <Texts review={review} />
      )}
      <FollowUps outage={outage} review={review} />
    </Card>
  )
}

function Written({ review }: { readonly review: Review }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useNames([review.actor, review.closedBy].filter(actor => actor !== null))
  const by = (at: string, actor: string | null) => ({ at: formats.instant(at), who: nameOf(actor ?? '') })
  return (
    <p className={styles['who']}>
      {review.at !== null && `${say('review.written', { version: review.version, ...by(review.at, review.actor) })} · `}
      {review.closedAt !== null && `${say('review.closed', by(review.closedAt, review.closedBy))} · `}
      {say('review.staffOnly')}
    </p>
  )
}

function Texts({ review }: { readonly review: Review }): ReactNode {
  const say = useSay()
  const parts = (['summary', 'rootCause', 'wentWell', 'toImprove'] as const).filter(part => review[part] !== '')
  if (parts.length === 0) return <Alert my="sm">{say('review.unwritten')}</Alert>
  return (
    <dl className={styles['findings']}>
      {parts.map(part => (
        <div key={part}>
          <dt>{say(`review.${part}`)}</dt>
          <dd>{review[part]}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What can be done with it as a whole. */
function Steps({ outage, review }: { readonly outage: Outage; readonly review: Review }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [step, setStep] = useState<'close' | 'reopen' | null>(null)
  const end = () => setStep(null)
  return (
    <>
      {review.state === 'draft' && may('closeReview') && (
        <Button className="unprinted" size="compact-sm" variant="default" onClick={() => setStep('close')}>
          {say('review.close')}
        </Button>
      )}
      {review.state === 'closed' && may('reopenReview') && (
        <Button className="unprinted" size="compact-sm" variant="default" onClick={() => setStep('reopen')}>
          {say('review.reopen')}
        </Button>
      )}
      <Button
        className="unprinted"
        size="compact-sm"
        variant="default"
        component="a"
        download
        href={addressOf('exportReview', { params: { outage: outage.number } })}
        leftSection={<Icon name="download" size={14} />}
      >
        {say('review.csv')}
      </Button>
      <Button
        className="unprinted"
        size="compact-sm"
        variant="default"
        leftSection={<Icon name="print" size={14} />}
        onClick={() => window.print()}
      >
        {say('review.print')}
      </Button>
      {step === 'close' && <CloseDialog outage={outage} review={review} close={end} />}
      {step === 'reopen' && <ReopenDialog outage={outage} review={review} close={end} />}
    </>
  )
}

interface OfReview {
  readonly outage: Outage
  readonly review: Review
  readonly close: () => void
}

function CloseDialog({ outage, review, close }: OfReview): ReactNode {
  const say = useSay()
  const change = useChange('closeReview')
  return (
    <ActionDialog
      title={say('review.close')}
      explain={say('review.close.explain')}
      submit={say('review.close')}
      change={change}
      close={close}
      act={() => change.mutate({ params: { outage: outage.id }, version: review.version }, { onSuccess: close })}
    />
  )
}

function ReopenDialog({ outage, review, close }: OfReview): ReactNode {
  const say = useSay()
  const change = useChange('reopenReview')
  return (
    <ActionDialog
      title={say('review.reopen')}
      explain={say('review.reopen.explain')}
      submit={say('review.reopen')}
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          { params: { outage: outage.id }, version: review.version, body: { reason: text('reason') ?? '' } },
          { onSuccess: close },
        )
      }
    >
      <ReasonInput />
    </ActionDialog>
  )
}
