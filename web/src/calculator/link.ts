import { isCurrency, isTimeZone, languages, type Language } from '@pulih/kernel'
import { countryOf } from './countries.ts'
import { draftWords, emptyDraft, most, type Draft, type DraftAppointment, type DraftInterruption } from './draft.ts'

/** What a link carries: the draft, the language it was made in, and whether the answer was on view. */
export interface Linked {
  readonly draft: Draft
  readonly language: Language | null
  readonly isAnswered: boolean
}

export type LinkRefusal = 'too-long' | 'other-version' | 'unknown-part' | 'part-twice' | 'bad-part' | 'too-many'

export type ReadLink = Linked | { readonly refusal: LinkRefusal; readonly part: string } | { readonly refusal: null }

const version = '1'
export const longestLink = 4000

/** Amounts and numbers as somebody typed them may be wrong; they are shown as text and never more than that. */
const typed = /^[\p{L}\p{N} .,:%/'’-]{0,24}$/u
const clock = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?~?)?$/
const date = /^(?:\d{4}-\d\d-\d\d)?$/
const name = /^[a-z0-9][a-z0-9./-]{0,59}$/i

/** The draft as the part of an address that no browser sends anywhere. */
export function writeLink({ draft, language, isAnswered }: Linked): string {
  const parts = new URLSearchParams({ v: version })
  const put = (key: string, value: string, usual = '') => {
    if (value !== usual) parts.append(key, value)
  }
  // What was typed may be anything; a link that we could not read ourselves leaves it out.
  const asTyped = (value: string) => (typed.test(value) ? value : '')
  put('lang', language ?? '')
  put('answer', isAnswered ? '1' : '')
  put('country', draft.jurisdiction)
  put('kind', draft.kind, emptyDraft.kind)
  put('who', draft.subscriber, emptyDraft.subscriber)
  put('pays', draft.payment, emptyDraft.payment)
  put('region', draft.region)
  put('place', draft.remoteness)
  put('zone', draft.timeZone)
  put('currency', draft.currency)
  put('fee', asTyped(draft.fee))
  put('list-fee', asTyped(draft.listFee))
  draft.bills.forEach(bill => parts.append('bill', asTyped(bill)))
  put('cycle', draft.cycleDay, emptyDraft.cycleDay)
  put('month', draft.month)
  draft.interruptions.forEach(each =>
    parts.append(
      'out',
      interruptionFields
        .map(field => asTyped(each[field].replace('~', '')) && each[field])
        .join('_')
        .replace(/_+$/, ''),
    ),
  )
  draft.reports.forEach(at => parts.append('report', at))
  draft.appointments.forEach(({ at, outcome }) => parts.append('visit', `${at}_${outcome}`))
  if (draft.activation) parts.append('start', `${draft.activation.promised}_${draft.activation.actual}`)
  put('designated', draft.designated ? '1' : '')
  draft.signatoryOf.forEach(code => parts.append('code', code))
  Object.entries(draft.settings).forEach(([key, value]) => put('set', `${key}_${asTyped(value)}`))
  if (draft.schemes) (draft.schemes.length === 0 ? [''] : draft.schemes).forEach(id => parts.append('rule', id))
  // The signs that a fragment may hold as they are; a link is also read by people.
  return parts.toString().replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%7E', '~')
}

const interruptionFields = [
  'from',
  'to',
  'extent',
  'cause',
  'delivered',
  'planned',
  'noticeHours',
  'knownAt',
  'subscribersHit',
  'sitesHit',
] as const satisfies readonly (keyof DraftInterruption)[]

const single = [
  ...[
    'v',
    'lang',
    'answer',
    'country',
    'kind',
    'who',
    'pays',
    'region',
    'place',
    'zone',
    'currency',
    'fee',
    'list-fee',
  ],
  ...['cycle', 'month', 'start', 'designated'],
]
const several: Readonly<Record<string, number>> = {
  bill: most.bills,
  out: most.interruptions,
  report: most.reports,
  visit: most.appointments,
  code: most.codes,
  set: most.settings,
  rule: most.schemes,
}

class Refused extends Error {
  readonly refusal: LinkRefusal
  readonly part: string

  constructor(refusal: LinkRefusal, part: string) {
    super(`${refusal}: ${part}`)
    this.refusal = refusal
    this.part = part
  }
}

/** Reads a link that anyone may have written: each part is known, whole and within its bounds, or the link is refused. */
export function readLink(fragment: string): ReadLink {
  const text = fragment.replace(/^#/, '')
  if (text === '') return { refusal: null }
  if (text.length > longestLink) return { refusal: 'too-long', part: '' }
  try {
    return linkedFrom(new URLSearchParams(text))
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal, part: error.part }
    throw error
  }
}

