import { baseWords, thresholdKind, type Amount, type StepRow, type TierRow } from '@pulih/engine'
import { roundingModes } from '@pulih/kernel'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { unnamed } from '../document.ts'
import styles from '../schemes.module.css'
import { useEditing, useMistake } from './editing.tsx'
import { AddButton, Choice, EntryActions } from './fields.tsx'
import { MeasureFields } from './measure.tsx'
import { amountAs, amounts, boundAbove, measuredBy, nameOf, unmeasured, type AmountName } from './shapes.ts'
import { ValueField } from './value.tsx'

interface Place<Of> {
  readonly label: string
  readonly pointer: string
  readonly amount: Of
  /** A floor or a cap: nothing that was measured may stand in it. */
  readonly bounded?: boolean
}

/** An amount, which may hold others: a share of the fee for each hour, at most the fee. */
export function AmountFields({
  label,
  pointer,
  amount,
  bounded = false,
  nothing,
}: Omit<Place<Amount | null | undefined>, 'amount'> & {
  readonly amount: Amount | null | undefined
  /** What it is called that there is none, where that may be. */
  readonly nothing?: { readonly label: string; readonly set: () => void }
}): ReactNode {
  const say = useSay()
  const { policy, put } = useEditing()
  const words: readonly (AmountName | 'none')[] = [
    ...(nothing === undefined ? [] : ['none' as const]),
    ...(bounded ? unmeasured : amounts),
  ]
  return (
    <div className={styles['nested']}>
      <div className={styles['fields']}>
        <Choice
          label={label}
          pointer={pointer}
          value={amount === null || amount === undefined ? 'none' : nameOf(amount)}
          words={words}
          text={word => (word === 'none' ? (nothing?.label ?? '') : say(`policy.amount.${word}`))}
          set={word =>
            word === 'none' ? nothing?.set() : put(pointer, amountAs(word, unnamed(amount ?? null, policy)))
          }
        />
        {amount !== null && amount !== undefined && (
          <Leaf label={label} pointer={pointer} amount={amount} bounded={bounded} />
        )}
      </div>
      {amount !== null && amount !== undefined && (
        <Inner label={label} pointer={pointer} amount={amount} bounded={bounded} />
      )}
    </div>
  )
}

/** What an amount says of itself. */
function Leaf({ pointer, amount }: Place<Amount>): ReactNode {
  const say = useSay()
  const field = (name: string) => `${pointer}/${name}`
  if ('money' in amount)
    return <ValueField label={say('policy.sum')} pointer={field('money')} value={amount.money} unit="money" />
  if ('share' in amount)
    return (
      <>
        <ValueField label={say('policy.share')} pointer={field('share')} value={amount.share} unit="fraction" />
        <Choice
          label={say('policy.of')}
          pointer={field('of')}
          value={amount.of}
          words={baseWords}
          text={word => say(`policy.base.${known(word)}`)}
        />
      </>
    )
  if ('times' in amount)
    return <MeasureFields label={say('policy.each')} pointer={field('times')} measure={amount.times} />
  if ('by' in amount)
    return <ValueField label={say('policy.factor')} pointer={field('by')} value={amount.by} unit="fraction" />
  if ('dividedBy' in amount)
    return (
      <ValueField label={say('policy.divisor')} pointer={field('dividedBy')} value={amount.dividedBy} unit="fraction" />
    )
  if ('rounded' in amount)
    return (
      <>
        <RoundingMode pointer={field('mode')} mode={amount.mode} />
        <ValueField optional label={say('policy.roundTo')} pointer={field('to')} value={amount.to} unit="money" />
      </>
    )
  if ('steps' in amount)
    return <MeasureFields label={say('policy.stepsOf')} pointer={field('steps')} measure={amount.steps} />
  return null
}

const bases = [
  'monthly-fee',
  'fee-before-discount',
  'previous-bill',
  'bills-average-3',
  'bills-sum-3',
  'top-ups-sum-3',
] as const

function known(base: string): (typeof bases)[number] {
  return bases.find(each => each === base) ?? 'monthly-fee'
}

export function RoundingMode({
  pointer,
  mode,
}: {
  readonly pointer: string
  readonly mode: (typeof roundingModes)[number]
}): ReactNode {
  const say = useSay()
  return (
    <Choice
      label={say('policy.rounding')}
      pointer={pointer}
      value={mode}
      words={roundingModes}
      text={word => say(`policy.rounding.${word}`)}
    />
  )
}

/** The amounts that it is made of. */
function Inner({ pointer, amount, bounded = false }: Place<Amount>): ReactNode {
  const say = useSay()
  const inner = say('policy.inner')
  if ('pay' in amount)
    return <AmountFields label={inner} pointer={`${pointer}/pay`} amount={amount.pay} bounded={bounded} />
  if ('rounded' in amount)
    return <AmountFields label={inner} pointer={`${pointer}/rounded`} amount={amount.rounded} bounded={bounded} />
  if ('tiers' in amount) return <Tiers pointer={pointer} amount={amount} />
  if ('steps' in amount) return <Steps pointer={pointer} rows={amount.rows} />
  if ('sum' in amount) return <Several pointer={`${pointer}/sum`} parts={amount.sum} bounded={bounded} least={1} />
  if ('greatest' in amount)
    return <Several pointer={`${pointer}/greatest`} parts={amount.greatest} bounded={bounded} least={2} />
  if ('least' in amount)
    return <Several pointer={`${pointer}/least`} parts={amount.least} bounded={bounded} least={2} />
  return null
}

