import { Autocomplete } from '@mantine/core'
import { figures, type Reading } from '@pulih/engine'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { Card } from '../../../ui/page.tsx'
import styles from '../schemes.module.css'
import { useEditing, useMistake } from './editing.tsx'
import { AddButton, EntryActions, More, Part, Several, Texts } from './fields.tsx'
import { at, leavesOf } from './tree.ts'

/** Where the promise can be read in more than one way: which figure goes by which reading, and what that changes. */
export function Readings(): ReactNode {
  const say = useSay()
  const { policy, put, drop, move } = useEditing()
  const { readings } = policy
  const add = (): void => {
    const number = readings.length + 1
    const empty = { en: '', id: '', pl: '' }
    const fresh: Reading = { id: `reading-${number}`, figures: ['maximum'], question: empty, says: empty, why: empty }
    put('/readings', [...readings, fresh])
  }
  return (
    <Card title={say('scheme.readings')}>
      <p className={styles['hint']}>{say('policy.readings.hint')}</p>
      {readings.map((reading, index) => {
        const here = `/readings/${index}`
        const name = say('policy.numbered', { name: say('policy.reading'), number: index + 1 })
        return (
          <Part
            key={here}
            title={name}
            aside={
              <EntryActions
                name={name}
                up={index === 0 ? null : () => move(here, -1)}
                down={index === readings.length - 1 ? null : () => move(here, 1)}
                remove={() => drop(here)}
              />
            }
          >
            <div className={styles['fields']}>
              <Several
                label={say('policy.reading.figures')}
                pointer={`${here}/figures`}
                value={reading.figures}
                words={figures}
                text={word => say(`run.figure.${word}`)}
              />
              <Texts name="question" pointer={`${here}/question`} value={reading.question} />
              <Texts name="says" pointer={`${here}/says`} value={reading.says} />
              <Texts name="why" pointer={`${here}/why`} value={reading.why} />
            </div>
            <Patch pointer={`${here}/patch`} patch={reading.patch} />
          </Part>
        )
      })}
      <AddButton label={say('policy.reading.add')} add={add} />
    </Card>
  )
}

/** Places of the policy, and what stands there instead. */
function Patch({ pointer, patch }: { readonly pointer: string; readonly patch: Reading['patch'] }): ReactNode {
  const say = useSay()
  const { policy, put, drop } = useEditing()
  const mistake = useMistake(pointer)
  const places = Object.entries(patch ?? {})
  const { heads, parameters, floor, cap, combine, per } = policy
  const known = leavesOf({ heads, parameters, floor, cap, combine, per }).filter(
    place => !/\/(?:cites|who|title|source|from|unit|setBy)(?:\/|$)/.test(place),
  )
  const set = (next: readonly (readonly [string, unknown])[]): void =>
    next.length === 0 ? drop(pointer) : put(pointer, Object.fromEntries(next))
  return (
    <More label={say('policy.patch', { places: places.length })}>
      {places.map(([place, value], index) => {
        const name = say('policy.numbered', { name: say('policy.patch.place'), number: index + 1 })
        const replace = (entry: readonly [string, unknown]): void =>
          set(places.map((each, other) => (other === index ? entry : each)))
        return (
          // By position: the place itself is what somebody types.
          <div key={`${pointer} ${index}`} className={`${styles['entry']} ${styles['wide']}`}>
            <div className={styles['fields']}>
              <Autocomplete
                label={name}
                error={mistake}
                data={known.map(each => ({ value: each, label: each }))}
                value={place}
                onChange={next => replace([next, value])}
              />
              <Autocomplete
                label={say('policy.patch.value')}
                description={say('policy.patch.now', { value: shown(at(policy, place)) })}
                value={shown(value)}
                onChange={next => replace([place, read(next)])}
              />
            </div>
            <EntryActions name={name} remove={() => set(places.filter((_, other) => other !== index))} />
          </div>
        )
      })}
      <div className={styles['wide']}>
        <AddButton
          label={say('policy.patch.add')}
          add={() => {
            const free = known.find(place => !places.some(([taken]) => taken === place)) ?? '/per'
            set([...places, [free, at(policy, free)]])
          }}
        />
      </div>
    </More>
  )
}

/** A text as it is; anything else as JSON. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
}

function read(text: string): unknown {
  if (!/^[[{]|^(?:null|true|false)$/.test(text.trim())) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
