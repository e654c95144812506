import type { Language } from '@pulih/kernel'
import { cli as enCli } from './en/cli.ts'
import { contacts as enContacts } from './en/contacts.ts'
import { explanation as enExplanation } from './en/explanation.ts'
import { mistakes as enMistakes } from './en/mistakes.ts'
import { notices as enNotices } from './en/notices.ts'
import { portal as enPortal } from './en/portal.ts'
import { press as enPress } from './en/press.ts'
import { scheme as enScheme } from './en/scheme.ts'
import { cli as idCli } from './id/cli.ts'
import { contacts as idContacts } from './id/contacts.ts'
import { explanation as idExplanation } from './id/explanation.ts'
import { mistakes as idMistakes } from './id/mistakes.ts'
import { notices as idNotices } from './id/notices.ts'
import { portal as idPortal } from './id/portal.ts'
import { press as idPress } from './id/press.ts'
import { scheme as idScheme } from './id/scheme.ts'
import { cli as plCli } from './pl/cli.ts'
import { contacts as plContacts } from './pl/contacts.ts'
import { explanation as plExplanation } from './pl/explanation.ts'
import { mistakes as plMistakes } from './pl/mistakes.ts'
import { notices as plNotices } from './pl/notices.ts'
import { portal as plPortal } from './pl/portal.ts'
import { press as plPress } from './pl/press.ts'
import { scheme as plScheme } from './pl/scheme.ts'

const english = {
  ...enExplanation,
  ...enScheme,
  ...enMistakes,
  ...enCli,
  ...enPortal,
  ...enNotices,
  ...enContacts,
  ...enPress,
}

export type Key = keyof typeof english

/** Every message in every language, as ICU MessageFormat. */
export const catalogue: Readonly<Record<Language, Readonly<Record<Key, string>>>> = {
  en: english,
  id: { ...idExplanation, ...idScheme, ...idMistakes, ...idCli, ...idPortal, ...idNotices, ...idContacts, ...idPress },
  pl: { ...plExplanation, ...plScheme, ...plMistakes, ...plCli, ...plPortal, ...plNotices, ...plContacts, ...plPress },
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(english, text)
}
