import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { looking, type ItemOf } from '../../api/queries.ts'
import { AreaMap } from '../../ui/area-map.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Columns } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'

type Area = ItemOf<'listAreas'>

/** Where the network is, and where it is broken at the moment. The list says the same as the map. */
export function Areas(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const navigate = useNavigate()
  const { data: home } = useQuery(looking('readHome', {}))
  const figures = home?.outages?.areas ?? []
  const hit = (area: string): number =>
    figures
      .filter(each => each.area === area || each.area.startsWith(`${area}.`))
      .reduce((sum, { services }) => sum + services, 0)
  const columns: readonly Column<Area>[] = [
    {
      id: 'name',
      header: say('network.areas.name'),
      cell: ({ area, name }) => (
        <TextLink to="/network" search={{ view: 'list', area }} fw={600} size="sm">
          {name}
        </TextLink>
      ),
      text: ({ name }) => name,
    },
    { id: 'area', header: say('network.areas.key'), cell: ({ area }) => area, text: ({ area }) => area },
    {
      id: 'hit',
      header: say('network.areas.hit'),
      numeric: true,
      cell: ({ area }) => {
        const services = hit(area)
        return services === 0 ? (
          say('common.none')
        ) : (
          <TextLink to="/outages" search={{ area }} size="sm">
            {formats.count(services)}
          </TextLink>
        )
      },
      text: ({ area }) => String(hit(area)),
    },
    {
      id: 'outline',
      header: say('network.areas.outline'),
      extra: true,
      cell: ({ box }) => say(box === null ? 'common.no' : 'common.yes'),
      text: ({ box }) => String(box !== null),
    },
  ]
  return (
    <Columns
      wide={
        <Card title={say('network.areas.map')} flush>
          <AreaMap figures={figures} choose={area => void navigate({ to: '/outages', search: { area } })} />
        </Card>
      }
      narrow={
        <Card title={say('network.view.areas')} flush>
          <ListTable
            name="listAreas"
            given={{}}
            caption={say('network.view.areas')}
            columns={columns}
            keyOf={({ area }) => area}
            empty={say('map.none')}
            limit={25}
          />
        </Card>
      }
    />
  )
}