function linkedFrom(parts: URLSearchParams): Linked {
  if (parts.get('v') !== version) throw new Refused('other-version', '')
  for (const key of new Set(parts.keys())) {
    const count = parts.getAll(key).length
    // What is not known may be long and strange: it is not repeated.
    if (!single.includes(key) && !Object.hasOwn(several, key)) throw new Refused('unknown-part', '')
    if (single.includes(key) && count > 1) throw new Refused('part-twice', key)
    if (count > (several[key] ?? 1)) throw new Refused('too-many', key)
  }
  const one = (key: string, is: (text: string) => boolean, usual = '') => {
    const text = parts.get(key)
    if (text === null) return usual
    if (!is(text)) throw new Refused('bad-part', key)
    return text
  }
  const matching = (pattern: RegExp) => (text: string) => pattern.test(text)
  const word = <Word extends string>(key: string, words: readonly Word[], usual: Word): Word => {
    const text = parts.get(key)
    return text === null ? usual : wordOf(key, text, words)
  }
  const language = parts.get('lang')
  const rules = all(parts, 'rule', text => text === '' || name.test(text))
  return {
    language: language === null ? null : wordOf('lang', language, languages),
    isAnswered: one('answer', matching(/^1$/)) === '1',
    draft: {
      jurisdiction: one('country', text => countryOf(text) !== undefined),
      kind: word('kind', draftWords.kind, emptyDraft.kind),
      subscriber: word('who', draftWords.subscriber, emptyDraft.subscriber),
      payment: word('pays', draftWords.payment, emptyDraft.payment),
      region: one('region', matching(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)),
      remoteness: word('place', draftWords.remoteness, ''),
      timeZone: one('zone', text => text.length <= 40 && isTimeZone(text)),
      currency: one('currency', isCurrency),
      fee: one('fee', matching(typed)),
      listFee: one('list-fee', matching(typed)),
      bills: all(parts, 'bill', matching(typed)),
      cycleDay: one('cycle', matching(/^(?:|[1-9]|1\d|2[0-8])$/), emptyDraft.cycleDay),
      month: one('month', matching(/^2[01]\d\d-(?:0[1-9]|1[0-2])$/)),
      interruptions: parts.getAll('out').map(readInterruption),
      reports: all(parts, 'report', matching(clock)),
      appointments: parts.getAll('visit').map(readAppointment),
      activation: readActivation(parts.get('start')),
      designated: one('designated', matching(/^1$/)) === '1',
      signatoryOf: all(parts, 'code', matching(name)),
      settings: readSettings(parts.getAll('set')),
      schemes: rules.length === 0 ? null : rules.filter(id => id !== ''),
    },
  }
}

function all(parts: URLSearchParams, key: string, is: (text: string) => boolean): readonly string[] {
  return parts.getAll(key).map(text => {
    if (!is(text)) throw new Refused('bad-part', key)
    return text
  })
}

function wordOf<Word extends string>(key: string, text: string, words: readonly Word[]): Word {
  const found = words.find(word => word === text)
  if (found === undefined) throw new Refused('bad-part', key)
  return found
}

function readInterruption(text: string): DraftInterruption {
  const fields = text.split('_')
  if (fields.length > interruptionFields.length) throw new Refused('bad-part', 'out')
  const field = (index: number, pattern: RegExp) => {
    const value = fields[index] ?? ''
    if (!pattern.test(value)) throw new Refused('bad-part', 'out')
    return value
  }
  return {
    from: field(0, clock),
    to: field(1, clock),
    extent: wordOf('out', fields[2] ?? '', draftWords.extent),
    cause: wordOf('out', fields[3] ?? '', draftWords.cause),
    delivered: field(4, typed),
    planned: wordOf('out', fields[5] ?? '', draftWords.planned),
    noticeHours: field(6, typed),
    knownAt: field(7, clock),
    subscribersHit: field(8, typed),
    sitesHit: field(9, typed),
  }
}

function readAppointment(text: string): DraftAppointment {
  const [at = '', outcome = '', ...more] = text.split('_')
  if (!clock.test(at) || more.length > 0) throw new Refused('bad-part', 'visit')
  return { at, outcome: wordOf('visit', outcome, draftWords.outcome) }
}

function readActivation(text: string | null): Draft['activation'] {
  if (text === null) return null
  const [promised = '', actual = '', ...more] = text.split('_')
  if (!date.test(promised) || !date.test(actual) || more.length > 0) throw new Refused('bad-part', 'start')
  return { promised, actual }
}

function readSettings(texts: readonly string[]): Record<string, string> {
  const entries = texts.map(text => {
    const [key = '', value = '', ...more] = text.split('_')
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(key) || !typed.test(value) || more.length > 0)
      throw new Refused('bad-part', 'set')
    return [key, value] as const
  })
  if (new Set(entries.map(([key]) => key)).size < entries.length) throw new Refused('part-twice', 'set')
  return Object.fromEntries(entries)
}
