import { Rulebook, type HolidayCalendar, type Scheme } from '@pulih/engine'
import type { Language } from '@pulih/kernel'
import { learn } from 'virtual:pulih/learn'
import { loaders } from 'virtual:pulih/rulebooks'
import type { Draft } from './draft.ts'
import { languageFiles } from './languages.ts'
import { teach } from './say.ts'

/** One jurisdiction's rules, as far as the calculator has loaded them. */
export interface Loaded {
  readonly rulebook: Rulebook
  readonly example: Draft
}

interface Part {
  readonly schemes: readonly Scheme[]
  readonly calendars: readonly HolidayCalendar[]
  readonly example: Draft
}

const rulebooks = new Map<string, Promise<Loaded>>()

export function loadRules(jurisdiction: string): Promise<Loaded> {
  let loading = rulebooks.get(jurisdiction)
  if (!loading) {
    loading = fetchRules(jurisdiction)
    rulebooks.set(jurisdiction, loading)
    // A line that broke may be tried again.
    loading.catch(() => rulebooks.delete(jurisdiction))
  }
  return loading
}

async function fetchRules(jurisdiction: string): Promise<Loaded> {
  const load = loaders[jurisdiction]
  if (!load) throw new RangeError(`there are no rules for "${jurisdiction}"`)
  // The build wrote it from a rulebook that it had checked.
  const { schemes, calendars, example } = (await load()).part as Part
  return { rulebook: Rulebook.trusted(schemes, calendars), example }
}

export async function loadLanguage(language: Language): Promise<void> {
  const { messages, phrases } = await languageFiles[language]()
  learn(language, phrases)
  teach(language, messages)
}
