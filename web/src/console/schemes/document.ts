import { policyOf, versionOf, type Scheme } from '@pulih/engine'
import type { ReplyTo } from '../../api/ask.ts'
import { withTexts } from './form/tree.ts'

export type Operator = Pick<ReplyTo<'listSchemes'>, 'jurisdiction' | 'currency' | 'items'>

export const idPattern = 'policy/[a-z0-9][a-z0-9.\\-]*'

/** An example, or a copy of any scheme, becomes a policy of this operator: in his country and his currency, under an id of its own. */
export function startWith(scheme: Scheme, { jurisdiction, currency, items }: Operator): Scheme {
  const { statusNote: _, openQuestions: __, ...kept } = scheme
  return {
    ...kept,
    id: freeId(scheme.id, items),
    status: scheme.status === 'goodwill' ? 'goodwill' : 'contract',
    jurisdiction,
    currency: scheme.currency === null ? null : currency,
    inForce: { from: scheme.inForce.from, to: null },
  }
}

/** A copy is no version: its name says so, and never ends like the name of one. */
function freeId(id: string, items: Operator['items']): string {
  const wanted = id.startsWith('policy/') ? policyOf(id) : `policy/${id.slice(id.indexOf('/') + 1)}`
  // The number of a law's section is no number of a version.
  const name = policyOf(wanted) === wanted ? wanted : wanted.replace(/\.(\d+)$/, '-$1')
  const taken = new Set(items.map(item => policyOf(item.id)))
  for (let number = 0; ; number++) {
    const free = number === 0 ? name : number === 1 ? `${name}-copy` : `${name}-copy-${number}`
    if (!taken.has(free)) return free
  }
}

/** `policy/month` is followed by `policy/month.2`. */
export function nextId(id: string, items: readonly { readonly id: string }[]): string {
  const policy = policyOf(id)
  const numbers = items.filter(item => policyOf(item.id) === policy).map(item => versionOf(item.id))
  return `${policy}.${Math.max(1, ...numbers) + 1}`
}

/**
 * What holds from a day on takes the place of what held before: the old version ends on that day, the new one begins and ends when
 * the old one was to end, and whoever named the old one in how several promises meet names both.
 */
export function succeeded(policies: readonly Scheme[], old: Scheme, policy: Scheme, from: string): readonly Scheme[] {
  const id = nextId(old.id, policies)
  const { to } = old.inForce
  // One that had ended before stays ended.
  const ended: Scheme = { ...old, inForce: { ...old.inForce, to: to !== null && to < from ? to : from } }
  const begun = startingOn({ ...policy, id, inForce: { from, to: policy.inForce.to } }, from)
  const names = (list: readonly string[]) => (list.includes(old.id) ? [...list, id] : list)
  const others = policies
    .filter(other => other.id !== old.id)
    .map(other => ({ ...other, stacking: withNames(other.stacking, names) }))
  return [...others, ended, begun]
}

function withNames(
  stacking: Scheme['stacking'],
  names: (list: readonly string[]) => readonly string[],
): Scheme['stacking'] {
  if (stacking.rule === 'set-off') return { ...stacking, against: names(stacking.against) }
  return stacking.rule === 'subsidiary' ? { ...stacking, to: names(stacking.to) } : stacking
}

/** With the values of its last days, from this day. */
function startingOn(policy: Scheme, from: string): Scheme {
  return withValues(policy, values => values.slice(-1).map(({ to: _, ...last }) => ({ ...last, from })))
}

/** As if it had always been there: what it would have cost is asked of outages that are over. */
export function asIfAlways(policy: Scheme): Scheme {
  return startingOn({ ...policy, inForce: { from: '2000-01-01', to: null } }, '2000-01-01')
}

/** Its first values hold from the day on which it does. */
export function beginning(policy: Scheme, from: string): Scheme {
  if (from === '') return policy
  const dated = withValues(policy, values => values.map((each, index) => (index === 0 ? { ...each, from } : each)))
  return { ...dated, inForce: { ...policy.inForce, from } }
}

type Values = Scheme['parameters'][string]['values']

function withValues(policy: Scheme, change: (values: Values) => Values): Scheme {
  const parameters = Object.fromEntries(
    Object.entries(policy.parameters).map(([name, parameter]) => [
      name,
      { ...parameter, values: change(parameter.values) },
    ]),
  )
  return { ...policy, parameters }
}

/** A named value goes with the last place that named it. */
export function withoutUnused(policy: Scheme): Scheme {
  const { parameters, title: _, sources: __, ...rest } = policy
  const text = JSON.stringify(rest)
  const used = Object.entries(parameters).filter(([name]) => text.includes(`"$${name}"`))
  return used.length === Object.keys(parameters).length ? policy : { ...policy, parameters: Object.fromEntries(used) }
}

/** With the values themselves in place of their names: a copy must not change with what it was copied from. */
export function unnamed<Value>(value: Value, { parameters }: Scheme): Value {
  return withTexts(value, text =>
    text.startsWith('$') ? (parameters[text.slice(1)]?.values.at(-1)?.value ?? text) : text,
  )
}
