import { compare, noCurrency, parseDuration, parseMinor, parseRatio, ratio, type Mistake } from '@pulih/kernel'
import { thresholdKind } from './compile.ts'
import { setAt, underFigure } from './figures.ts'
import { isObject, mistakesOf } from './grammar.ts'
import type { HolidayCalendars } from './holidays.ts'
import { checkVersions, policyOf } from './policy-versions.ts'
import { schemeForm } from './scheme-grammar.ts'
import {
  figures,
  type Amount,
  type Gate,
  type Head,
  type Measure,
  type Parameter,
  type ParameterUnit,
  type Scheme,
} from './vocabulary.ts'

/**
 * What must hold before a scheme may decide anything: sources for every value, versions without gap or overlap, ascending
 * tiers, references that lead somewhere, readings that patch something, amounts that cannot overflow.
 */
export function checkScheme(document: unknown, holidays: HolidayCalendars): Mistake[] {
  const formal = mistakesOf(schemeForm, document)
  if (formal.length > 0) return formal
  const scheme = document as Scheme
  const mistakes = new SchemeChecker(scheme, holidays).check()
  if (mistakes.length > 0) return mistakes
  return [...checkReadings(scheme), ...figures.flatMap(figure => checkFigure(scheme, figure, holidays))]
}

/** What is wrong with values that an operator sets, in the places where the scheme uses them. */
export function checkSettings(
  scheme: Scheme,
  settings: Readonly<Record<string, string>>,
  holidays: HolidayCalendars,
): Mistake[] {
  const source = scheme.sources[0]?.id ?? ''
  const parameters = Object.entries(scheme.parameters).map(([name, parameter]) => {
    const value = settings[name]
    const values = value === undefined ? parameter.values : [{ from: scheme.inForce.from, value, source }]
    return [name, { ...parameter, values }] as const
  })
  return checkScheme({ ...scheme, parameters: Object.fromEntries(parameters) }, holidays)
}

/** Checks each document and what only shows between them: ids, versions that hold at once, stacking that refers to nothing, groups with equal ranks. */
export function checkRulebook(
  documents: readonly unknown[],
  holidays: HolidayCalendars,
): { id: string; mistakes: Mistake[] }[] {
  const ids = documents.map(document =>
    isObject(document) && typeof document['id'] === 'string' ? document['id'] : '(no id)',
  )
  return documents.map((document, index) => {
    const id = ids[index] as string
    const mistakes = checkScheme(document, holidays)
    if (ids.indexOf(id) !== index) mistakes.push({ pointer: '/id', code: 'duplicate', values: { found: id } })
    if (mistakes.length === 0)
      mistakes.push(
        ...checkStacking(document as Scheme, documents as Scheme[], ids),
        ...checkVersions(document as Scheme, documents as Scheme[]),
      )
    return { id, mistakes }
  })
}

function checkStacking(scheme: Scheme, all: readonly Scheme[], ids: readonly string[]): Mistake[] {
  const { stacking } = scheme
  const mistakes: Mistake[] = []
  const others = stacking.rule === 'set-off' ? stacking.against : stacking.rule === 'subsidiary' ? stacking.to : []
  const field = stacking.rule === 'set-off' ? 'against' : 'to'
  others.forEach((id, index) => {
    if (!ids.includes(id) || id === scheme.id)
      mistakes.push({ pointer: `/stacking/${field}/${index}`, code: 'unknown-scheme', values: { found: id } })
  })
  if (stacking.rule === 'greatest-of') {
    const rival = all.find(
      other =>
        // Versions of one policy never meet.
        policyOf(other.id) !== policyOf(scheme.id) &&
        other.stacking?.rule === 'greatest-of' &&
        other.stacking.group === stacking.group &&
        other.stacking.rank === stacking.rank,
    )
    if (rival)
      mistakes.push({ pointer: '/stacking/rank', code: 'rank-taken', values: { other: rival.id, rank: stacking.rank } })
  }
  return mistakes
}

