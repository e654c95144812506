import { ActionIcon, Button, Group, MultiSelect, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { outlinesQuery } from '../../ui/area-map.tsx'
import type { Point } from '../../ui/geometry.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { PlaceMap } from './place-map.tsx'
import styles from './place.module.css'
import { cornersIn, leastCorners, textOf, type Shape } from './shapes.ts'

export interface Place {
  readonly areas: readonly string[]
  readonly shapes: readonly Shape[]
}

/** Where it broke: areas by name or on the map, and areas that somebody draws, which are corners in a list as well. */
export function PlaceInputs({
  place,
  setPlace,
}: {
  readonly place: Place
  readonly setPlace: (place: Place) => void
}): ReactNode {
  const say = useSay()
  const { areas, shapes } = place
  const setShapes = (next: readonly Shape[]): void => setPlace({ ...place, shapes: next })
  return (
    <Stack gap="xs">
      <AreaSelect areas={areas} setAreas={next => setPlace({ ...place, areas: next })} />
      <p className={styles['soft']}>{say('place.map.hint')}</p>
      <PlaceMap
        areas={areas}
        shapes={shapes}
        setAreas={next => setPlace({ ...place, areas: next })}
        setShapes={setShapes}
      />
      {shapes.map((shape, nth) => (
        <Corners
          key={nth}
          number={nth + 1}
          shape={shape}
          change={corners => setShapes(shapes.map((each, index) => (index === nth ? { ...each, corners } : each)))}
          remove={() => setShapes(shapes.filter(each => each !== shape))}
        />
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setShapes([...shapes, { corners: [], holes: [] }])}
        >
          {say('place.shape.add')}
        </Button>
      </Group>
    </Stack>
  )
}

const offeredAtOnce = 60

function AreaSelect({
  areas,
  setAreas,
}: {
  readonly areas: readonly string[]
  readonly setAreas: (areas: readonly string[]) => void
}): ReactNode {
  const say = useSay()
  const { data: outlines = [] } = useQuery(outlinesQuery)
  const [typed, setTyped] = useState('')
  const known = new Map(outlines.map(({ area, name }) => [area, `${name} (${area})`]))
  known.set('*', say('place.everywhere'))
  // Services may lie in areas of which nobody has an outline.
  for (const area of [...areas, typed.trim()]) if (area !== '' && !known.has(area)) known.set(area, area)
  return (
    <MultiSelect
      label={say('place.areas')}
      description={say('place.areas.hint')}
      value={[...areas]}
      onChange={setAreas}
      data={[...known].map(([value, label]) => ({ value, label }))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      limit={offeredAtOnce}
      hidePickedOptions
      comboboxProps={{ withinPortal: true }}
    />
  )
}

/** The corners of one drawn area as text. What cannot be read is not taken over, and holds up whoever wants to save. */
function Corners({
  number,
  shape: { corners, holes },
  change,
  remove,
}: {
  readonly number: number
  readonly shape: Shape
  readonly change: (corners: readonly Point[]) => void
  readonly remove: () => void
}): ReactNode {
  const say = useSay()
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const read = typed === null ? { corners } : cornersIn(typed)
  const mistake =
    'badLine' in read
      ? say('place.shape.bad', { line: read.badLine })
      : read.corners.length < leastCorners
        ? say('place.shape.few')
        : null
  useEffect(() => field.current?.setCustomValidity(mistake ?? ''), [mistake])
  return (
    <div className={styles['corners']}>
      <Textarea
        ref={field}
        label={say('place.shape', { number })}
        description={[
          say('place.shape.hint'),
          ...(holes.length > 0 ? [say('place.shape.holes', { count: holes.length })] : []),
        ].join('. ')}
        value={typed ?? textOf(corners)}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          const next = cornersIn(value)
          if ('corners' in next) change(next.corners)
        }}
        onBlur={() => mistake === null && setTyped(null)}
        error={typed === null ? undefined : mistake}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        classNames={{ input: styles['digits'] ?? '' }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={say('place.shape.remove', { number })}
        onClick={remove}
      >
        <Icon name="close" size={16} />
      </ActionIcon>
    </div>
  )
}
