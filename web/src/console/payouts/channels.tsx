import { Alert, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking, useChange } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Stacked } from '../../ui/parts.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { useRefusalText } from '../../ui/refusal-text.ts'
import styles from '../runs/runs.module.css'
import { useMay } from '../session/me.ts'
import { AddChannelDialog, ChangeChannelDialog, RemoveChannelDialog } from './channel-dialog.tsx'
import { BatchDialog, BillsDialog } from './file-dialogs.tsx'
import { ResumeDialog, StopDialog } from './stop.tsx'

/** What the server writes down of a channel that is new, for programs; whoever stops one by hand writes his own words. */
const untested = 'not tested yet'

type Channel = ReplyTo<'listChannels'>['items'][number]
type Dialog = 'stop' | 'resume' | 'batch' | 'bills' | 'change' | 'remove'

/** The channels through which credits reach billers, and what waits in each. */
export function ChannelsPart(): ReactNode {
  const say = useSay()
  const channels = useQuery(looking('listChannels', {}))
  if (channels.isError) return <Failed reason={channels.error} retry={() => void channels.refetch()} />
  if (channels.isPending) return <p className={styles['note']}>{say('common.loading')}</p>
  return (
    <Stacked>
      <AddChannel />
      {channels.data.items.length === 0 ? (
        <Card title={say('payouts.part.channels')} flush>
          <Placeholder icon="coins" title={say('payouts.noChannel')} detail={say('payouts.noChannel.hint')} />
        </Card>
      ) : (
        <div className={styles['pair']}>
          {channels.data.items.map(channel => (
            <ChannelCard key={channel.channel} channel={channel} />
          ))}
        </div>
      )}
    </Stacked>
  )
}

function AddChannel(): ReactNode {
  const say = useSay()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('addChannel')) return null
  return (
    <div className={`${styles['chips']} unprinted`}>
      <Button size="sm" leftSection={<Icon name="plus" size={16} />} onClick={() => setOpen(true)}>
        {say('payouts.addChannel')}
      </Button>
      {open && <AddChannelDialog close={() => setOpen(false)} />}
    </div>
  )
}

function ChannelCard({ channel }: { readonly channel: Channel }): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const test = useChange('testChannel')
  const refusalText = useRefusalText()
  const close = (): void => setDialog(null)
  const runTest = (): void =>
    test.mutate(
      { params: { channel: channel.channel } },
      {
        onSuccess: ({ works, said }) =>
          notifications.show({
            color: works ? 'green' : 'red',
            message: `${say(works ? 'payouts.test.works' : 'payouts.test.fails')} ${said ?? ''}`.trim(),
          }),
        onError: reason => notifications.show({ color: 'red', message: refusalText(reason) }),
      },
    )
  return (
    <Card
      title={channel.title}
      aside={
        channel.stopped === null ? (
          <Badge tone="good">{say('payouts.running')}</Badge>
        ) : (
          <Badge tone="bad" mark="hollow">
            {say('payouts.stopped')}
          </Badge>
        )
      }
    >
      {channel.stopped !== null && (
        <Alert mb="sm" color="yellow" icon={<Icon name="warning" />}>
          {channel.stopped === untested
            ? say('payouts.stoppedUntested')
            : say('payouts.stoppedBecause', { reason: channel.stopped })}
        </Alert>
      )}
      {channel.missingSecrets.length > 0 && (
        <Alert mb="sm" color="red" icon={<Icon name="key" />}>
          {say('payouts.missingSecrets', { names: channel.missingSecrets.join(', ') })}
        </Alert>
      )}
      <dl className={styles['facts']}>
        <Fact name={say('payouts.channel')}>{channel.channel}</Fact>
        <Fact name={say('payouts.adapter')}>{say(`payouts.adapter.${channel.settings.adapter}`)}</Fact>
        <Fact name={say('run.unit')}>{channel.units.join(', ')}</Fact>
        <Fact name={say('payouts.underWay')}>
          <TextLink to="/payouts" search={{ channel: channel.channel }} size="sm">
            {formats.count(channel.open)}
          </TextLink>
        </Fact>
        <Fact name={say('payouts.waiting')}>
          <TextLink to="/payouts" search={{ channel: channel.channel, state: 'waiting-for-person' }} size="sm">
            {formats.count(channel.waiting)}
          </TextLink>
        </Fact>
        {channel.largest !== null && (
          <Fact name={say('payouts.largest')}>{formats.count(Number(channel.largest))}</Fact>
        )}
        {channel.perMinute !== null && <Fact name={say('payouts.perMinute')}>{formats.count(channel.perMinute)}</Fact>}
        <Fact name={say('payouts.queryable')}>{say(channel.queryable ? 'common.yes' : 'common.no')}</Fact>
        <Fact name={say('payouts.billText')}>{channel.text}</Fact>
      </dl>
      <div className={`${styles['chips']} unprinted`}>
        {may('stopPayouts') && channel.stopped === null && (
          <Button mt="sm" size="xs" variant="default" onClick={() => setDialog('stop')}>
            {say('payouts.stop.submit')}
          </Button>
        )}
        {may('resumePayouts') && channel.stopped !== null && (
          <Button mt="sm" size="xs" onClick={() => setDialog('resume')}>
            {say('payouts.resume.submit')}
          </Button>
        )}
        {may('makeBatch') && channel.form === 'file' && (
          <Button mt="sm" size="xs" variant="default" onClick={() => setDialog('batch')}>
            {say('payouts.makeFile')}
          </Button>
        )}
        {may('importBillCredits') && (
          <Button mt="sm" size="xs" variant="default" onClick={() => setDialog('bills')}>
            {say('payouts.bills')}
          </Button>
        )}
        {may('testChannel') && (
          <Button mt="sm" size="xs" variant="default" loading={test.isPending} onClick={runTest}>
            {say('payouts.test')}
          </Button>
        )}
        {may('changeChannel') && (
          <Button mt="sm" size="xs" variant="default" onClick={() => setDialog('change')}>
            {say('payouts.change')}
          </Button>
        )}
        {may('removeChannel') && (
          <Button mt="sm" size="xs" variant="subtle" color="red" onClick={() => setDialog('remove')}>
            {say('payouts.removeChannel.submit')}
          </Button>
        )}
      </div>
      {dialog === 'stop' && <StopDialog channel={channel.channel} close={close} />}
      {dialog === 'resume' && <ResumeDialog channel={channel.channel} close={close} />}
      {dialog === 'batch' && <BatchDialog channel={channel.channel} close={close} />}
      {dialog === 'change' && <ChangeChannelDialog channel={channel.channel} close={close} />}
      {dialog === 'remove' && <RemoveChannelDialog channel={channel.channel} close={close} />}
      {dialog === 'bills' && <BillsDialog channel={channel.channel} close={close} />}
    </Card>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