function checkReadings(scheme: Scheme): Mistake[] {
  const mistakes: Mistake[] = []
  scheme.readings.forEach((reading, index) => {
    for (const [pointer, value] of Object.entries(reading.patch ?? {})) {
      // Whom a scheme covers and how it stacks is asked before any figure is chosen, so that a reading cannot change it.
      if (!/^[/](heads|parameters|floor|cap|combine|per)(?![/]\d+[/]who)/.test(pointer)) {
        mistakes.push({ pointer: `/readings/${index}/patch`, code: 'patch-not-allowed', values: { found: pointer } })
        continue
      }
      try {
        setAt(structuredClone(scheme), pointer, value)
      } catch {
        mistakes.push({ pointer: `/readings/${index}/patch`, code: 'patch-leads-nowhere', values: { found: pointer } })
      }
    }
    if (scheme.readings.findIndex(other => other.id === reading.id) !== index) {
      mistakes.push({ pointer: `/readings/${index}/id`, code: 'duplicate', values: { found: reading.id } })
    }
  })
  // Two readings of one figure that set the same place contradict each other: which one wins would depend on their order.
  for (const figure of figures) {
    const places = new Map<string, string>()
    scheme.readings.forEach((reading, index) => {
      if (!reading.figures.includes(figure)) return
      for (const pointer of Object.keys(reading.patch ?? {})) {
        const other = places.get(pointer)
        if (other !== undefined) {
          mistakes.push({
            pointer: `/readings/${index}/patch`,
            code: 'readings-collide',
            values: { other, place: pointer, figure },
          })
        }
        places.set(pointer, reading.id)
      }
    })
  }
  return mistakes
}

function checkFigure(scheme: Scheme, figure: (typeof figures)[number], holidays: HolidayCalendars): Mistake[] {
  let patched: Scheme
  try {
    patched = underFigure(scheme, figure)
  } catch {
    return []
  }
  if (patched === scheme) return []
  const formal = mistakesOf(schemeForm, patched)
  const mistakes =
    formal.length > 0
      ? formal
      : new SchemeChecker(patched, holidays).check().filter(mistake => mistake.code !== 'unused-parameter')
  return mistakes.map(mistake => ({ ...mistake, values: { ...mistake.values, figure } }))
}

const unitOfThreshold = { duration: 'duration', fraction: 'fraction', count: 'count' } as const

class SchemeChecker {
  readonly #scheme: Scheme
  readonly #holidays: HolidayCalendars
  readonly #mistakes: Mistake[] = []
  readonly #used = new Set<string>()

  constructor(scheme: Scheme, holidays: HolidayCalendars) {
    this.#scheme = scheme
    this.#holidays = holidays
  }

