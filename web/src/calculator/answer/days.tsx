import { useSpeech, type Speech } from '../page/context.ts'
import type { Day, DayMap, Mark } from './day-map.ts'

/** The billing period as a calendar: a bar for each day's lost hours, and a mark on the days that count. */
export function Days({ map, title }: { readonly map: DayMap; readonly title: string | null }) {
  const speech = useSpeech()
  const { say, locale } = speech
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 2024 began on a Monday.
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map(day => Date.UTC(2024, 0, day))
  return (
    <section class="days" aria-labelledby="days-heading">
      <h3 id="days-heading">{say('days.heading')}</h3>
      <table>
        <caption class="visually-hidden">{say(map.hasPeriod ? 'days.caption' : 'days.caption-plain')}</caption>
        <thead>
          <tr>
            {weekdays.map(day => (
              <th key={day} scope="col">
                <abbr title={long.format(day)}>{short.format(day)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.weeks.map((week, index) => (
            <tr key={index}>
              {week.map((day, column) =>
                day ? (
                  <DayCell key={day.date} day={day} hasPeriod={map.hasPeriod} speech={speech} />
                ) : (
                  <td key={column} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend map={map} title={title} />
      {map.isCut && <p class="hint">{say('days.more')}</p>}
    </section>
  )
}

function DayCell({
  day,
  hasPeriod,
  speech: { say, locale },
}: {
  readonly day: Day
  readonly hasPeriod: boolean
  readonly speech: Speech
}) {
  const date = Temporal.PlainDate.from(day.date)
  const isNamed = date.day === 1
  const format = new Intl.DateTimeFormat(locale, isNamed ? { day: 'numeric', month: 'short' } : { day: 'numeric' })
  const classes = [
    ...(hasPeriod && !day.isInPeriod ? ['outside'] : []),
    ...(day.spans.length > 0 ? ['hit'] : []),
    ...(day.counts ? ['counts'] : []),
  ]
  const down = day.secondsTotal + day.secondsDegraded
  return (
    <td class={classes.join(' ') || undefined}>
      <span class="date">{format.format(date)}</span>
      {(day.spans.length > 0 || day.marks.length > 0) && <Strip day={day} />}
      {down > 0 && <span class="hours">{lengthText(say, down)}</span>}
      {day.counts && (
        <span class="tick">
          <span aria-hidden="true">✓</span>
          <span class="visually-hidden">{say('days.counts-short')}</span>
        </span>
      )}
      {day.marks.map((mark, index) => (
        <span key={index} class="visually-hidden">
          {say(`days.${mark.kind}`)}
        </span>
      ))}
    </td>
  )
}

/** One day from midnight to midnight. */
function Strip({ day }: { readonly day: Day }) {
  return (
    <svg class="strip" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="rail" x="0" y="30" width="1000" height="40" />
      {day.spans.map((span, index) => (
        <rect
          key={index}
          class={span.isDegraded ? 'degraded' : 'out'}
          x={span.from}
          y={span.isDegraded ? 45 : 15}
          width={Math.max(12, span.to - span.from)}
          height={span.isDegraded ? 40 : 70}
        />
      ))}
      {day.marks.map((mark, index) => (
        <MarkLine key={index} mark={mark} />
      ))}
    </svg>
  )
}

function MarkLine({ mark }: { readonly mark: Mark }) {
  return <line class={mark.kind} x1={mark.at} x2={mark.at} y1="0" y2="100" />
}

function Legend({ map, title }: { readonly map: DayMap; readonly title: string | null }) {
  const { say } = useSpeech()
  return (
    <ul class="legend">
      <li>
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
          <rect class="out" x="0" y="15" width="1000" height="70" />
        </svg>
        {say('days.out')}
      </li>
      {map.hasDegraded && (
        <li>
          <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
            <rect class="rail" x="0" y="30" width="1000" height="40" />
            <rect class="degraded" x="0" y="45" width="1000" height="40" />
          </svg>
          {say('days.degraded')}
        </li>
      )}
      {(['report', 'deadline'] as const)
        .filter(kind => map.marks.has(kind))
        .map(kind => (
          <li key={kind}>
            <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
              <rect class="rail" x="0" y="30" width="1000" height="40" />
              <line class={kind} x1="500" x2="500" y1="0" y2="100" />
            </svg>
            {say(`days.${kind}`)}
          </li>
        ))}
      {title !== null && (
        <li>
          <span class="tick" aria-hidden="true">
            ✓
          </span>
          {say('days.counts', { title })}
        </li>
      )}
      {map.hasOutside && (
        <li>
          <span class="swatch" aria-hidden="true" />
          {say('days.outside')}
        </li>
      )}
    </ul>
  )
}

/** As short as a cell on a phone: `13 h`, `45 min`. */
function lengthText(say: Speech['say'], seconds: number): string {
  if (seconds < 60) return say('days.seconds', { seconds })
  if (seconds < 3600) return say('days.minutes', { minutes: Math.floor(seconds / 60) })
  const tenths = Math.floor(seconds / 360)
  return say('days.hours', { hours: tenths % 10 === 0 || tenths >= 100 ? Math.floor(tenths / 10) : tenths / 10 })
}
