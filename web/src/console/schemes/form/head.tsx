import { benefitKinds, type Benefit, type Head, type Scheme } from '@pulih/engine'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { Card } from '../../../ui/page.tsx'
import styles from '../schemes.module.css'
import { AmountFields } from './amount.tsx'
import { ClockFields, CountsFields } from './counts.tsx'
import { useEditing } from './editing.tsx'
import { AddButton, Choice, EntryActions, More, Part, TextField } from './fields.tsx'
import { GateFields, MeasureFields } from './measure.tsx'
import { newMeasure } from './shapes.ts'
import { ValueField } from './value.tsx'
import { WhoFields } from './who.tsx'

/** The grounds of compensation: each with its own conditions and its own arithmetic. */
export function Heads(): ReactNode {
  const say = useSay()
  const { policy, put, drop, move } = useEditing()
  const { heads } = policy
  return (
    <>
      {heads.map((head, index) => {
        const name = say('policy.numbered', { name: say('policy.head'), number: index + 1 })
        const here = `/heads/${index}`
        return (
          <Card
            key={here}
            title={heads.length === 1 ? say('policy.head') : name}
            aside={
              heads.length > 1 && (
                <EntryActions
                  name={name}
                  up={index === 0 ? null : () => move(here, -1)}
                  down={index === heads.length - 1 ? null : () => move(here, 1)}
                  remove={() => drop(here)}
                />
              )
            }
          >
            <HeadFields pointer={here} head={head} />
          </Card>
        )
      })}
      <div>
        <AddButton label={say('policy.head.add')} add={() => put('/heads', [...heads, anotherHead(policy)])} />
      </div>
    </>
  )
}

function anotherHead({ heads, sources }: Scheme): Head {
  const ids = heads.map(({ id }) => id)
  const number = Array.from({ length: heads.length + 1 }, (_, index) => index + 1).find(
    each => !ids.includes(`ground-${each}`),
  )
  return {
    id: `ground-${number ?? heads.length + 1}`,
    cites: [{ source: sources[0]?.id ?? '' }],
    counts: { extent: ['total'], planned: 'counts' },
    gate: { when: newMeasure('duration'), is: '>=', than: 'PT6H' },
    pays: { share: '10%', of: 'monthly-fee' },
    duty: 'automatic',
  }
}

function HeadFields({ pointer, head }: { readonly pointer: string; readonly head: Head }): ReactNode {
  const say = useSay()
  const { put, drop } = useEditing()
  const field = (name: string) => `${pointer}/${name}`
  return (
    <>
      <Part title={say('policy.part.counts')}>
        <CountsFields pointer={field('counts')} counts={head.counts} />
      </Part>
      <Part title={say('policy.part.clock')}>
        <ClockFields pointer={field('clock')} clock={head.clock} />
      </Part>
      <Part title={say('policy.part.gate')}>
        <GateFields name={say('policy.condition')} pointer={field('gate')} gate={head.gate} />
      </Part>
      <Part title={say('policy.part.pays')}>
        <AmountFields
          label={say('policy.pays')}
          pointer={field('pays')}
          amount={head.pays}
          nothing={{ label: say('policy.amount.none'), set: () => put(field('pays'), null) }}
        />
      </Part>
      <Part title={say('policy.part.benefit')}>
        <BenefitFields pointer={field('benefit')} benefit={head.benefit} />
      </Part>
      <Part title={say('policy.part.duty')}>
        <div className={styles['fields']}>
          <Choice
            label={say('policy.duty')}
            pointer={field('duty')}
            value={head.duty}
            words={['automatic', 'on-claim']}
            text={word => say(`policy.duty.${word}`)}
          />
          <TextField
            optional
            label={say('policy.article')}
            pointer={field('cites/0/article')}
            value={head.cites[0]?.article}
          />
        </div>
        <More label={say('policy.head.who')}>
          <div className={styles['wide']}>
            {head.who === undefined ? (
              <AddButton label={say('policy.head.who.add')} add={() => put(field('who'), {})} />
            ) : (
              <>
                <WhoFields pointer={field('who')} who={head.who} />
                <EntryActions name={say('policy.head.who')} remove={() => drop(field('who'))} />
              </>
            )}
          </div>
        </More>
      </Part>
    </>
  )
}

function BenefitFields({
  pointer,
  benefit,
}: {
  readonly pointer: string
  readonly benefit: Benefit | undefined
}): ReactNode {
  const say = useSay()
  const { put, drop } = useEditing()
  const fresh: Benefit = { kind: 'data', unit: 'GB', quantity: '1' }
  if (benefit === undefined) return <AddButton label={say('policy.benefit.add')} add={() => put(pointer, fresh)} />
  const field = (name: string) => `${pointer}/${name}`
  return (
    <div className={styles['entry']}>
      <div className={styles['fields']}>
        <Choice
          label={say('policy.benefit')}
          pointer={field('kind')}
          value={benefit.kind}
          words={benefitKinds}
          text={word => say(`policy.benefit.${word}`)}
        />
        <ValueField
          label={say('policy.benefit.quantity')}
          pointer={field('quantity')}
          value={benefit.quantity}
          unit="count"
        />
        <TextField label={say('policy.benefit.unit')} pointer={field('unit')} value={benefit.unit} />
        <ValueField
          optional
          label={say('policy.benefit.validDays')}
          pointer={field('validDays')}
          value={benefit.validDays}
          unit="count"
        />
        <ValueField
          optional
          label={say('policy.benefit.claimDays')}
          pointer={field('claimWithinDays')}
          value={benefit.claimWithinDays}
          unit="count"
        />
        {benefit.times === undefined ? (
          <AddButton label={say('policy.benefit.times.add')} add={() => put(field('times'), newMeasure('blocks'))} />
        ) : (
          <>
            <MeasureFields label={say('policy.each')} pointer={field('times')} measure={benefit.times} />
            <EntryActions name={say('policy.each')} remove={() => drop(field('times'))} />
          </>
        )}
      </div>
      <EntryActions name={say('policy.benefit')} remove={() => drop(pointer)} />
    </div>
  )
}
