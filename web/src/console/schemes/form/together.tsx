import { Checkbox } from '@mantine/core'
import type { Scheme, Stacking } from '@pulih/engine'
import type { ReactNode } from 'react'
import { useLanguage, useSay } from '../../../ui/language.tsx'
import { Card } from '../../../ui/page.tsx'
import type { Operator } from '../document.ts'
import styles from '../schemes.module.css'
import { AmountFields, RoundingMode } from './amount.tsx'
import { useEditing } from './editing.tsx'
import { Choice, More, Several, Texts } from './fields.tsx'
import { ValueField } from './value.tsx'

/** What holds for all grounds: what time is looked at, the least and the most, how sums are rounded. */
export function Together(): ReactNode {
  const say = useSay()
  const { policy, put, drop } = useEditing()
  return (
    <Card title={say('policy.part.together')}>
      <div className={styles['fields']}>
        <Choice
          label={say('policy.per')}
          pointer="/per"
          value={policy.per}
          words={['event', 'billing-period', 'calendar-month']}
          text={word => say(`policy.per.${word}`)}
        />
        <Choice
          label={say('policy.versionBy')}
          pointer="/versionBy"
          value={policy.versionBy}
          words={['onset', 'report', 'period-start', 'each-day']}
          text={word => say(`policy.versionBy.${word}`)}
        />
        {policy.heads.length > 1 && (
          <Choice
            label={say('policy.combine')}
            pointer="/combine"
            value={policy.combine}
            words={['sum', 'greatest']}
            text={word => say(`policy.combine.${word}`)}
          />
        )}
        <RoundingMode pointer="/rounding/mode" mode={policy.rounding.mode} />
        <ValueField
          optional
          label={say('policy.roundTo')}
          pointer="/rounding/to"
          value={policy.rounding.to}
          unit="money"
        />
        <Checkbox
          className={styles['wide'] ?? ''}
          label={say('policy.once')}
          checked={policy.once !== undefined}
          onChange={({ currentTarget }) => (currentTarget.checked ? put('/once', 'per-subscriber') : drop('/once'))}
        />
      </div>
      {(['floor', 'cap'] as const).map(bound => (
        <AmountFields
          key={bound}
          bounded
          label={say(`policy.${bound}`)}
          pointer={`/${bound}`}
          amount={policy[bound]}
          nothing={{ label: say('policy.noLimit'), set: () => drop(`/${bound}`) }}
        />
      ))}
    </Card>
  )
}

/** What happens where another promise or the law grants something for the same. */
export function Meeting({ items }: { readonly items: Operator['items'] }): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const { policy, put } = useEditing()
  const { stacking } = policy
  const others = items.filter(({ id, inUse }) => id !== policy.id && inUse)
  const titles = new Map(others.map(({ id, scheme }) => [id, (scheme as Scheme).title[language]]))
  const first = others.slice(0, 1).map(({ id }) => id)
  const fresh: Readonly<Record<Stacking['rule'], Stacking>> = {
    adds: { rule: 'adds' },
    'on-top': { rule: 'on-top' },
    'greatest-of': { rule: 'greatest-of', group: policy.id, rank: 1 },
    'set-off': { rule: 'set-off', against: first },
    subsidiary: { rule: 'subsidiary', to: first },
  }
  const rules = ['adds', 'on-top', 'greatest-of', 'set-off', 'subsidiary'] as const
  const groups = new Set(
    others.flatMap(({ scheme }) => {
      const met = (scheme as Scheme).stacking
      return met.rule === 'greatest-of' ? [met.group] : []
    }),
  )
  return (
    <Card title={say('policy.part.meeting')}>
      <div className={styles['fields']}>
        <div className={styles['wide']}>
          <Choice
            label={say('policy.stacking')}
            pointer="/stacking/rule"
            value={stacking.rule}
            words={rules}
            text={word => say(`policy.stacking.${word}`)}
            set={word => put('/stacking', fresh[word])}
          />
        </div>
        {stacking.rule === 'greatest-of' && (
          <>
            <Choice
              label={say('policy.group')}
              pointer="/stacking/group"
              value={stacking.group}
              words={[...new Set([stacking.group, policy.id, ...groups])]}
              text={word => titles.get(word) ?? word}
            />
            <Choice
              label={say('policy.rank')}
              pointer="/stacking/rank"
              value={String(stacking.rank)}
              words={['1', '2', '3', '4', '5', '6', '7', '8', '9']}
              text={word => word}
              set={word => put('/stacking/rank', Number(word))}
            />
          </>
        )}
        {stacking.rule === 'set-off' && (
          <Several
            wide
            label={say('policy.stacking.others')}
            pointer="/stacking/against"
            value={stacking.against}
            words={[...new Set([...stacking.against, ...titles.keys()])]}
            text={word => titles.get(word) ?? word}
          />
        )}
        {stacking.rule === 'subsidiary' && (
          <Several
            wide
            label={say('policy.stacking.others')}
            pointer="/stacking/to"
            value={stacking.to}
            words={[...new Set([...stacking.to, ...titles.keys()])]}
            text={word => titles.get(word) ?? word}
          />
        )}
      </div>
    </Card>
  )
}

/** In what form it is paid, until when, and on whose initiative. */
export function SettlementFields(): ReactNode {
  const say = useSay()
  const { policy } = useEditing()
  const { settlement } = policy
  return (
    <Card title={say('policy.part.settlement')}>
      <div className={styles['fields']}>
        <Several
          label={say('policy.forms')}
          pointer="/settlement/forms"
          value={settlement.forms}
          words={['bill-credit', 'money', 'balance', 'validity', 'in-kind']}
          text={word => say(`policy.forms.${word}`)}
        />
        <Choice
          label={say('policy.payOn')}
          pointer="/settlement/payOn"
          value={settlement.payOn}
          words={['same-bill', 'next-bill', 'second-next-bill']}
          text={word => say(`policy.payOn.${word}`)}
          nothing={say('policy.payOn.none')}
        />
        <Period name="claimWithin" period={settlement.claimWithin} froms={['restoration', 'period-end', 'report']} />
        <Period
          name="payWithin"
          period={settlement.payWithin}
          froms={['restoration', 'period-end', 'claim', 'claim-accepted']}
        />
      </div>
      <More label={say('policy.note')}>
        <Texts name="note" pointer="/settlement/note" value={settlement.note} />
      </More>
    </Card>
  )
}

function Period<From extends 'restoration' | 'period-end' | 'report' | 'claim' | 'claim-accepted'>({
  name,
  period,
  froms,
}: {
  readonly name: 'claimWithin' | 'payWithin'
  readonly period: { readonly period: string; readonly from: From } | undefined
  readonly froms: readonly From[]
}): ReactNode {
  const say = useSay()
  const { put } = useEditing()
  const pointer = `/settlement/${name}`
  return (
    <>
      <Choice
        label={say(`policy.${name}`)}
        pointer={pointer}
        value={period?.from}
        words={froms}
        text={word => say(`policy.periodFrom.${word}`)}
        set={from => put(pointer, { period: period?.period ?? 'P30D', from })}
        nothing={say('policy.noPeriod')}
      />
      {period !== undefined && (
        <ValueField
          label={say('policy.limitOf', { name: say(`policy.${name}`) })}
          pointer={`${pointer}/period`}
          value={period.period}
          unit="duration"
        />
      )}
    </>
  )
}
