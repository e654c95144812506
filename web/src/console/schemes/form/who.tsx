import { payments, remotenesses, serviceKinds, subscriberTypes, type Who } from '@pulih/engine'
import { TagsInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import styles from '../schemes.module.css'
import { useEditing } from './editing.tsx'
import { More, Several } from './fields.tsx'

/** Whose services it is about. */
export function WhoFields({ pointer, who }: { readonly pointer: string; readonly who: Who }): ReactNode {
  const say = useSay()
  const { put, drop } = useEditing()
  const field = (name: string) => `${pointer}/${name}`
  return (
    <>
      <div className={styles['fields']}>
        <Several
          wide
          label={say('outage.kinds')}
          pointer={field('services')}
          value={who.services}
          words={serviceKinds}
          text={word => say(`kind.${word}`)}
          nothing={say('run.everyKind')}
        />
        <Several
          label={say('why.customer')}
          pointer={field('subscribers')}
          value={who.subscribers}
          words={subscriberTypes}
          text={word => say(`customer.${word}`)}
          nothing={say('run.everyKind')}
        />
        <Several
          label={say('policy.payment')}
          pointer={field('payment')}
          value={who.payment}
          words={payments}
          text={word => say(`customer.payment.${word}`)}
          nothing={say('run.everyKind')}
        />
      </div>
      <More label={say('policy.more')}>
        <TagsInput
          label={say('policy.regions')}
          description={say('policy.regions.hint')}
          value={[...(who.regions ?? [])]}
          onChange={next => (next.length === 0 ? drop(field('regions')) : put(field('regions'), next))}
        />
        <Several
          label={say('policy.remoteness')}
          pointer={field('remoteness')}
          value={who.remoteness}
          words={remotenesses}
          text={word => say(`policy.remoteness.${word}`)}
          nothing={say('run.everyKind')}
        />
      </More>
    </>
  )
}
