import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Placeholder } from '../../ui/problem.tsx'
import { useMay } from '../session/me.ts'
import { ChannelCard } from './channel-card.tsx'
import { AddChannelDialog } from './channel-dialogs.tsx'
import styles from './messaging.module.css'

/** Lines break and queues grow without an event. */
const lookMilliseconds = 5_000

/** The ways to providers that bring messages to people, and how each of them does. */
export function MessageChannelsPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { data } = useSuspenseQuery({ ...looking('listMessageChannels', {}), refetchInterval: lookMilliseconds })
  return (
    <Page
      title={say('settings.channels')}
      actions={
        may('addMessageChannel') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            {say('channels.add')}
          </Button>
        )
      }
    >
      {data.items.length === 0 ? (
        <Card title={say('settings.channels')} flush>
          <Placeholder icon="megaphone" title={say('channels.none')} detail={say('channels.none.hint')} />
        </Card>
      ) : (
        <div className={styles['pair']}>
          {data.items.map(channel => (
            <ChannelCard key={channel.channel} channel={channel} />
          ))}
        </div>
      )}
      {adding && <AddChannelDialog taken={data.items} close={() => setAdding(false)} />}
    </Page>
  )
}
