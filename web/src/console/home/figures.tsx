import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Tile, TileLink, Tiles } from '../../ui/tile.tsx'
import { overStatuses } from '../outages/status.ts'

/** The day in figures; each leads to what it counts. */
export function HomeTiles({ home }: { readonly home: ReplyTo<'readHome'> }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { outages, runs } = home
  const posted = runs?.postedToday ?? []
  return (
    <Tiles>
      {outages && (
        <>
          <TileLink
            to="/outages"
            search={{ status: 'confirmed,partly-restored' }}
            label={say('home.open')}
            value={formats.count(outages.open)}
            hint={say('home.begunToday', { count: outages.begunToday })}
            tone={outages.open > 0 ? 'bad' : undefined}
          />
          <Tile
            label={say('home.services')}
            value={formats.count(outages.services)}
            hint={say('home.servicesHint')}
            tone={outages.services > 0 ? 'bad' : undefined}
          />
          <TileLink
            to="/outages"
            search={{ status: 'suspected' }}
            label={say('home.suspected')}
            value={formats.count(outages.suspected)}
            tone={outages.suspected > 0 ? 'warn' : undefined}
          />
          <TileLink
            to="/outages"
            search={{ planned: 'true', status: 'suspected,confirmed' }}
            label={say('home.upcoming')}
            value={formats.count(outages.upcoming)}
          />
          <TileLink
            to="/outages"
            search={{ status: overStatuses }}
            label={say('home.today')}
            value={formats.count(outages.restoredToday)}
          />
        </>
      )}
      {runs && (
        <Tile
          label={say('home.credited')}
          value={
            posted.length === 0
              ? say('common.none')
              : posted.map(({ amount, currency }) => formats.money(amount, currency)).join(' + ')
          }
          hint={
            posted.length === 0
              ? say('home.creditedNone')
              : say('home.credits', { credits: posted.reduce((sum, { credits }) => sum + credits, 0) })
          }
        />
      )}
    </Tiles>
  )
}
