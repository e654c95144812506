import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { isLeaf, outlinesQuery, Tool } from '../../ui/area-map.tsx'
import mapStyles from '../../ui/area-map.module.css'
import { boxAround, boxOf, pathOf, projection, type Box, type Outline, type Point } from '../../ui/geometry.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Placeholder, ProblemAlert } from '../../ui/problem.tsx'
import styles from './place.module.css'
import { closed, leastCorners, rounded, type Shape } from './shapes.ts'

interface Place {
  readonly areas: readonly string[]
  readonly shapes: readonly Shape[]
}

interface PlaceMapOf extends Place {
  readonly setAreas: (areas: readonly string[]) => void
  readonly setShapes: (shapes: readonly Shape[]) => void
}

/** Areas are chosen by a click, and drawn corner by corner. The lists below say and do the same without a mouse. */
export function PlaceMap(place: PlaceMapOf): ReactNode {
  const say = useSay()
  const { data: outlines, error, isPending, refetch } = useQuery(outlinesQuery)
  if (error) return <ProblemAlert reason={error} retry={() => void refetch()} />
  if (isPending) return <Placeholder icon="pin" title={say('common.loading')} />
  const boxes = [...outlines.map(({ box }) => box), ...place.shapes.map(({ corners }) => boxOf(corners))]
  const whole = boxAround(boxes.filter(box => box.every(Number.isFinite)))
  if (!whole) return <Placeholder icon="pin" title={say('map.none')} />
  return <Drawing {...place} outlines={outlines} whole={whole} />
}

