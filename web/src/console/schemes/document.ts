import type { Scheme } from '@pulih/engine'
import type { ReplyTo } from '../../api/ask.ts'

export type Operator = Pick<ReplyTo<'listSchemes'>, 'jurisdiction' | 'currency' | 'items'>

export const idPattern = 'policy/[a-z0-9][a-z0-9.\\-]*'

/** An example becomes a policy of this operator: in his country and his currency. */
export function startWith(scheme: Scheme, { jurisdiction, currency }: Operator): Scheme {
  return { ...scheme, jurisdiction, currency: scheme.currency === null ? null : currency }
}

/** Changes to a policy's document, each giving a new one. */
export const changed = {
  value(policy: Scheme, name: string, value: string): Scheme {
    const parameter = policy.parameters[name]
    const last = parameter?.values?.at(-1)
    if (!parameter || !last) return policy
    const values = [...(parameter.values ?? []).slice(0, -1), { ...last, value }]
    return { ...policy, parameters: { ...policy.parameters, [name]: { ...parameter, values } } }
  },

  /** Its first values hold from the day on which it does. */
  from(policy: Scheme, from: string): Scheme {
    if (from === '') return policy
    const parameters = Object.fromEntries(
      Object.entries(policy.parameters).map(([name, parameter]) => [
        name,
        {
          ...parameter,
          values: (parameter.values ?? []).map((each, index) => (index === 0 ? { ...each, from } : each)),
        },
      ]),
    )
    return { ...policy, inForce: { ...policy.inForce, from }, parameters }
  },

  cite(policy: Scheme, cite: string): Scheme {
    const [first, ...others] = policy.sources
    return first ? { ...policy, sources: [{ ...first, cite }, ...others] } : policy
  },
}