function Several({
  pointer,
  parts,
  bounded,
  least,
}: {
  readonly pointer: string
  readonly parts: readonly Amount[]
  readonly bounded: boolean
  readonly least: number
}): ReactNode {
  const say = useSay()
  const { put, drop, move } = useEditing()
  return (
    <>
      {parts.map((part, index) => {
        const here = `${pointer}/${index}`
        const name = say('policy.numbered', { name: say('policy.inner'), number: index + 1 })
        return (
          <div key={here} className={styles['entry']}>
            <AmountFields label={name} pointer={here} amount={part} bounded={bounded} />
            <EntryActions
              name={name}
              up={index === 0 ? null : () => move(here, -1)}
              down={index === parts.length - 1 ? null : () => move(here, 1)}
              remove={parts.length <= least ? null : () => drop(here)}
            />
          </div>
        )
      })}
      <AddButton label={say('policy.inner.add')} add={() => put(pointer, [...parts, { money: '10' }])} />
    </>
  )
}

/** A table of lower bounds and what is paid from each on. Bounds have to ascend, so that moving a row moves what it pays. */
function Tiers({
  pointer,
  amount,
}: {
  readonly pointer: string
  readonly amount: Extract<Amount, { readonly tiers: unknown }>
}): ReactNode {
  const say = useSay()
  const { policy, put, drop } = useEditing()
  const mistake = useMistake(`${pointer}/rows`)
  const { tiers, rows } = amount
  const unit = thresholdKind(tiers)
  const swap = (index: number, by: -1 | 1): void => {
    const [one, other] = [rows[index], rows[index + by]]
    if (!one || !other) return
    put(
      `${pointer}/rows`,
      rows.map(row =>
        row === one ? { ...one, pays: other.pays } : row === other ? { ...other, pays: one.pays } : row,
      ),
    )
  }
  const add = (): void => {
    const last = rows.at(-1)
    const bound = last === undefined ? 'PT6H' : boundOf(last)
    const plain = policy.parameters[bound.slice(1)]?.values.at(-1)?.value ?? bound
    const pays = unnamed(last?.pays ?? { money: '10' }, policy)
    put(`${pointer}/rows`, [...rows, { atLeast: boundAbove(plain, unit), pays }])
  }
  return (
    <>
      <div className={styles['fields']}>
        <MeasureFields
          label={say('policy.tiersOf')}
          pointer={`${pointer}/tiers`}
          measure={tiers}
          set={next => put(pointer, { tiers: next, rows: measuredBy(rows, tiers, next) })}
        />
      </div>
      <ol className={styles['rows']} aria-label={say('policy.amount.tiers')}>
        {rows.map((row, index) => {
          const here = `${pointer}/rows/${index}`
          const is = 'above' in row ? 'above' : 'atLeast'
          const name = say('policy.numbered', { name: say('policy.row'), number: index + 1 })
          return (
            <li key={here} className={styles['entry']}>
              <div>
                <div className={styles['fields']}>
                  <Choice
                    label={say('policy.row.is', { number: index + 1 })}
                    pointer={here}
                    value={is}
                    words={['atLeast', 'above']}
                    text={word => say(`policy.is.${word}`)}
                    set={word => put(here, { [word]: boundOf(row), pays: row.pays })}
                  />
                  <ValueField
                    label={say('policy.row.bound')}
                    pointer={`${here}/${is}`}
                    value={boundOf(row)}
                    unit={unit}
                  />
                </div>
                <AmountFields label={say('policy.row.pays')} pointer={`${here}/pays`} amount={row.pays} />
              </div>
              <EntryActions
                name={name}
                up={index === 0 ? null : () => swap(index, -1)}
                down={index === rows.length - 1 ? null : () => swap(index, 1)}
                remove={rows.length < 2 ? null : () => drop(here)}
              />
            </li>
          )
        })}
      </ol>
      {mistake !== null && <p className={styles['wrong']}>{mistake}</p>}
      <AddButton label={say('policy.row.add')} add={add} />
    </>
  )
}

function boundOf(row: TierRow): string {
  return 'above' in row ? row.above : row.atLeast
}

/** So many units at one amount, the next ones at another, the rest at a third. */
function Steps({ pointer, rows }: { readonly pointer: string; readonly rows: readonly StepRow[] }): ReactNode {
  const say = useSay()
  const { policy, put, drop, move } = useEditing()
  const lastNumbered = rows.length - 2
  const add = (): void => {
    const rest = rows.at(-1)
    const before = rows.slice(0, -1)
    if (rest) put(`${pointer}/rows`, [...before, { first: '5', each: unnamed(rest.each, policy) }, rest])
  }
  return (
    <>
      <ol className={styles['rows']} aria-label={say('policy.amount.steps')}>
        {rows.map((row, index) => {
          const here = `${pointer}/rows/${index}`
          const name = say('policy.numbered', { name: say('policy.step'), number: index + 1 })
          return (
            <li key={here} className={styles['entry']}>
              <div>
                {'first' in row ? (
                  <ValueField
                    label={say(index === 0 ? 'policy.step.first' : 'policy.step.next')}
                    pointer={`${here}/first`}
                    value={row.first}
                    unit="count"
                  />
                ) : (
                  <p className={styles['rest']}>{say('policy.step.rest')}</p>
                )}
                <AmountFields label={say('policy.step.each')} pointer={`${here}/each`} amount={row.each} />
              </div>
              {'first' in row && (
                <EntryActions
                  name={name}
                  up={index === 0 ? null : () => move(here, -1)}
                  down={index >= lastNumbered ? null : () => move(here, 1)}
                  remove={rows.length < 3 ? null : () => drop(here)}
                />
              )}
            </li>
          )
        })}
      </ol>
      <AddButton label={say('policy.step.add')} add={add} />
    </>
  )
}
