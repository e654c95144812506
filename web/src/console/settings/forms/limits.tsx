import { Select, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { languages, useSay, type Language } from '../../../ui/language.tsx'
import { orNone, RowsField, TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

const kinds = ['internet', 'voice', 'mobile', 'tv', 'hosting', 'leased-line', 'electricity'] as const

interface Limit {
  readonly kind: (typeof kinds)[number]
  readonly plan: string | null
  readonly says: Readonly<Record<Language, string>>
}

const fresh: Limit = { kind: 'internet', plan: null, says: { en: '', id: '', pl: '' } }

/** What subscribers are told of their services before they complain, in each language. */
export function LimitsForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  return (
    <RowsField
      label={say('limits.rows')}
      rows={value as readonly Limit[]}
      fresh={fresh}
      change={change}
      row={({ kind, plan, says }, put) => (
        <>
          <Select
            label={say('network.services.kind')}
            value={kind}
            allowDeselect={false}
            onChange={next => put({ kind: kinds.find(each => each === next) ?? kind })}
            data={kinds.map(each => ({ value: each, label: say(`kind.${each}`) }))}
          />
          <TextField
            label={say('customer.terms.plan')}
            hint={say('limits.planHint')}
            value={plan}
            change={next => put({ plan: orNone(next) })}
          />
          {(Object.keys(languages) as Language[]).map(language => (
            <Textarea
              key={language}
              label={languages[language]}
              lang={language}
              value={says[language]}
              onChange={({ currentTarget }) => put({ says: { ...says, [language]: currentTarget.value } })}
              maxLength={500}
              required
              withAsterisk={false}
              w="100%"
            />
          ))}
        </>
      )}
    />
  )
}
