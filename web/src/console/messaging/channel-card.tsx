import type { MessageChannelView } from '@pulih/contracts'
import { Alert, Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Fact } from '../../ui/parts.tsx'
import { Ago } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { ChangeChannelDialog } from './channel-dialogs.tsx'
import { ResumeChannelDialog, StopChannelDialog, TestChannelDialog } from './channel-use.tsx'
import styles from './messaging.module.css'

/** What the server writes down of a channel that is new. */
const untested = 'not tested yet'

type Dialog = 'change' | 'test' | 'stop' | 'resume'

/** One way to a provider: how it does, what waits in it, and what is missing. */
export function ChannelCard({ channel }: { readonly channel: MessageChannelView }): ReactNode {
  const say = useSay()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  return (
    <Card
      title={say('channels.title', { name: channel.channel, kind: say(`channel.${channel.kind}`) })}
      aside={<ChannelBadge {...channel} />}
    >
      <Hindrances channel={channel} />
      <Health channel={channel} />
      <Actions channel={channel} choose={setDialog} />
      {dialog === 'change' && <ChangeChannelDialog channel={channel.channel} close={close} />}
      {dialog === 'test' && <TestChannelDialog channel={channel} close={close} />}
      {dialog === 'stop' && <StopChannelDialog channel={channel} close={close} />}
      {dialog === 'resume' && <ResumeChannelDialog channel={channel} close={close} />}
    </Card>
  )
}

function ChannelBadge({ stopped, missingSecrets, trouble, failing }: MessageChannelView): ReactNode {
  const say = useSay()
  if (stopped !== null)
    return (
      <Badge tone="quiet" mark="hollow">
        {say('channels.stopped')}
      </Badge>
    )
  if (missingSecrets.length > 0) return <Badge tone="bad">{say('channels.broken')}</Badge>
  if (trouble !== null) return <Badge tone="bad">{say('channels.troubled')}</Badge>
  if (failing > 0)
    return (
      <Badge tone="warn" mark="hollow">
        {say('channels.failing')}
      </Badge>
    )
  return <Badge tone="good">{say('channels.running')}</Badge>
}

/** Why nothing goes through it, and what to do about it. */
function Hindrances({
  channel: { stopped, missingSecrets, trouble },
}: {
  readonly channel: MessageChannelView
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  return (
    <>
      {stopped === null && trouble !== null && (
        <Alert mb="sm" color="red" icon={<Icon name="warning" />}>
          {say('channels.troubledSince', { since: formats.instant(trouble.since), reason: trouble.reason })}
        </Alert>
      )}
      {stopped !== null && (
        <Alert mb="sm" color="yellow" icon={<Icon name="warning" />}>
          {stopped === untested ? say('channels.untested') : say('channels.stoppedBecause', { reason: stopped })}
        </Alert>
      )}
      {missingSecrets.length > 0 && (
        <Alert mb="sm" color="red" icon={<Icon name="key" />}>
          {say('channels.missingSecrets', {
            count: missingSecrets.length,
            names: missingSecrets.map(variableOf).join(', '),
          })}
        </Alert>
      )}
    </>
  )
}

/** The name that the configuration of the server has to have. */
function variableOf(secret: string): string {
  return `PULIH_SECRET_${secret.toUpperCase().replaceAll('-', '_')}`
}

function Health({ channel }: { readonly channel: MessageChannelView }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { settings, line, waiting, oldestWaiting, failing, doubtful, perSecond, atOnce, price } = channel
  return (
    <dl className={styles['health']}>
      <Fact name={say('channels.adapter')}>{say(`channels.adapter.${settings.adapter}`)}</Fact>
      {line !== null && (
        <Fact name={say('channels.line')}>
          <bdi>{line}</bdi>
        </Fact>
      )}
      <Fact name={say('channels.waiting')}>{formats.count(waiting)}</Fact>
      <Fact name={say('channels.oldest')}>
        {oldestWaiting === null ? say('common.none') : <Ago at={oldestWaiting} />}
      </Fact>
      <Fact name={say('channels.failingHour')}>{formats.count(failing)}</Fact>
      <Fact name={say('messaging.doubts')}>
        {doubtful === 0 ? (
          formats.count(doubtful)
        ) : (
          <TextLink to="/messaging" size="sm">
            {formats.count(doubtful)}
          </TextLink>
        )}
      </Fact>
      <Fact name={say('channels.perSecond')}>
        {perSecond === null ? say('channels.unlimited') : formats.count(perSecond)}
      </Fact>
      <Fact name={say('channels.atOnce')}>{formats.count(atOnce)}</Fact>
      <Fact name={say('channels.price')}>
        {price === null ? say('common.none') : `${price.amount} ${price.currency}`}
      </Fact>
    </dl>
  )
}

function Actions({
  channel: { stopped },
  choose,
}: {
  readonly channel: MessageChannelView
  readonly choose: (dialog: Dialog) => void
}): ReactNode {
  const say = useSay()
  const may = useMay()
  return (
    <div className={`${styles['actions']} unprinted`}>
      {may('testMessageChannel') && (
        <Button size="xs" variant="default" onClick={() => choose('test')}>
          {say('channels.test')}
        </Button>
      )}
      {may('resumeMessageChannel') && stopped !== null && (
        <Button size="xs" onClick={() => choose('resume')}>
          {say('channels.resume')}
        </Button>
      )}
      {may('stopMessageChannel') && stopped === null && (
        <Button size="xs" variant="default" onClick={() => choose('stop')}>
          {say('channels.stop')}
        </Button>
      )}
      {may('changeMessageChannel') && (
        <Button size="xs" variant="default" onClick={() => choose('change')}>
          {say('channels.change')}
        </Button>
      )}
    </div>
  )
}
