import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ActionDialog, MomentInput, type Entered } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { KeysInput, ReasonInput, useStep, type DialogOf } from './life-dialogs.tsx'
import type { Outage } from './outage.tsx'
import { PlaceInputs, type Place } from './place.tsx'
import { polygonsOf, shapesOf } from './shapes.ts'

type Cause = Outage['cause']
type Extent = Outage['extent']
type Severity = Outage['severity']

/** As the engine knows them; `satisfies` below complains when it learns another one. */
export const causes = {
  'network-fault': true,
  'equipment-fault': true,
  'fibre-cut': true,
  'submarine-cable-cut': true,
  'power-failure': true,
  'software-fault': true,
  overload: true,
  'cyber-attack': true,
  'route-leak': true,
  'third-party-damage': true,
  theft: true,
  'planned-work': true,
  weather: true,
  flood: true,
  earthquake: true,
  'natural-calamity': true,
  'force-majeure': true,
  'terrorist-attack': true,
  war: true,
  'civil-emergency': true,
  'security-order': true,
  'statutory-measure': true,
  'gross-negligence': true,
  customer: true,
  'customer-equipment': true,
  'customer-power': true,
  unknown: true,
} satisfies Readonly<Record<Cause, true>>

/** What is said of an outage, with what is known so far. */
export function FactInputs({ outage }: { readonly outage: Outage | null }): ReactNode {
  const say = useSay()
  const [extent, setExtent] = useState<string | null>(outage?.extent ?? 'total')
  return (
    <>
      <TextInput
        label={say('do.edit.title')}
        name="title"
        defaultValue={outage?.title}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={say('outage.cause')}
          name="cause"
          defaultValue={outage?.cause ?? 'unknown'}
          allowDeselect={false}
          searchable
          data={Object.keys(causes).map(value => ({ value, label: say(`cause.${value as Cause}`) }))}
        />
        <Select
          label={say('outage.severity')}
          name="severity"
          defaultValue={outage?.severity ?? 'minor'}
          allowDeselect={false}
          data={(['minor', 'major', 'critical'] as const).map(value => ({ value, label: say(`severity.${value}`) }))}
        />
        <Select
          label={say('outage.extent')}
          name="extent"
          value={extent}
          onChange={setExtent}
          allowDeselect={false}
          data={(['total', 'degraded'] as const).map(value => ({ value, label: say(`extent.${value}`) }))}
        />
        {extent === 'degraded' && (
          <TextInput
            label={say('do.share')}
            name="share"
            defaultValue={outage?.deliveredShare ?? ''}
            pattern="0(\.\d{1,4})?|1(\.0{1,4})?"
            inputMode="decimal"
          />
        )}
      </SimpleGrid>
      <Textarea
        label={say('outage.publicCause')}
        name="publicCause"
        defaultValue={outage?.publicCause ?? ''}
        maxLength={4000}
        minRows={2}
      />
    </>
  )
}

/** The same as the API takes them. */
export function factsIn({ text }: Entered) {
  const extent = (text('extent') ?? 'total') as Extent
  const share = extent === 'degraded' ? (text('share') ?? null) : null
  return {
    title: text('title') ?? '',
    cause: (text('cause') ?? 'unknown') as Cause,
    severity: (text('severity') ?? 'minor') as Severity,
    extent,
    deliveredShare: share,
    publicCause: text('publicCause') ?? null,
  }
}

/** What is said otherwise than before; a change names nothing else. */
function changedFacts(entered: Entered, before: Outage) {
  const given = factsIn(entered)
  return {
    ...(given.title === before.title ? {} : { title: given.title }),
    ...(given.cause === before.cause ? {} : { cause: given.cause }),
    ...(given.severity === before.severity ? {} : { severity: given.severity }),
    ...(given.extent === before.extent ? {} : { extent: given.extent }),
    ...(given.deliveredShare === before.deliveredShare ? {} : { deliveredShare: given.deliveredShare }),
    ...(given.publicCause === before.publicCause ? {} : { publicCause: given.publicCause }),
  }
}

/** Whether nobody else has changed one of the fields that are to be changed; otherwise the server refuses the older version. */
function isSameIn(fields: Readonly<Partial<Record<keyof Outage, unknown>>>, one: Outage, other: Outage): boolean {
  return (Object.keys(fields) as (keyof Outage)[]).every(
    field => JSON.stringify(one[field]) === JSON.stringify(other[field]),
  )
}

