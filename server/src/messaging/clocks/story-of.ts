import type { NoticeKind, Story, Telling } from '@pulih/notices'
import type { Course } from '../../outages/index.ts'

/** A notice that went out to somebody. */
export interface ReleasedNotice {
  readonly kind: NoticeKind
  readonly at: Temporal.Instant
}

type Word = Story['told'][number]

/** What clocks look at, from how an outage went and what was told of it. */
export function storyOf(
  course: Course,
  notices: readonly ReleasedNotice[],
  inPlaces: Readonly<Record<string, number>>,
): Story {
  const { planned, startedAt, knownAt, confirmedAt, restoredAt, retractedAt, services } = course
  return {
    planned,
    startedAt,
    knownAt,
    confirmedAt,
    restoredAt,
    retractedAt,
    services,
    inPlaces,
    told: wordsOf(course, notices),
  }
}

function wordsOf(course: Course, notices: readonly ReleasedNotice[]): readonly Word[] {
  const { planned, noticedAt, statements } = course
  const words = [
    ...notices.flatMap(notice => wordOf(notice, course.endNotedAt)),
    // What stands on the public page was said to everybody.
    ...statements.map(at => ({ tell: 'update' as const, at })),
    // Planned work may have been announced by letter, of which only its day is known here.
    ...(planned && noticedAt !== null ? [{ tell: 'first' as const, at: noticedAt }] : []),
  ].toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
  const begun = words.findIndex(({ tell }) => tell === 'first')
  const opening = words.findIndex(({ tell }) => tell === 'update')
  // Whoever read an update before any first notice had heard of it then.
  return opening >= 0 && (begun < 0 || opening < begun)
    ? words.with(opening, { tell: 'first', at: words[opening]?.at ?? course.confirmedAt })
    : words
}

const tellings: Readonly<Record<NoticeKind, Telling | null>> = {
  first: 'first',
  planned: 'first',
  update: 'update',
  etr: 'update',
  reminder: 'update',
  restored: 'restored',
  reopened: 'update',
  credit: 'compensation',
  // That it was none ends every clock by itself.
  retracted: null,
}

function wordOf({ kind, at }: ReleasedNotice, endNotedAt: Temporal.Instant | null): readonly Word[] {
  const tell = tellings[kind]
  if (tell === null) return []
  // An end that was none, or that of a part, is a word like any other: the end of all has still to be told.
  const isOfAll = endNotedAt !== null && Temporal.Instant.compare(at, endNotedAt) >= 0
  return [{ tell: tell === 'restored' && !isOfAll ? 'update' : tell, at }]
}
