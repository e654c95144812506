import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { useFormats } from '../../ui/formats.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { useSay, type MessageId } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Placeholder } from '../../ui/problem.tsx'
import { useNow } from '../../ui/times.tsx'
import styles from './home.module.css'

type Home = ReplyTo<'readHome'>

interface Counted {
  readonly message: MessageId
  /** Where they are listed; alarms that belong to no outage stand in no list. */
  readonly link?: (text: string) => ReactNode
  readonly count: number
  readonly icon: IconName
  readonly bad?: true
}

/** Whatever goes no further before a person does something, the worst first. */
export function Needs({ home }: { readonly home: Home }): ReactNode {
  const say = useSay()
  const overdue = home.outages?.overdue ?? []
  const counted = countedNeeds(home).filter(({ count }) => count > 0)
  return (
    <Card title={say('home.needs')} flush>
      {overdue.length === 0 && counted.length === 0 ? (
        <Placeholder icon="check" title={say('home.needsNone')} detail={say('home.needsNoneDetail')} />
      ) : (
        <ul className={styles['list']}>
          {byOutage(overdue).map(reasons => (
            <OverdueRow key={reasons[0]?.number} reasons={reasons} />
          ))}
          {counted.map(({ message, link, count, icon, bad }) => (
            <li key={message}>
              <span className={styles['sign']} data-tone={bad ? 'bad' : undefined}>
                <Icon name={icon} />
              </span>
              <span className={styles['grow']}>{link ? link(say(message, { count })) : say(message, { count })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

type Overdue = NonNullable<Home['outages']>['overdue']

function byOutage(overdue: Overdue): Overdue[] {
  const numbers = [...new Set(overdue.map(({ number }) => number))]
  return numbers.map(number => overdue.filter(each => each.number === number))
}

function OverdueRow({ reasons }: { readonly reasons: Overdue }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const now = useNow()
  const [first] = reasons
  if (!first) return null
  return (
    <li>
      <span className={styles['sign']} data-tone="bad">
        <Icon name="clock" />
      </span>
      <div className={styles['grow']}>
        <TextLink to="/outages/$outage" params={{ outage: first.number }} className={styles['title'] ?? ''}>
          {first.title}
        </TextLink>
        <div className={styles['facts']}>
          <span>{first.number}</span>
          {reasons.map(({ why, since }) => (
            <span key={why} className={styles['late']}>
              {why === 'etr'
                ? say('home.need.etr', { ago: formats.fromNow(since, now) })
                : say('home.need.update', { at: formats.instant(since) })}
            </span>
          ))}
        </div>
      </div>
    </li>
  )
}

function countedNeeds({ outages, alarms, runs, payouts, imports }: Home): Counted[] {
  const runsThatAre = (status: string) => (text: string) => (
    <TextLink to="/runs" search={{ status }} size="sm">
      {text}
    </TextLink>
  )
  const payoutsThatAre = (state: string) => (text: string) => (
    <TextLink to="/payouts" search={{ state }} size="sm">
      {text}
    </TextLink>
  )
  return [
    {
      message: 'home.need.suspected',
      link: text => (
        <TextLink to="/outages" search={{ status: 'suspected' }} size="sm">
          {text}
        </TextLink>
      ),
      count: outages?.suspected ?? 0,
      icon: 'outages',
    },
    { message: 'home.need.alarms', count: alarms?.withoutOutage ?? 0, icon: 'bell' },
    // Of two states, so that no filter shows them alone; the list begins with what was touched last.
    {
      message: 'home.need.failing',
      link: text => (
        <TextLink to="/runs" size="sm">
          {text}
        </TextLink>
      ),
      count: runs?.failing ?? 0,
      icon: 'warning',
      bad: true,
    },
    {
      message: 'home.need.stopped',
      link: runsThatAre('stopped'),
      count: runs?.stopped ?? 0,
      icon: 'warning',
      bad: true,
    },
    { message: 'home.need.toApprove', link: runsThatAre('computed'), count: runs?.toApprove ?? 0, icon: 'coins' },
    { message: 'home.need.toPost', link: runsThatAre('approved'), count: runs?.toPost ?? 0, icon: 'coins' },
    {
      message: 'home.need.waiting',
      link: payoutsThatAre('waiting-for-person'),
      count: payouts?.waitingForPerson ?? 0,
      icon: 'warning',
      bad: true,
    },
    {
      message: 'home.need.rejected',
      link: payoutsThatAre('rejected'),
      count: payouts?.rejected ?? 0,
      icon: 'warning',
      bad: true,
    },
    { message: 'home.need.late', link: payoutsThatAre('requested'), count: payouts?.late ?? 0, icon: 'clock' },
    {
      message: 'home.need.channels',
      link: text => (
        <TextLink to="/payouts" search={{ part: 'channels' }} size="sm">
          {text}
        </TextLink>
      ),
      count: payouts?.channelsStopped ?? 0,
      icon: 'warning',
    },
    {
      message: 'home.need.imports',
      link: text => (
        <TextLink to="/imports" size="sm">
          {text}
        </TextLink>
      ),
      count: imports?.failedToday ?? 0,
      icon: 'warning',
    },
  ]
}
