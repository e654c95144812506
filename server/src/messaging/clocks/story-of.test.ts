import { describe, expect, test } from 'vitest'
import type { Course } from '../../outages/index.ts'
import { storyOf, type ReleasedNotice } from './story-of.ts'

const at = (minutes: number) => Temporal.Instant.from('2026-11-22T00:00:00Z').add({ minutes })
const course = (given: Partial<Course> = {}): Course => ({
  id: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
  number: 'OUT-000001',
  title: 'Cut',
  status: 'confirmed',
  planned: false,
  startedAt: at(0),
  knownAt: at(1),
  confirmedAt: at(2),
  noticedAt: null,
  restoredAt: null,
  retractedAt: null,
  endNotedAt: null,
  createdAt: at(1),
  services: 10,
  matching: null,
  statements: [],
  ...given,
})
const told = (given: Partial<Course>, notices: readonly (readonly [ReleasedNotice['kind'], number])[]) =>
  storyOf(
    course(given),
    notices.map(([kind, minute]) => ({ kind, at: at(minute) })),
    {},
  ).told.map(({ tell, at: when }) => `${tell} ${at(0).until(when).total('minutes')}`)

describe('what was told of an outage', () => {
  test('is its notices and what stands on the public page, in the order of time', () => {
    expect(
      told({ statements: [at(20)] }, [
        ['first', 5],
        ['etr', 30],
        ['credit', 99],
      ]),
    ).toEqual(['first 5', 'update 20', 'update 30', 'compensation 99'])
  })

  test('begins with an update for everybody where nothing was said before it', () => {
    expect(told({ statements: [at(3), at(9)] }, [['first', 5]])).toEqual(['first 3', 'first 5', 'update 9'])
    expect(told({ statements: [at(3)] }, [])).toEqual(['first 3'])
  })

  test('has an end only once it is over: before that a part works again, or it was thought to be over', () => {
    expect(
      told({}, [
        ['first', 5],
        ['restored', 9],
      ]),
    ).toEqual(['first 5', 'update 9'])
    expect(
      told({ restoredAt: at(18), endNotedAt: at(20) }, [
        ['first', 5],
        ['restored', 9],
        ['restored', 20],
      ]),
    ).toEqual(['first 5', 'update 9', 'restored 20'])
  })

  test('says nothing by being taken back, for then there is nothing more to say', () => {
    expect(
      told({ retractedAt: at(8) }, [
        ['first', 5],
        ['retracted', 8],
      ]),
    ).toEqual(['first 5'])
  })

  test('begins with the announcement of planned work', () => {
    expect(told({ planned: true, noticedAt: at(-5000) }, [['planned', 5]])).toEqual(['first -5000', 'first 5'])
    expect(told({ planned: false, noticedAt: at(-5000) }, [])).toEqual([])
  })
})
