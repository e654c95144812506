import type { ClockRule, Duty } from './clock.ts'

/** What an operator promises of himself, besides the law. Null: nothing. */
export interface Promises {
  /** The first word after an outage was confirmed. */
  readonly firstMinutes: number | null
  /** From one word to the next. */
  readonly updateMinutes: number | null
  /** The word that it works again. */
  readonly restoredMinutes: number | null
  /** Planned work, before it begins. */
  readonly plannedHours: number | null
}

/** Promises in the form of laws, so that they are counted by the same clocks. */
export function promisedRules(promises: Promises): readonly ClockRule[] {
  const duties = dutiesOf(promises)
  const { plannedHours } = promises
  const before = `PT${plannedHours}H`
  return [
    ...(duties.length === 0 ? [] : [{ ...own, id: 'promise/outages', title: outages, planned: false, duties }]),
    ...(plannedHours === null
      ? []
      : [
          {
            ...own,
            id: 'promise/planned-work',
            title: plannedWork,
            planned: true,
            duties: [{ tell: 'first' as const, from: 'begin' as const, before }],
          },
        ]),
  ]
}

function dutiesOf({ firstMinutes, updateMinutes, restoredMinutes }: Promises): readonly Duty[] {
  const within = (minutes: number) => `PT${minutes}M`
  return [
    ...(firstMinutes === null
      ? []
      : [{ tell: 'first' as const, from: 'confirmed' as const, within: within(firstMinutes) }]),
    ...(updateMinutes === null
      ? []
      : [
          {
            tell: 'update' as const,
            from: 'first' as const,
            cadence: [{ during: null, every: within(updateMinutes) }],
          },
        ]),
    ...(restoredMinutes === null
      ? []
      : [{ tell: 'restored' as const, from: 'restored' as const, within: within(restoredMinutes) }]),
  ]
}

const outages = { en: 'Our promise for outages', id: 'Janji kami saat gangguan', pl: 'Nasza obietnica na czas awarii' }
const plannedWork = {
  en: 'Our promise for planned work',
  id: 'Janji kami untuk pekerjaan terencana',
  pl: 'Nasza obietnica dotycząca planowanych prac',
}

const own = {
  jurisdiction: null,
  source: { instrument: 'messaging.promises', url: '', confidence: 'own' },
  inForce: { from: '1970-01-01', to: null },
  reached: [{ services: 1, atLeast: 'PT0S' }],
} satisfies Partial<ClockRule>
