import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { looking } from '../api/queries.ts'
import { Icon } from '../ui/icons.tsx'
import { useSay } from '../ui/language.tsx'
import { places } from './navigation.ts'
import { useMay } from './session/me.ts'

const [store, palette] = createSpotlight()

export const openPalette = (): void => palette.open()

/** Everything by its name, from the keyboard. */
export function Palette(): ReactNode {
  const say = useSay()
  const may = useMay()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [text] = useDebouncedValue(query.trim(), 150)
  const { data: found } = useQuery({
    ...looking('listOutages', { query: { text, limit: 8 } }),
    enabled: text.length > 1 && may('listOutages'),
  })
  const wanted = query.trim().toLowerCase()
  const actions: SpotlightActionGroupData[] = [
    {
      group: say('palette.pages'),
      actions: places
        .filter(({ needs, label }) => may(needs) && say(label).toLowerCase().includes(wanted))
        .map(({ to, label, icon }) => ({
          id: to,
          label: say(label),
          leftSection: <Icon name={icon} />,
          onClick: () => void navigate({ to }),
        })),
    },
    {
      group: say('palette.outages'),
      actions: (text.length > 1 ? (found?.items ?? []) : []).map(({ id, number, title, status }) => ({
        id,
        label: title,
        description: `${number} · ${say(`status.${status}`)}`,
        leftSection: <Icon name="outages" />,
        onClick: () => void navigate({ to: '/outages/$outage', params: { outage: number } }),
      })),
    },
  ]
  return (
    <Spotlight
      store={store}
      actions={actions.filter(group => group.actions.length > 0)}
      // The server has searched already.
      filter={(_, all) => all}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K', '/']}
      nothingFound={say('palette.none')}
      searchProps={{
        leftSection: <Icon name="search" />,
        placeholder: say('palette.placeholder'),
        'aria-label': say('palette.open'),
      }}
      attributes={{ content: { 'aria-label': say('palette.open') } }}
      scrollable
      maxHeight={420}
    />
  )
}
