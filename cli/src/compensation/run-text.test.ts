import { describe, expect, test } from 'vitest'
import type { RunView } from './find-run.ts'
import { nextStep } from './run-text.ts'

describe('a run in which nothing is to be posted', () => {
  const say = (services: number, recommended: string) =>
    nextStep({
      status: 'computed',
      number: 1,
      credits: 0,
      posted: 0,
      figure: 'recommended',
      // Of the summary only what is looked at here.
      summary: { services, schemes: services === 0 ? [] : [{ recommended }] },
    } as unknown as RunView)

  test.each([
    [0, '0.00', 'no service was hit on evidence good enough for money'],
    [3, '0.00', 'nothing is owed'],
    [3, '12.00', 'everything that is owed was posted before'],
  ])('says why: %d services, %s', (services, recommended, why) => {
    expect(say(services, recommended)).toEqual([`Nothing is to be posted: ${why}.`])
  })
})
