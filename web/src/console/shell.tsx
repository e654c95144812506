import { ActionIcon, AppShell, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, type ReactNode } from 'react'
import { ask } from '../api/ask.ts'
import { useLive, useLiveState } from '../api/live.ts'
import { looking } from '../api/queries.ts'
import { ZoneContext } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import { languages, useLanguage, useSay, type Language } from '../ui/language.tsx'
import { MenuLink, NavigationLink } from '../ui/links.tsx'
import { Mark } from './brand.tsx'
import { places } from './navigation.ts'
import { openPalette, Palette } from './palette.tsx'
import { useMay, useMe } from './session/me.ts'
import styles from './shell.module.css'

/** What stands around every page. */
export function Shell(): ReactNode {
  const say = useSay()
  const client = useQueryClient()
  const { data: home } = useSuspenseQuery(looking('readHome', {}))
  const [opened, { toggle, close }] = useDisclosure()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useLive(client)
  useEffect(close, [close, path])
  return (
    <ZoneContext value={home.timeZone}>
      <a href="#content" className={styles['skip']}>
        {say('app.skip')}
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
        padding={0}
        className="shell"
      >
        <AppShell.Header className="unprinted" withBorder>
          <div className={styles['header']}>
            <ActionIcon
              variant="subtle"
              color="gray"
              hiddenFrom="sm"
              onClick={toggle}
              aria-label={say('nav.open')}
              aria-expanded={opened}
            >
              <Icon name={opened ? 'close' : 'menu'} />
            </ActionIcon>
            <Link to="/" className={styles['brand'] ?? ''}>
              <Mark className={styles['mark']} />
              {say('app.name')}
            </Link>
            <button type="button" className={styles['search']} onClick={openPalette}>
              <Icon name="search" size={16} />
              <span>{say('palette.open')}</span>
              <kbd className={styles['keys']}>Ctrl K</kbd>
            </button>
            <LiveMark />
            <LanguageMenu />
            <PersonMenu />
          </div>
        </AppShell.Header>
        <AppShell.Navbar className="unprinted" withBorder component="div">
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} className={styles['main'] ?? ''}>
          <Suspense fallback={<VisuallyHidden>{say('common.loading')}</VisuallyHidden>}>
            <Outlet />
          </Suspense>
        </AppShell.Main>
      </AppShell>
      <Palette />
    </ZoneContext>
  )
}

function Navigation(): ReactNode {
  const say = useSay()
  const may = useMay()
  return (
    <nav className={styles['nav']} aria-label={say('nav.label')}>
      {places
        .filter(({ needs }) => may(needs))
        .map(({ to, label, icon }) => (
          <NavigationLink
            key={to}
            to={to}
            label={say(label)}
            leftSection={<Icon name={icon} />}
            className={styles['item'] ?? ''}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            variant="subtle"
            noWrap
          />
        ))}
    </nav>
  )
}

function LiveMark(): ReactNode {
  const say = useSay()
  const state = useLiveState()
  return (
    <span className={styles['live']} data-state={state} title={say('live.hint')} role="status">
      <span className={styles['liveText']}>{say(`live.${state}`)}</span>
    </span>
  )
}

function LanguageMenu(): ReactNode {
  const say = useSay()
  const { language, choose } = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('menu.language')}>
          <Icon name="globe" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(languages) as Language[]).map(each => (
          <Menu.Item
            key={each}
            lang={each}
            onClick={() => choose(each)}
            rightSection={each === language ? <Icon name="check" size={15} /> : null}
          >
            {languages[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const schemes = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'auto', icon: 'device' },
] as const

function PersonMenu(): ReactNode {
  const say = useSay()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = async (): Promise<void> => {
    await ask('signOut', {}).catch(() => undefined)
    client.clear()
    await navigate({ to: '/sign-in', search: { why: 'out' } })
  }
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton className={styles['person'] ?? ''}>
          <VisuallyHidden>{say('menu.person')}</VisuallyHidden>
          <span className={styles['initials']} aria-hidden="true" data-initials={initialsOf(me.name)} />
          <span className={styles['name']}>{me.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.roles.map(role => say(`role.${role}`)).join(', ')}</Menu.Label>
        <MenuLink to="/password" leftSection={<Icon name="key" size={16} />}>
          {say('menu.password')}
        </MenuLink>
        <Menu.Item component="a" href="/api/docs" leftSection={<Icon name="book" size={16} />}>
          {say('nav.documentation')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('menu.scheme')}</Menu.Label>
        {schemes.map(({ value, icon }) => (
          <Menu.Item
            key={value}
            onClick={() => setColorScheme(value)}
            leftSection={<Icon name={icon} size={16} />}
            rightSection={value === colorScheme ? <Icon name="check" size={15} /> : null}
          >
            {say(`menu.scheme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()} leftSection={<Icon name="exit" size={16} />}>
          {say('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .filter(part => part !== '')
    .map(part => String.fromCodePoint(part.codePointAt(0) ?? 32))
    .slice(0, 2)
    .join('')
    .toUpperCase()
}
