import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { None, Stacked } from '../../ui/parts.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import type { Outage } from '../outages/outage.tsx'
import { useMay } from '../session/me.ts'
import { HeldNotice } from './held-notice.tsx'
import { NoticeCard } from './notice-card.tsx'
import { PressCard } from './press.tsx'
import { isMoving } from './progress.tsx'
import { TellDialog } from './tell-dialog.tsx'

/** Nobody sends an event for each of a hundred thousand messages. */
const movingMilliseconds = 3_000

export function noticesOf(outage: string) {
  return looking('listNotices', { params: { outage } })
}

/** What is about to be told, what was told, and how far it has come. */
export function TellingPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [telling, setTelling] = useState(false)
  const list = useQuery({
    ...noticesOf(outage.number),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? movingMilliseconds : false),
  })
  if (list.isError && !list.data) return <Failed reason={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <None>{say('common.loading')}</None>
  const notices = list.data.items
  return (
    <Stacked>
      {may('startNotice') && (
        <div className="unprinted">
          <Button
            variant={notices.length === 0 ? 'filled' : 'default'}
            leftSection={<Icon name="megaphone" size={16} />}
            onClick={() => setTelling(true)}
          >
            {say('messaging.tell')}
          </Button>
        </div>
      )}
      {notices.length === 0 && (
        <Card title={say('outage.part.telling')} flush>
          <Placeholder icon="megaphone" title={say('messaging.none')} detail={say('messaging.none.hint')} />
        </Card>
      )}
      {notices.map(notice =>
        notice.state === 'held' ? (
          <HeldNotice key={notice.notice} notice={notice} outage={outage.number} />
        ) : (
          <NoticeCard key={notice.notice} notice={notice} outage={outage.number} />
        ),
      )}
      <PressCard outage={outage.number} />
      {telling && <TellDialog outage={outage} notices={notices} close={() => setTelling(false)} />}
    </Stacked>
  )
}
