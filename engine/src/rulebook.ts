import { InvalidInput } from '@pulih/kernel'
import { checkRulebook } from './check-scheme.ts'
import { HolidayCalendars, type HolidayCalendar } from './holidays.ts'
import type { Scheme, Status } from './vocabulary.ts'

/** Statuses whose schemes are never applied unless somebody names them. */
export const onlyWhenNamed: readonly Status[] = ['dormant', 'challenged', 'bill']

/** Every scheme that is known, by id, with the legal calendars they count by. */
export class Rulebook {
  readonly schemes: ReadonlyMap<string, Scheme>
  readonly holidays: HolidayCalendars

  private constructor(schemes: readonly Scheme[], holidays: HolidayCalendars) {
    this.schemes = new Map(schemes.map(scheme => [scheme.id, scheme]))
    this.holidays = holidays
  }

  /** Checks everything and throws one `InvalidInput` per scheme that does not hold, the first one found. */
  static from(documents: readonly unknown[], calendars: readonly HolidayCalendar[]): Rulebook {
    const holidays = new HolidayCalendars(calendars)
    for (const { id, mistakes } of checkRulebook(documents, holidays)) {
      if (mistakes.length > 0) throw new InvalidInput(id, mistakes)
    }
    return new Rulebook(documents as Scheme[], holidays)
  }

  /** A rulebook whose documents were checked before, for instance by the build; nothing is checked again. */
  static trusted(schemes: readonly Scheme[], calendars: readonly HolidayCalendar[]): Rulebook {
    return new Rulebook(schemes, new HolidayCalendars(calendars))
  }

  jurisdictions(): string[] {
    return [...new Set([...this.schemes.values()].map(scheme => scheme.jurisdiction))].toSorted()
  }

  /** The schemes of a jurisdiction that apply by themselves. */
  of(jurisdiction: string): Scheme[] {
    return [...this.schemes.values()].filter(
      scheme => scheme.jurisdiction === jurisdiction && !onlyWhenNamed.includes(scheme.status),
    )
  }

  /** This rulebook with an operator's own schemes added. */
  with(policies: readonly Scheme[]): Rulebook {
    return new Rulebook([...this.schemes.values(), ...policies], this.holidays)
  }
}