  check(): Mistake[] {
    const scheme = this.#scheme
    if (!/^[a-z][a-z0-9-]*\/[a-z0-9.-]+$/.test(scheme.id)) this.#add('/id', 'bad-scheme-id', { found: scheme.id })
    if (!/^[A-Z]{2}$/.test(scheme.jurisdiction))
      this.#add('/jurisdiction', 'bad-jurisdiction', { found: scheme.jurisdiction })
    if (scheme.inForce.to !== null && scheme.inForce.to <= scheme.inForce.from)
      this.#add('/inForce/to', 'end-not-after-start', {})
    this.#unique(
      scheme.sources.map(source => source.id),
      '/sources',
    )
    this.#unique(
      scheme.heads.map(head => head.id),
      '/heads',
    )
    for (const [name, parameter] of Object.entries(scheme.parameters)) this.#parameter(name, parameter)
    scheme.heads.forEach((head, index) => this.#head(head, `/heads/${index}`))
    for (const bound of ['floor', 'cap'] as const) {
      const amount = scheme[bound]
      if (amount) this.#amount(amount, `/${bound}`, false)
    }
    this.#value(scheme.rounding.to, '/rounding/to', 'money', true)
    // A parameter may serve a reading alone.
    const readings = JSON.stringify(scheme.readings)
    for (const name of Object.keys(scheme.parameters)) {
      if (!this.#used.has(name) && !readings.includes(`"$${name}"`))
        this.#add(`/parameters/${name}`, 'unused-parameter', { name })
    }
    return this.#mistakes
  }

  #add(pointer: string, code: string, values: Mistake['values']): void {
    this.#mistakes.push({ pointer, code, values })
  }

  #unique(ids: readonly string[], pointer: string): void {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) this.#add(`${pointer}/${index}/id`, 'duplicate', { found: id })
    })
  }

  #cites(source: string, pointer: string): void {
    if (!this.#scheme.sources.some(known => known.id === source)) {
      this.#add(pointer, 'unknown-source', {
        found: source,
        known: this.#scheme.sources.map(known => known.id).join(', '),
      })
    }
  }

  /** Dated values follow each other without gap or overlap from the day the scheme came into force. */
  #parameter(name: string, { unit, values, setBy }: Parameter): void {
    const at = `/parameters/${name}/values`
    const { inForce } = this.#scheme
    const [first] = values
    if (!first) {
      if (setBy !== 'operator') this.#add(at, 'parameter-without-value', { name })
      return
    }
    if (first.from > inForce.from)
      this.#add(`${at}/0/from`, 'version-gap', { name, from: inForce.from, to: first.from })
    values.forEach((value, index) => {
      this.#cites(value.source, `${at}/${index}/source`)
      this.#literal(value.value, `${at}/${index}/value`, unit)
      const next = values[index + 1]
      if (value.to !== undefined && value.to <= value.from) this.#add(`${at}/${index}/to`, 'end-not-after-start', {})
      if (next && next.from <= value.from)
        this.#add(`${at}/${index + 1}/from`, 'version-overlap', { name, on: next.from })
      if (next && value.to !== undefined && value.to !== next.from) {
        this.#add(`${at}/${index}/to`, value.to < next.from ? 'version-gap' : 'version-overlap', {
          name,
          from: value.to,
          to: next.from,
          on: next.from,
        })
      }
      if (!next && value.to !== undefined && (inForce.to === null || value.to < inForce.to)) {
        this.#add(`${at}/${index}/to`, 'version-gap', { name, from: value.to, to: inForce.to ?? '' })
      }
    })
  }

  #head(head: Head, at: string): void {
    head.cites.forEach((cite, index) => this.#cites(cite.source, `${at}/cites/${index}/source`))
    const { counts, clock } = head
    if (counts.causes?.except && counts.causes.only)
      this.#add(`${at}/counts/causes`, 'either-or', { one: 'except', other: 'only' })
    if (typeof counts.planned === 'object') {
      this.#value(counts.planned.excludedWithNotice, `${at}/counts/planned/excludedWithNotice`, 'duration')
      this.#value(counts.planned.upTo, `${at}/counts/planned/upTo`, 'duration')
    }
    this.#value(counts.length?.than, `${at}/counts/length/than`, 'duration')
    this.#value(counts.subscribersHit?.than, `${at}/counts/subscribersHit/than`, 'count')
    this.#value(counts.sitesHit?.than, `${at}/counts/sitesHit/than`, 'count')
    if (clock?.free) {
      if ('time' in clock.free) this.#value(clock.free.time, `${at}/clock/free/time`, 'duration')
      else if ('calendarDays' in clock.free)
        this.#value(clock.free.calendarDays, `${at}/clock/free/calendarDays`, 'count')
      else {
        this.#value(clock.free.workingDays, `${at}/clock/free/workingDays`, 'count')
        this.#calendar(clock.free.calendar, `${at}/clock/free/calendar`)
      }
    }
    if (head.gate) this.#gate(head.gate, `${at}/gate`, head)
    if (head.automaticWhen) this.#gate(head.automaticWhen, `${at}/automaticWhen`, head)
    if (head.pays) this.#amount(head.pays, `${at}/pays`, true, head)
    if (head.benefit) {
      this.#value(head.benefit.quantity, `${at}/benefit/quantity`, 'fraction')
      this.#value(head.benefit.validDays, `${at}/benefit/validDays`, 'count')
      this.#value(head.benefit.claimWithinDays, `${at}/benefit/claimWithinDays`, 'count')
      this.#value(head.benefit.price, `${at}/benefit/price`, 'money')
      if (head.benefit.times) this.#measure(head.benefit.times, `${at}/benefit/times`, head)
    }
  }

  #gate(gate: Gate, at: string, head: Head): void {
    if ('all' in gate) return gate.all.forEach((inner, index) => this.#gate(inner, `${at}/all/${index}`, head))
    if ('any' in gate) return gate.any.forEach((inner, index) => this.#gate(inner, `${at}/any/${index}`, head))
    this.#measure(gate.when, `${at}/when`, head)
    this.#value(gate.than, `${at}/than`, unitOfThreshold[thresholdKind(gate.when)])
  }

  #measure(measure: Measure, at: string, head: Head): void {
    if ('of' in measure && (measure.of === 'pending' || measure.of === 'overdue') && !head.clock)
      this.#add(`${at}/of`, 'needs-clock', { span: measure.of })
    switch (measure.measure) {
      case 'duration':
        this.#value(measure.less, `${at}/less`, 'duration')
        if (measure.window && measure.window.from >= measure.window.to)
          this.#add(`${at}/window`, 'end-not-after-start', {})
        break
      case 'calendar-days': {
        const needsTime = measure.which === 'with-more-than' || measure.which === 'with-at-least'
        if (needsTime !== (measure.time !== undefined))
          this.#add(`${at}/time`, needsTime ? 'missing-field' : 'unknown-field', { field: 'time', known: '' })
        this.#value(measure.time, `${at}/time`, 'duration')
        this.#value(measure.plus, `${at}/plus`, 'count')
        this.#value(measure.less, `${at}/less`, 'count')
        break
      }
      case 'working-days':
        this.#calendar(measure.calendar, `${at}/calendar`)
        this.#value(measure.plus, `${at}/plus`, 'count')
        break
      case 'blocks':
        this.#value(measure.length, `${at}/length`, 'duration', true)
        this.#value(measure.fraction, `${at}/fraction`, 'duration')
        this.#value(measure.less, `${at}/less`, 'duration')
        if ((measure.each === 'full-or-fraction-above') !== (measure.fraction !== undefined))
          this.#add(`${at}/fraction`, 'missing-field', { field: 'fraction' })
        break
      case 'windows':
        this.#value(measure.length, `${at}/length`, 'duration', true)
        this.#value(measure.atLeast, `${at}/atLeast`, 'duration')
        break
      default:
    }
  }

  #calendar(
    choice: string | { readonly byRegion: Readonly<Record<string, string>>; readonly otherwise: string },
    at: string,
  ): void {
    const ids = typeof choice === 'string' ? [choice] : [...Object.values(choice.byRegion), choice.otherwise]
    for (const id of ids) if (!this.#holidays.has(id)) this.#add(at, 'unknown-calendar', { found: id })
  }

  #amount(amount: Amount, at: string, measures: boolean, head?: Head): void {
    const inner = (of: Amount, path: string) => this.#amount(of, `${at}/${path}`, measures, head)
    const measured = (measure: Measure, path: string) => {
      if (!measures || !head) this.#add(`${at}/${path}`, 'bound-with-measure', {})
      else this.#measure(measure, `${at}/${path}`, head)
    }
    if ('money' in amount) {
      if (this.#scheme.currency === null) this.#add(`${at}/money`, 'money-without-currency', {})
      this.#value(amount.money, `${at}/money`, 'money')
    } else if ('share' in amount) this.#value(amount.share, `${at}/share`, 'fraction')
    else if ('times' in amount) {
      measured(amount.times, 'times')
      inner(amount.pay, 'pay')
    } else if ('by' in amount) {
      this.#value(amount.by, `${at}/by`, 'fraction')
      inner(amount.pay, 'pay')
    } else if ('dividedBy' in amount) {
      this.#value(amount.dividedBy, `${at}/dividedBy`, 'fraction', true)
      inner(amount.pay, 'pay')
    } else if ('rounded' in amount) {
      this.#value(amount.to, `${at}/to`, 'money', true)
      inner(amount.rounded, 'rounded')
    } else if ('sum' in amount) amount.sum.forEach((of, index) => inner(of, `sum/${index}`))
    else if ('greatest' in amount) amount.greatest.forEach((of, index) => inner(of, `greatest/${index}`))
    else if ('least' in amount) amount.least.forEach((of, index) => inner(of, `least/${index}`))
    else if ('steps' in amount) {
      measured(amount.steps, 'steps')
      if ('over' in amount.steps && amount.steps.over !== undefined)
        this.#add(`${at}/steps/over`, 'steps-need-whole-units', {})
      amount.rows.forEach((row, index) => {
        const last = index === amount.rows.length - 1
        if ('rest' in row !== last)
          this.#add(`${at}/rows/${index}`, last ? 'steps-without-rest' : 'steps-after-rest', {})
        if ('first' in row) this.#value(row.first, `${at}/rows/${index}/first`, 'count', true)
        inner(row.each, `rows/${index}/each`)
      })
    } else {
      measured(amount.tiers, 'tiers')
      this.#tiers(amount, at)
      amount.rows.forEach((row, index) => inner(row.pays, `rows/${index}/pays`))
    }
  }

  /** Tiers have only lower bounds, so nothing can overlap or be left out between them; they must ascend on every day. */
  #tiers(amount: Extract<Amount, { readonly tiers: Measure }>, at: string): void {
    const unit = unitOfThreshold[thresholdKind(amount.tiers)]
    amount.rows.forEach((row, index) => {
      const bound = 'above' in row ? row.above : row.atLeast
      const path = `${at}/rows/${index}/${'above' in row ? 'above' : 'atLeast'}`
      this.#value(bound, path, unit)
      const before = amount.rows[index - 1]
      if (!before) return
      const lower = this.#sizes('above' in before ? before.above : before.atLeast, unit)
      const higher = this.#sizes(bound, unit)
      // At the same bound, "at least" may be followed by "above": both ends of the bound are then said.
      const sameAllowed = 'atLeast' in before && 'above' in row
      const largest = lower.reduce((a, b) => (compare(a, b) >= 0 ? a : b), ratio(0n))
      if (higher.some(size => compare(size, largest) < 0 || (compare(size, largest) === 0 && !sameAllowed))) {
        this.#add(path, 'tiers-not-ascending', { found: bound })
      }
    })
  }

  /** Every size a value ever has. */
  #sizes(value: string, unit: ParameterUnit) {
    const texts = value.startsWith('$')
      ? (this.#scheme.parameters[value.slice(1)]?.values.map(dated => dated.value) ?? [])
      : [value]
    return texts.map(text => (unit === 'duration' ? ratio(parseDuration(text) ?? 0) : (parseRatio(text) ?? ratio(0n))))
  }

  #value(value: string | undefined, at: string, unit: ParameterUnit, positive = false): void {
    if (value === undefined) return
    if (!value.startsWith('$')) return this.#literal(value, at, unit, positive)
    const name = value.slice(1)
    const parameter = this.#scheme.parameters[name]
    if (!parameter)
      return this.#add(at, 'unknown-parameter', { found: name, known: Object.keys(this.#scheme.parameters).join(', ') })
    this.#used.add(name)
    if (parameter.unit !== unit && !(unit === 'fraction' && parameter.unit === 'count')) {
      this.#add(at, 'wrong-unit', { name, unit: parameter.unit, expected: unit })
    } else if (positive)
      parameter.values.forEach((value, index) =>
        this.#literal(value.value, `/parameters/${name}/values/${index}/value`, unit, true),
      )
  }

  #literal(text: string, at: string, unit: ParameterUnit, positive = false): void {
    const parsed = readLiteral(text, unit, this.#scheme.currency ?? noCurrency)
    if (parsed === null) this.#add(at, `not-a-${unit}`, { found: text })
    else if (parsed.large) this.#add(at, 'too-large', { found: text })
    else if (positive && parsed.zero) this.#add(at, 'must-not-be-zero', { found: text })
  }
}

/** The bounds keep every product inside 63 bits: see `largestBase` in the batch plan. */
function readLiteral(text: string, unit: ParameterUnit, currency: string): { large: boolean; zero: boolean } | null {
  if (unit === 'duration') {
    const seconds = parseDuration(text)
    return seconds === null ? null : { large: seconds > 10 * 366 * 86400, zero: seconds === 0 }
  }
  if (unit === 'money') {
    const minor = parseMinor(text, currency)
    return minor === null ? null : { large: minor > 1_000_000_000_000n, zero: minor === 0n }
  }
  if (unit === 'count' && !/^\d{1,9}$/.test(text)) return null
  const fraction = parseRatio(text)
  return fraction === null
    ? null
    : { large: fraction.numerator > 1_000_000n || fraction.denominator > 1_000_000n, zero: fraction.numerator === 0n }
}
