import { Failure } from '../failure.ts'

/** When something happened, as people write it: `now`, `-30m`, `+2h`, or an instant with its offset. */
export function readInstant(text: string, option: string, now = Temporal.Now.instant()): string {
  if (text === 'now') return seconds(now)
  const [, sign, amount = '', unit] = /^([+-])(\d{1,5})(m|h|d)$/.exec(text) ?? []
  if (sign !== undefined) {
    const minutes = Number(amount) * (unit === 'd' ? 1440 : unit === 'h' ? 60 : 1)
    return seconds(sign === '+' ? now.add({ minutes }) : now.subtract({ minutes }))
  }
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    throw new Failure(
      `${option} is "${text}", which is no instant. Write it with its offset, as 2026-09-10T08:00+02:00, or as now, -30m or +2h.`,
    )
  }
}

/** As `readInstant`, where nothing need be said, and `none` takes away what was said. */
export function readOptionalInstant(text: string | undefined, option: string): string | null | undefined {
  return text === undefined ? undefined : text === 'none' ? null : readInstant(text, option)
}

/** In the zone of whoever reads, with its offset, so that it can be copied and means the same elsewhere. */
export function showInstant(instant: string | null): string {
  if (instant === null) return ''
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId())
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}${local.offset}`
}

/** How long, in words that fit into a column. */
export function showDuration(from: string, to: string | null): string {
  const end = to === null ? Temporal.Now.instant() : Temporal.Instant.from(to)
  const minutes = Math.max(0, Math.floor(end.since(Temporal.Instant.from(from)).total('minutes')))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  const parts = [
    days > 0 ? `${days} d` : '',
    hours > 0 ? `${hours} h` : '',
    minutes % 60 > 0 ? `${minutes % 60} min` : '',
  ]
  return (
    parts
      .filter(part => part !== '')
      .slice(0, 2)
      .join(' ') || '0 min'
  )
}

function seconds(instant: Temporal.Instant): string {
  return instant.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString()
}