export function EditDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('updateOutage', of)
  // What stood there when the form was opened: the page behind it goes on reading what others do.
  const [known] = useState(of.outage)
  return (
    <ActionDialog
      title={say('do.edit')}
      submit={say('common.save')}
      change={change}
      close={of.close}
      act={entered => {
        const body = changedFacts(entered, known)
        const { revision } = isSameIn(body, known, of.outage) ? of.outage : known
        change.mutate({ ...named, version: revision, body }, options)
      }}
    >
      <FactInputs outage={known} />
    </ActionDialog>
  )
}

export function ScopeDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('changeOutageScope', of)
  const [place, setPlace] = useState(placeOf(of.outage))
  return (
    <ActionDialog
      title={say('do.scope')}
      explain={say('do.scope.explain')}
      submit={say('common.save')}
      wide
      change={change}
      close={of.close}
      act={entered => change.mutate({ ...named, body: scopeIn(entered, place) }, options)}
    >
      <ScopeInputs scope={of.outage.scope} place={place} setPlace={setPlace} />
    </ActionDialog>
  )
}

/** After the end the place is corrected, with a reason. */
export function CorrectPlaceDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('correctOutage', of)
  const [place, setPlace] = useState(placeOf(of.outage))
  return (
    <ActionDialog
      title={say('place.correct')}
      explain={say('place.correct.explain')}
      submit={say('place.correct')}
      wide
      change={change}
      close={of.close}
      act={entered =>
        change.mutate(
          { ...named, body: { scope: scopeIn(entered, place), reason: entered.text('reason') ?? '' } },
          options,
        )
      }
    >
      <ScopeInputs scope={of.outage.scope} place={place} setPlace={setPlace} />
      <ReasonInput />
    </ActionDialog>
  )
}

function placeOf({ scope }: Outage): Place {
  return { areas: scope.areas ?? [], shapes: shapesOf(scope.polygons) }
}

/** Where it broke; elements and services by their keys, the rest also on the map. */
export function ScopeInputs({
  scope,
  place,
  setPlace,
}: {
  readonly scope?: Outage['scope']
  readonly place: Place
  readonly setPlace: (place: Place) => void
}): ReactNode {
  const say = useSay()
  return (
    <>
      <KeysInput name="elements" label={say('outage.where.elements')} initial={scope?.elements ?? []} />
      <PlaceInputs place={place} setPlace={setPlace} />
      <KeysInput name="services" label={say('outage.where.services')} initial={scope?.services ?? []} />
    </>
  )
}

/** The same as the API takes it. */
export function scopeIn({ list }: Entered, { areas, shapes }: Place): Outage['scope'] {
  return { elements: list('elements'), areas: [...areas], services: list('services'), polygons: polygonsOf(shapes) }
}

export function CorrectDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('correctOutage', of)
  const { outage } = of
  return (
    <ActionDialog
      title={say('do.correct')}
      explain={say('do.correct.explain')}
      submit={say('do.correct')}
      change={change}
      close={of.close}
      act={entered => {
        const startedAt = entered.instant('startedAt')
        const restoredAt = entered.instant('restoredAt')
        change.mutate(
          {
            ...named,
            body: {
              ...changedFacts(entered, outage),
              ...(moved(startedAt, outage.startedAt) ? { startedAt } : {}),
              ...(restoredAt === undefined
                ? { restoredAt: null }
                : moved(restoredAt, outage.restoredAt)
                  ? { restoredAt }
                  : {}),
              reason: entered.text('reason') ?? '',
            },
          },
          options,
        )
      }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <MomentInput name="startedAt" label={say('outage.began')} initial={outage.startedAt} required />
        <MomentInput
          name="restoredAt"
          label={say('outage.restored')}
          initial={outage.restoredAt}
          required={outage.status === 'closed'}
        />
      </SimpleGrid>
      <FactInputs outage={outage} />
      <ReasonInput />
    </ActionDialog>
  )
}

/** Inputs know no seconds: what is the same minute was not touched. */
function moved(given: string | undefined, before: string | null): given is string {
  if (given === undefined) return false
  return before === null || Math.floor(Date.parse(given) / 60_000) !== Math.floor(Date.parse(before) / 60_000)
}
