import type { ReactNode } from 'react'
import { useAreaNames } from '../../ui/area-map.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Ago, Lasting, useNow, When } from '../../ui/times.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'
import { shapesOf, textOf } from './shapes.ts'

const mostPlaces = 30

/** What is known of it. What is not known is not listed. */
export function Facts({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const now = useNow()
  const open = outage.restoredAt === null && outage.status !== 'retracted'
  const late = (instant: string) => (open && Date.parse(instant) < now ? styles['late'] : undefined)
  return (
    <dl className={styles['facts']}>
      <Fact name={say('outage.began')}>
        <When at={outage.startedAt} />
      </Fact>
      {outage.status !== 'retracted' && Date.parse(outage.startedAt) <= now && (
        <Fact name={say('outage.lasting')}>
          <Lasting from={outage.startedAt} to={outage.restoredAt} />
        </Fact>
      )}
      {outage.restoredAt !== null && (
        <Fact name={say('outage.restored')}>
          <When at={outage.restoredAt} />
        </Fact>
      )}
      {open && (
        <Fact name={say('outage.etr')}>
          {outage.etr === null ? (
            say('home.etrNone')
          ) : (
            <span className={late(outage.etr)}>
              <When at={outage.etr} /> (<Ago at={outage.etr} />)
            </span>
          )}
        </Fact>
      )}
      {open && outage.nextUpdateBy !== null && (
        <Fact name={say('outage.nextUpdate')}>
          <span className={late(outage.nextUpdateBy)}>
            <When at={outage.nextUpdateBy} /> (<Ago at={outage.nextUpdateBy} />)
          </span>
        </Fact>
      )}
      <Fact name={say('outage.cause')}>{say(`cause.${outage.cause}`)}</Fact>
      <Fact name={say('outage.extent')}>
        {say(`extent.${outage.extent}`)}
        {outage.deliveredShare !== null &&
          ` · ${say('outage.delivered', { share: formats.share(Number(outage.deliveredShare)) })}`}
      </Fact>
      {outage.kinds.length > 0 && (
        <Fact name={say('outage.kinds')}>{outage.kinds.map(kind => say(`kind.${kind}`)).join(', ')}</Fact>
      )}
      {outage.knownAt !== null && (
        <Fact name={say('outage.known')}>
          <When at={outage.knownAt} />
        </Fact>
      )}
      {outage.noticedAt !== null && (
        <Fact name={say('outage.noticed')}>
          <When at={outage.noticedAt} />
        </Fact>
      )}
      <Fact name={say('outage.source')}>{say(`source.${outage.source}`)}</Fact>
      {outage.reference !== null && <Fact name={say('outage.reference')}>{outage.reference}</Fact>}
      {outage.publicCause !== null && (
        <Fact name={say('outage.publicCause')} wide>
          {outage.publicCause}
        </Fact>
      )}
    </dl>
  )
}

function Fact({
  name,
  wide = false,
  children,
}: {
  readonly name: string
  readonly wide?: boolean
  readonly children: ReactNode
}): ReactNode {
  return (
    <div className={wide ? styles['wide'] : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Elements and areas by name; what was restored before the rest says so. */
export function Where({ outage: { scope, parts } }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const nameOf = useAreaNames()
  const works = new Map(parts.map(({ kind, reference, restoredAt }) => [`${kind} ${reference}`, restoredAt]))
  const { elements = [], areas = [], services = [], polygons = [] } = scope
  const extra = parts.filter(({ kind, reference }) => !(kind === 'element' ? elements : areas).includes(reference))
  return (
    <div className={styles['where']}>
      <Places
        title={say('outage.where.elements')}
        places={[...elements, ...extra.filter(({ kind }) => kind === 'element').map(({ reference }) => reference)]}
        kind="element"
        works={works}
        nameOf={element => element}
      />
      <Places
        title={say('outage.where.areas')}
        places={[...areas, ...extra.filter(({ kind }) => kind === 'area').map(({ reference }) => reference)]}
        kind="area"
        works={works}
        nameOf={area => (area === '*' ? say('outage.where.everywhere') : nameOf(area))}
      />
      <Places title={say('outage.where.services')} places={services} kind="service" works={works} nameOf={key => key} />
      {polygons.length > 0 && (
        <details className={styles['drawn']}>
          <summary>{say('outage.where.polygons', { count: polygons.length })}</summary>
          {shapesOf(polygons).map(({ corners }, nth) => (
            <div key={nth}>
              {say('place.shape', { number: nth + 1 })} · {say('place.corners', { count: corners.length })}
              <pre>{textOf(corners)}</pre>
            </div>
          ))}
        </details>
      )}
    </div>
  )
}

function Places({
  title,
  places,
  kind,
  works,
  nameOf,
}: {
  readonly title: string
  readonly places: readonly string[]
  readonly kind: 'element' | 'area' | 'service'
  readonly works: ReadonlyMap<string, string>
  readonly nameOf: (place: string) => string
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  if (places.length === 0) return null
  return (
    <div>
      <div className={styles['who']}>{title}</div>
      <ul className={styles['places']}>
        {places.slice(0, mostPlaces).map(place => {
          const since = works.get(`${kind} ${place}`)
          return (
            <li key={place}>
              {kind === 'service' ? (
                nameOf(place)
              ) : (
                <TextLink to="/outages" search={kind === 'area' ? { area: place } : { element: place }} size="sm">
                  {nameOf(place)}
                </TextLink>
              )}
              {since !== undefined && ` · ${say('outage.where.works', { at: formats.instant(since) })}`}
            </li>
          )
        })}
        {places.length > mostPlaces && <li>{say('outage.where.more', { count: places.length - mostPlaces })}</li>}
      </ul>
    </div>
  )
}
