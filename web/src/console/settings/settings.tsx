import { Link, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OperationName } from '../../api/ask.ts'
import { useSay, type MessageId } from '../../ui/language.tsx'
import { useMay } from '../session/me.ts'
import styles from './settings.module.css'

interface Part {
  readonly to:
    | '/settings/account'
    | '/settings/keys'
    | '/settings/people'
    | '/settings/provider'
    | '/settings/webhooks'
    | '/settings/channels'
    | '/settings/outages'
    | '/settings/alarms'
  readonly label: MessageId
  readonly needs: OperationName
}

const mine: readonly Part[] = [
  { to: '/settings/account', label: 'settings.account', needs: 'readMe' },
  { to: '/settings/keys', label: 'settings.keys', needs: 'listApiKeys' },
]
const house: readonly Part[] = [
  { to: '/settings/people', label: 'settings.people', needs: 'listStaff' },
  { to: '/settings/provider', label: 'settings.provider', needs: 'readRoleClaim' },
  { to: '/settings/webhooks', label: 'settings.webhooks', needs: 'listWebhookEndpoints' },
]
const decided: readonly Part[] = [
  { to: '/settings/channels', label: 'settings.channels', needs: 'listMessageChannels' },
  { to: '/settings/outages', label: 'settings.outages', needs: 'getOutageSettings' },
  { to: '/settings/alarms', label: 'settings.alarms', needs: 'getAlarmSettings' },
]
/** Those that have a form of their own; others, which a newer server may know, are listed by name. */
export const settingNames = [
  'compensation.operator',
  'compensation.payouts',
  'ledger.goodwill-limits',
  'subscribers.telephones',
  'messaging.telling',
  'messaging.promises',
  'messaging.subscriptions',
  'statuspage.page',
  'portal.sign-in',
  'portal.limits',
  'webhooks.patience',
  'platform.retention',
] as const

/** What stands beside every page of the settings. */
export function SettingsFrame(): ReactNode {
  const say = useSay()
  const may = useMay()
  const shown = (parts: readonly Part[]) =>
    parts
      .filter(({ needs }) => may(needs))
      .map(({ to, label }) => (
        <Link key={to} to={to}>
          {say(label)}
        </Link>
      ))
  return (
    <div className={styles['frame']}>
      <nav className={`${styles['nav']} unprinted`} aria-label={say('settings.title')}>
        <h2>{say('settings.mine')}</h2>
        {shown(mine)}
        {house.some(({ needs }) => may(needs)) && <h2>{say('settings.house')}</h2>}
        {shown(house)}
        <h2>{say('settings.decided')}</h2>
        {may('getSetting') &&
          settingNames.map(name => (
            <Link key={name} to="/settings/decided/$name" params={{ name }}>
              {say(`setting.${name}`)}
            </Link>
          ))}
        {shown(decided)}
      </nav>
      <div>
        <Outlet />
      </div>
    </div>
  )
}
