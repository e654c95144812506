import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { InvalidInput } from '@pulih/kernel'
import type { Rulebook, Scheme } from '@pulih/engine'
import { requestOf, type AssessOptions } from '../assess/index.ts'
import { chooseSchemes, readPolicies, type SchemeChoice } from '../assess/choose-schemes.ts'
import { Failure } from '../failure.ts'

export interface SimulateOptions extends Omit<AssessOptions, 'only'> {
  /** The folder for the results. */
  readonly out: string
  /** Policies are tried without the law; the law alone stays the first scenario. */
  readonly alone?: boolean
}

/** One assessment of the comparison: the law alone, or one policy file. */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly schemes: readonly Scheme[]
  readonly options: AssessOptions
}

interface PolicyFile {
  readonly file: string
  readonly policies: readonly Scheme[]
}

/** What is compared: the law, if one is named, then each policy file on top of it. Nothing has been written yet when this refuses. */
export function scenariosOf(
  options: SimulateOptions,
  rulebook: Rulebook,
): { readonly scenarios: readonly Scenario[]; readonly notes: readonly string[] } {
  const { alone, out: _out, force: _force, ...shared } = options
  const files = readAll(options.policy ?? [], rulebook)
  const hasLaw = options.jurisdiction !== undefined || options.schemes !== undefined
  const { law, leftOut } = hasLaw ? lawOf(shared, rulebook) : { law: [], leftOut: [] }
  const chosen = [
    ...(hasLaw ? [{ id: 'law', title: 'The law alone', schemes: law, policy: [] as string[], withLaw: true }] : []),
    ...files.map(({ file, policies }) => ({
      ...nameOf(file, policies),
      schemes: alone ? policies : [...law, ...policies],
      policy: [file],
      withLaw: !alone,
    })),
  ]
  const repeated = chosen.find((scenario, index) => chosen.findIndex(other => other.id === scenario.id) !== index)
  if (repeated) throw new Failure(`The policy ${repeated.id} is given twice; give the other version an id of its own.`)

  const settings = settingsBySchemes(
    options.set ?? [],
    chosen.map(({ schemes }) => schemes),
  )
  const { jurisdiction, schemes: _schemes, set: _set, ...rest } = shared
  const lawful = { ...(jurisdiction === undefined ? {} : { jurisdiction }), schemes: law.map(({ id }) => id).join(',') }
  // A policy without the law still lives in the law's country.
  const home = hasLaw ? requestOf({ ...rest, ...lawful, policy: [], out: 'credits.csv' }, rulebook) : null
  const scenarios = chosen.map(({ id, title, schemes, policy, withLaw }, index): Scenario => {
    const own = {
      ...rest,
      ...(withLaw ? lawful : {}),
      policy,
      set: settings[index] ?? [],
      only: 'owed' as const,
      out: 'credits.csv',
    }
    return { id, title, schemes, options: home ? { ...own, currency: home.currency, timeZone: home.timeZone } : own }
  })
  checkAlike(scenarios, rulebook)
  return {
    scenarios,
    notes: leftOut.map(
      ({ id }) =>
        `${id} is goodwill, which no law asks for, and is not in any scenario; name it with --schemes to have it there`,
    ),
  }
}

/** What nobody has to decide on: the schemes that are named, or all of the jurisdiction but its goodwill, which is a policy too. */
function lawOf(choice: SchemeChoice, rulebook: Rulebook): { law: readonly Scheme[]; leftOut: readonly Scheme[] } {
  const schemes = chooseSchemes({ ...choice, policy: [] }, rulebook)
  const leftOut = choice.schemes === undefined ? schemes.filter(({ status }) => status === 'goodwill') : []
  const law = schemes.filter(scheme => !leftOut.includes(scheme))
  if (law.length === 0)
    throw new Failure(
      `Everything that is known for ${choice.jurisdiction} is goodwill; name what to compare with (--schemes), or leave the jurisdiction out.`,
    )
  return { law, leftOut }
}

/** Reads all policy files, so that the mistakes of all of them are seen at once. */
function readAll(files: readonly string[], rulebook: Rulebook): PolicyFile[] {
  if (files.length === 0)
    throw new Failure(
      'Which policies? Name at least one file (--policy policy.json); with --jurisdiction the law alone is compared with it.',
    )
  const refusals: InvalidInput[] = []
  const read = files.map((file): PolicyFile => {
    try {
      return { file, policies: readPolicies(file, rulebook) }
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      refusals.push(error)
      return { file, policies: [] }
    }
  })
  const [first, ...more] = refusals
  if (first && more.length === 0) throw first
  if (first)
    throw new InvalidInput(
      refusals.map(({ input }) => input).join(', '),
      refusals.flatMap(({ input, mistakes }) =>
        mistakes.map(mistake => ({ ...mistake, pointer: `${input}#${mistake.pointer}` })),
      ),
    )

  const empty = read.find(({ policies }) => policies.length === 0)
  if (empty) throw new Failure(`${empty.file} holds no policy.`)
  const known = new Map<string, Scheme>()
  for (const policy of read.flatMap(({ policies }) => policies)) {
    const other = known.get(policy.id)
    if (other && !isDeepStrictEqual(other, policy))
      throw new Failure(`Two different policies are called ${policy.id}; give one of them an id of its own.`)
    known.set(policy.id, policy)
  }
  return read
}

/** A file with one policy is named by it; a package of several by its file. */
function nameOf(file: string, policies: readonly Scheme[]): { id: string; title: string } {
  const [first, ...more] = policies
  if (first && more.length === 0) return { id: first.id, title: first.title.en }
  return { id: basename(file, '.json'), title: policies.map(policy => policy.title.en).join(' + ') }
}

/** Hands every setting to the scenarios that have such a parameter; one that none has is a mistake. */
function settingsBySchemes(settings: readonly string[], schemes: readonly (readonly Scheme[])[]): string[][] {
  const known = schemes.map(
    list =>
      new Set(
        list.flatMap(scheme =>
          Object.entries(scheme.parameters).flatMap(([name, { setBy }]) =>
            setBy === 'operator' ? [name, `${scheme.id}:${name}`] : [],
          ),
        ),
      ),
  )
  const nameOfSetting = (setting: string) => setting.split('=', 1)[0] ?? ''
  const unknown = settings.find(
    setting => !setting.includes('=') || !known.some(names => names.has(nameOfSetting(setting))),
  )
  if (unknown !== undefined) {
    const all = [...new Set(known.flatMap(names => [...names]))].join(', ') || 'none'
    throw new Failure(`"${unknown}" sets nothing; write --set name=value with one of these names: ${all}.`)
  }
  return known.map(names => settings.filter(setting => names.has(nameOfSetting(setting))))
}

/** Costs in two currencies cannot be compared. */
function checkAlike(scenarios: readonly Scenario[], rulebook: Rulebook): void {
  const currencies = new Map(scenarios.map(({ id, options }) => [requestOf(options, rulebook).currency, id]))
  if (currencies.size > 1)
    throw new Failure(
      `These policies pay in different currencies: ${[...currencies].map(([currency, id]) => `${id} in ${currency}`).join(', ')}.`,
    )
}
