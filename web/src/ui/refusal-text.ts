import { useEffect, useState } from 'react'
import { useIntl, type IntlShape } from 'react-intl'
import { isRefusal, type Refusal, type RefusedPlace } from '../api/refusal.ts'
import { useFormats, type Formats } from './formats.ts'
import { isMessage, locales, useLanguage } from './language.tsx'

type Values = Readonly<Record<string, string | number>>

/** What a refusal says, in the reader's language where it is known. */
export function useRefusalText(): (reason: unknown) => string {
  const intl = useIntl()
  const words = useWords()
  return reason => {
    if (!isRefusal(reason)) return intl.formatMessage({ id: 'state.failed' })
    const id = `problem.${reason.code}`
    if (isMessage(id, intl.messages)) return intl.formatMessage({ id }, words(reason))
    return reason.detail || intl.formatMessage({ id: 'problem.console.unknown' }, { code: reason.code })
  }
}

/** The values of a refusal as people read them: codes as words, lists as lists, instants, days and decimals as written here. */
export function useWords(): (refusal: Refusal) => Values {
  const intl = useIntl()
  const formats = useFormats()
  const { language } = useLanguage()
  return ({ code, values }) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        inWords(code, name, value, intl, formats, locales[language]),
      ]),
    )
}

/** Values that are codes, and the message that says each in words; where only one refusal means it so, under its own name. */
const coded: Readonly<Record<string, (code: string) => string>> = {
  permission: code => `permission.${code}`,
  scopes: code => `permission.${code}`,
  cause: code => `cause.${code}`,
  external: code => `cause.${code}`,
  adapter: code => `payouts.adapter.${code}`,
  'messaging.not-said fact': code => `messaging.fact.${code}`,
  'messaging.not-said channel': code => `channel.${code}`,
  'messaging.channel-closed channel': code => `channel.${code}`,
  'messaging.bad-contact channel': code => `channel.${code}`,
  'network.wrong-media-for-kind kind': code => `imports.kind.${code}`,
  'network.unknown-kind kinds': code => `imports.kind.${code}`,
}

function inWords(
  refusal: string,
  name: string,
  value: string | number,
  intl: IntlShape,
  formats: Formats,
  locale: string,
): string | number {
  if (typeof value === 'number') return value
  // A message chooses by it, and what a message chooses by holds no hyphens.
  if (name === 'why') return value.replaceAll('-', '_')
  const messageOf = coded[`${refusal} ${name}`] ?? coded[name]
  if (messageOf)
    return intl.formatList(
      value.split(', ').map(code => {
        const id = messageOf(code)
        return isMessage(id, intl.messages) ? intl.formatMessage({ id }) : code
      }),
    )
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) return formats.instant(value)
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formats.day(value)
  return decimalIn(locale, value) ?? value
}

/** An exact decimal with the digits that it has; anything else is null. */
function decimalIn(locale: string, text: string): string | null {
  const [, decimals] = /^-?\d+\.(\d{1,4})$/.exec(text) ?? []
  if (decimals === undefined) return null
  const digits = { minimumFractionDigits: decimals.length, maximumFractionDigits: decimals.length }
  // A text of digits is formatted as it is; as a number it could lose some.
  return new Intl.NumberFormat(locale, digits).format(text as `${number}`)
}

/** Each mistake by its place in the request, in the reader's language. */
export function useMistakes(mistakes: readonly RefusedPlace[]): { readonly place: string; readonly says: string }[] {
  const intl = useIntl()
  const ofRules = useRuleWords(mistakes)
  return mistakes.map(mistake => {
    const id = `mistake.${mistake.code}`
    const place = mistake.pointer.replace(/^\/(query|path)(?=\/)/, '').slice(1)
    const says = isMessage(id, intl.messages)
      ? intl.formatMessage({ id }, mistake.values)
      : (ofRules?.(mistake) ?? mistake.message)
    return { place, says }
  })
}

const ofARule = 'rule.'

/** The engine's own words about schemes and cases travel only where one of its mistakes is shown. */
function useRuleWords(mistakes: readonly RefusedPlace[]): ((mistake: RefusedPlace) => string | null) | null {
  const { language } = useLanguage()
  const isNeeded = mistakes.some(({ code }) => code.startsWith(ofARule))
  const [phrases, setPhrases] = useState<typeof import('@pulih/phrases') | null>(null)
  useEffect(() => {
    let current = true
    if (isNeeded) void import('@pulih/phrases').then(loaded => current && setPhrases(loaded))
    return () => void (current = false)
  }, [isNeeded])
  if (phrases === null) return null
  const words = phrases.wordsFor(language)
  return ({ pointer, code, values }) =>
    code.startsWith(ofARule)
      ? phrases.describeMistake(words, { pointer, code: code.slice(ofARule.length), values })
      : null
}
