import type { Formats } from '../../ui/formats.ts'
import type { Say } from '../../ui/language.tsx'
import type { Outage } from './outage.tsx'

export const stages = ['investigating', 'identified', 'repairing', 'watching'] as const
export type Stage = (typeof stages)[number]

/** A first text from the facts. What is not known is not said, and a person reads it before anybody else does. */
export function draftOf(
  outage: Outage,
  stage: Stage,
  {
    say,
    formats,
    places,
    nextUpdateBy,
  }: {
    readonly say: Say
    readonly formats: Formats
    readonly places: readonly string[]
    readonly nextUpdateBy: string | null
  },
): string {
  const at = formats.instant(outage.startedAt)
  const where = places.length === 0 ? '' : say('draft.where', { places: places.slice(0, 3).join(', ') })
  const cause = outage.publicCause ?? lowered(say(`cause.${outage.cause}`))
  const known = outage.cause === 'unknown' && outage.publicCause === null ? 'no' : 'yes'
  const degraded = outage.extent === 'degraded' && stage === 'investigating'
  const sentences = [say(degraded ? 'draft.degraded' : `draft.${stage}`, { at, where, cause, known })]
  if (stage !== 'watching') {
    if (outage.etr !== null) sentences.push(say('draft.etr', { at: formats.instant(outage.etr) }))
    if (nextUpdateBy !== null) sentences.push(say('draft.next', { at: formats.instant(nextUpdateBy) }))
  }
  sentences.push(say('draft.sorry'))
  return sentences.map(each => each.trim()).join(' ')
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
