import { ActionIcon, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type CSSProperties, type ReactNode } from 'react'
import { askPage } from '../api/queries.ts'
import styles from './area-map.module.css'
import { useFormats } from './formats.ts'
import { boxAround, boxOf, pathOf, projection, ringsOf, type Box, type Outline, type Ring } from './geometry.ts'
import { Icon, type IconName } from './icons.tsx'
import { useSay } from './language.tsx'
import { Placeholder, ProblemAlert } from './problem.tsx'

export interface AreaFigure {
  readonly area: string
  readonly services: number
}

const mostPages = 10

/** Outlines change with imports only, and there may be thousands: read once for all maps. */
export const outlinesQuery = {
  queryKey: ['listAreas', 'outlines'] as const,
  staleTime: 10 * 60_000,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly Outline[]> => {
    const found: Outline[] = []
    let cursor: string | null = null
    for (let page = 0; page < mostPages; page++) {
      const { items, next }: Awaited<ReturnType<typeof askPage<'listAreas'>>> = await askPage(
        'listAreas',
        { query: { geometry: true } },
        { limit: 500, cursor, signal },
      )
      for (const { area, name, box, geometry } of items)
        if (box) found.push({ area, name, box: box as unknown as Box, rings: ringsOf(geometry) })
      if (next === null) break
      cursor = next
    }
    return found
  },
}

export function useAreaNames(): (area: string) => string {
  const { data = [] } = useQuery(outlinesQuery)
  const names = useMemo(() => new Map(data.map(({ area, name }) => [area, name])), [data])
  return area => names.get(area) ?? area
}

/** Where it is: areas in grey, those that are hit in red, more of it where more services are hit. */
export function AreaMap({
  figures,
  shapes = [],
  choose,
}: {
  readonly figures: readonly AreaFigure[]
  /** What somebody drew, above the areas. */
  readonly shapes?: readonly Ring[]
  readonly choose?: (area: string) => void
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { data: outlines, error, isPending, refetch } = useQuery(outlinesQuery)
  const [zoom, setZoom] = useState(1)
  const [near, setNear] = useState(true)
  const [pointed, setPointed] = useState<string | null>(null)

  const hit = useMemo(() => hitAreas(outlines ?? [], figures), [outlines, figures])
  const whole = useMemo(() => boxAround((outlines ?? []).map(({ box }) => box)), [outlines])
  const project = useMemo(() => (whole ? projection(whole) : null), [whole])
  const ground = useMemo(
    () =>
      project
        ? pathOf(
            (outlines ?? []).filter(isLeaf(outlines ?? [])).flatMap(({ rings }) => rings),
            project,
          )
        : '',
    [outlines, project],
  )
  if (error) return <ProblemAlert reason={error} retry={() => void refetch()} />
  if (isPending) return <Placeholder icon="pin" title={say('common.loading')} />
  if (!whole || !project) return <Placeholder icon="pin" title={say('map.none')} />

  const marked = [...hit.map(({ outline }) => outline.box), ...shapes.map(boxOf)]
  const around = near && marked.length > 0 ? boxAround(marked) : null
  const view = viewOf(around ? widened(around, whole) : whole, project, zoom)
  const most = Math.max(...hit.map(({ services }) => services), 1)
  const tip = hit.find(({ outline }) => outline.area === pointed)
  return (
    <div className={styles['frame']}>
      <svg className={styles['map']} viewBox={view} role="group" aria-label={say('map.label')}>
        <path d={ground} className={styles['area']} fillRule="evenodd" aria-hidden="true" />
        {hit.map(({ outline, services }) => (
          <path
            key={outline.area}
            d={pathOf(outline.rings, project)}
            className={`${styles['area']} ${styles['hit']}`}
            style={{ '--weight': Math.sqrt(services / most) } as CSSProperties}
            role={choose ? 'link' : 'img'}
            tabIndex={choose ? 0 : undefined}
            aria-label={`${outline.name}: ${say('map.services', { services })}`}
            onPointerEnter={() => setPointed(outline.area)}
            onPointerLeave={() => setPointed(null)}
            onFocus={() => setPointed(outline.area)}
            onBlur={() => setPointed(null)}
            onClick={() => choose?.(outline.area)}
            onKeyDown={event => event.key === 'Enter' && choose?.(outline.area)}
          />
        ))}
        {shapes.length > 0 && (
          <path d={pathOf(shapes, project)} className={styles['shape']} fillRule="evenodd" aria-hidden="true" />
        )}
      </svg>
      <div className={`${styles['tools']} unprinted`}>
        <Tool icon="plus" label={say('map.in')} act={() => setZoom(Math.min(zoom * 1.5, 12))} />
        <Tool icon="minus" label={say('map.out')} act={() => setZoom(Math.max(zoom / 1.5, 1))} />
        {marked.length > 0 && (
          <Tool
            icon="fit"
            label={say(near ? 'map.all' : 'map.fit')}
            act={() => {
              setNear(!near)
              setZoom(1)
            }}
          />
        )}
      </div>
      {tip && (
        <div className={styles['tip']}>
          {tip.outline.name} · {formats.count(tip.services)}
        </div>
      )}
    </div>
  )
}

export function Tool({
  icon,
  label,
  act,
}: {
  readonly icon: IconName
  readonly label: string
  readonly act: () => void
}): ReactNode {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" size={28} aria-label={label} onClick={act}>
        <Icon name={icon} size={15} />
      </ActionIcon>
    </Tooltip>
  )
}

/** An area without an outline of its own is shown by the one that it lies in. */
function hitAreas(outlines: readonly Outline[], figures: readonly AreaFigure[]) {
  const known = new Map(outlines.map(outline => [outline.area, outline]))
  const sums = new Map<string, number>()
  for (const { area, services } of figures) {
    let key = area
    while (!known.has(key) && key.includes('.')) key = key.slice(0, key.lastIndexOf('.'))
    if (known.has(key)) sums.set(key, (sums.get(key) ?? 0) + services)
  }
  return [...sums].flatMap(([area, services]) => {
    const outline = known.get(area)
    return outline ? [{ outline, services }] : []
  })
}

/** Only areas that hold no others are drawn as ground, so that borders are drawn once. */
export function isLeaf(outlines: readonly Outline[]): (outline: Outline) => boolean {
  const above = new Set<string>()
  for (const { area } of outlines)
    for (let dot = area.lastIndexOf('.'); dot > 0; dot = area.lastIndexOf('.', dot - 1)) above.add(area.slice(0, dot))
  return ({ area }) => !above.has(area)
}

function widened([west, south, east, north]: Box, [w, s, e, n]: Box): Box {
  const across = Math.max(east - west, (e - w) / 8) * 0.6
  const up = Math.max(north - south, (n - s) / 8) * 0.35
  return [Math.max(west - across, w), Math.max(south - up, s), Math.min(east + across, e), Math.min(north + up, n)]
}

function viewOf([west, south, east, north]: Box, project: ReturnType<typeof projection>, zoom: number): string {
  const [left, top] = project([west, north])
  const [right, bottom] = project([east, south])
  const margin = Math.max(right - left, bottom - top) * 0.02
  const width = (right - left + 2 * margin) / zoom
  const height = (bottom - top + 2 * margin) / zoom
  return [(left + right - width) / 2, (top + bottom - height) / 2, width, height]
    .map(value => value.toFixed(4))
    .join(' ')
}