interface View {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How many parts of the picture an arrow key moves a corner by. */
const stepParts = 100

function Drawing({
  areas,
  shapes,
  setAreas,
  setShapes,
  outlines,
  whole,
}: PlaceMapOf & { readonly outlines: readonly Outline[]; readonly whole: Box }): ReactNode {
  const say = useSay()
  // Kept from the first picture on: a corner that is dragged must not move the map under it.
  const [project] = useState(() => projection(whole))
  const [view, setView] = useState<View>(() => viewAround(whereOf({ areas, shapes }, outlines) ?? whole, project))
  const [drawn, setDrawn] = useState<readonly Point[] | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const held = useRef<Held | null>(null)
  const leaves = useMemo(() => outlines.filter(isLeaf(outlines)), [outlines])
  const chosen = outlines.filter(({ area }) => areas.includes(area))
  const shorter = project([1, 0])[0]
  const where = whereOf({ areas, shapes }, outlines)

  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const matrix = svg.current?.getScreenCTM()
    if (!matrix) return [0, 0]
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse())
    return [x, y]
  }
  const onEarth = ([x, y]: Point): Point =>
    rounded([Math.max(-180, Math.min(180, x / shorter)), Math.max(-90, Math.min(90, -y))])
  const setCorners = (nth: number, corners: readonly Point[]): void =>
    setShapes(shapes.map((shape, index) => (index === nth ? { ...shape, corners } : shape)))
  const moveCorner = (nth: number, corner: number, to: Point): void =>
    setCorners(nth, shapes[nth]?.corners.with(corner, to) ?? [])
  const zoom = (factor: number): void =>
    setView(({ x, y, width, height }) => ({
      x: x + (width * (1 - factor)) / 2,
      y: y + (height * (1 - factor)) / 2,
      width: width * factor,
      height: height * factor,
    }))

  const onDown = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return
    const corner = cornerOf(event.target)
    held.current = { from: at(event), corner, moved: false, area: areaOf(event.target) }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onMove = (event: PointerEvent): void => {
    const now = held.current
    if (!now) return
    const [x, y] = at(event)
    const [dx, dy] = [x - now.from[0], y - now.from[1]]
    if (!now.moved && Math.hypot(dx, dy) < view.width / 150) return
    now.moved = true
    if (now.corner) moveCorner(now.corner.shape, now.corner.corner, onEarth([x, y]))
    else setView(before => ({ ...before, x: before.x - dx, y: before.y - dy }))
  }
  const onUp = (event: PointerEvent): void => {
    const now = held.current
    held.current = null
    if (!now || now.moved || now.corner) return
    if (drawn) setDrawn([...drawn, onEarth(at(event))])
    else if (now.area !== null) setAreas(toggled(areas, now.area))
  }
  const onKey = (event: KeyboardEvent<SVGSVGElement>): void => {
    const corner = cornerOf(event.target)
    const corners = corner && shapes[corner.shape]?.corners
    const point = corner && corners?.[corner.corner]
    if (!corner || !corners || !point) return
    const step = view.width / stepParts
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (by) {
      const [x, y] = project(point)
      moveCorner(corner.shape, corner.corner, onEarth([x + (by[0] ?? 0), y + (by[1] ?? 0)]))
    } else if (event.key === 'Delete' && corners.length > leastCorners)
      setCorners(corner.shape, corners.toSpliced(corner.corner, 1))
    else return
    event.preventDefault()
  }

  const dot = view.width / 110
  return (
    <div className={styles['map']}>
      <svg
        ref={svg}
        className={`${mapStyles['map']} ${styles['sheet']}`}
        data-drawing={drawn !== null}
        viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
        role="group"
        aria-label={say('place.map')}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => (held.current = null)}
        onKeyDown={onKey}
      >
        {leaves.map(({ area, rings }) => (
          <path
            key={area}
            data-area={area}
            d={pathOf(rings, project)}
            className={mapStyles['area']}
            fillRule="evenodd"
          />
        ))}
        {chosen.map(({ area, rings }) => (
          <path
            key={area}
            data-area={area}
            d={pathOf(rings, project)}
            className={`${mapStyles['area']} ${styles['chosen']}`}
            fillRule="evenodd"
          />
        ))}
        {shapes.map(({ corners, holes }, nth) => (
          <path
            key={nth}
            d={pathOf(
              [closed(corners), ...holes].filter(ring => ring.length > 0),
              project,
            )}
            className={mapStyles['shape']}
            fillRule="evenodd"
          />
        ))}
        {shapes.map(({ corners }, nth) =>
          corners.map((point, corner) => {
            const [x, y] = project(point)
            return (
              <circle
                key={`${nth} ${corner}`}
                data-corner={`${nth} ${corner}`}
                className={styles['corner']}
                cx={x}
                cy={y}
                r={dot}
                role="button"
                tabIndex={0}
                aria-label={say('place.corner', {
                  corner: corner + 1,
                  number: nth + 1,
                  latitude: String(point[1]),
                  longitude: String(point[0]),
                })}
              />
            )
          }),
        )}
        {drawn && drawn.length > 0 && (
          <>
            <polyline className={styles['line']} points={drawn.map(point => project(point).join(',')).join(' ')} />
            {drawn.map((point, nth) => {
              const [x, y] = project(point)
              return <circle key={nth} className={styles['corner']} cx={x} cy={y} r={dot} />
            })}
          </>
        )}
      </svg>
      <div className={mapStyles['tools']}>
        <Tool icon="plus" label={say('map.in')} act={() => zoom(1 / 1.6)} />
        <Tool icon="minus" label={say('map.out')} act={() => zoom(1.6)} />
        <Tool icon="globe" label={say('map.all')} act={() => setView(viewAround(whole, project))} />
        {where && <Tool icon="fit" label={say('map.fit')} act={() => setView(viewAround(where, project))} />}
      </div>
      <Group gap="xs" p="xs" className={styles['bar']}>
        {drawn === null ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="note" size={14} />}
            onClick={() => setDrawn([])}
          >
            {say('place.draw')}
          </Button>
        ) : (
          <>
            <Button
              size="compact-sm"
              disabled={drawn.length < leastCorners}
              onClick={() => {
                setShapes([...shapes, { corners: drawn, holes: [] }])
                setDrawn(null)
              }}
            >
              {say('place.finish')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setDrawn(null)}>
              {say('place.cancelDrawing')}
            </Button>
            <span role="status" className={styles['soft']}>
              {say('place.drawing', { count: drawn.length })}
            </span>
          </>
        )}
      </Group>
    </div>
  )
}

interface Corner {
  readonly shape: number
  readonly corner: number
}

/** What the pointer took hold of, and whether it went anywhere with it. */
interface Held {
  readonly from: Point
  readonly corner: Corner | null
  readonly area: string | null
  moved: boolean
}

function cornerOf(target: EventTarget): Corner | null {
  const [shape, corner] = target instanceof SVGElement ? (target.dataset['corner']?.split(' ') ?? []) : []
  return shape === undefined || corner === undefined ? null : { shape: Number(shape), corner: Number(corner) }
}

function areaOf(target: EventTarget): string | null {
  return target instanceof SVGElement ? (target.dataset['area'] ?? null) : null
}

function toggled(areas: readonly string[], area: string): readonly string[] {
  return areas.includes(area) ? areas.filter(each => each !== area) : [...areas, area]
}

function whereOf({ areas, shapes }: Place, outlines: readonly Outline[]): Box | null {
  return boxAround([
    ...outlines.filter(({ area }) => areas.includes(area)).map(({ box }) => box),
    ...shapes.filter(({ corners }) => corners.length > 0).map(({ corners }) => boxOf(corners)),
  ])
}

/** With room around, and never so near that nothing else is seen. */
function viewAround([west, south, east, north]: Box, project: (point: Point) => Point): View {
  const [left, top] = project([west, north])
  const [right, bottom] = project([east, south])
  const [width, height] = [Math.max(right - left, 0.02) * 1.3, Math.max(bottom - top, 0.02) * 1.3]
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height }
}
