import { describe, expect, test } from 'vitest'
import { addressOf } from './addresses.ts'
import { judge, type Verdict } from './judge.ts'
import type { Person } from './people.ts'
import type { ProductView } from './product.ts'
import { recording, type Record as Recorded } from './record.ts'
import type { Called } from './telephones.ts'
import type { Words, Writer } from './words.ts'

const people = [0, 1, 2].map(number => aPerson(number))
const began = Date.UTC(2026, 10, 22, 12)
const aStop: Writer = {
  person: 0,
  channel: 'sms',
  says: 'STOP',
  isEarly: false,
  saidAt: began,
  confirmedAt: began + 60_000,
}

describe('what came to people', () => {
  test('keeps every promise where each got what the product sent', () => {
    const verdict = judged({ came: [aMessage(0), aMessage(1)], sent: [0, 1] })

    expect(brokenOf(verdict)).toEqual([])
    expect(verdict).toMatchObject({ told: 2, hit: 2 })
  })

  test('is found where it came twice', () => {
    const verdict = judged({ came: [aMessage(0), aMessage(1), aMessage(1)], sent: [0, 1] })

    expect(brokenOf(verdict)).toEqual([
      'nothing is sent twice',
      'nobody gets more than the product says it sent, doubts counted',
    ])
  })

  test('is found where it came twice under one key, in other words', () => {
    const came = [aMessage(0), { ...aMessage(1), key: 'pulih-7' }, { ...aMessage(1), key: 'pulih-7', text: 'others' }]

    expect(brokenOf(judged({ came, sent: [0, 1, 1] }))).toEqual(['nothing is sent twice'])
  })

  test('is found where it came in the same words as two messages', () => {
    const came = [aMessage(0), { ...aMessage(1), key: 'pulih-7' }, { ...aMessage(1), key: 'pulih-8' }]

    expect(brokenOf(judged({ came, sent: [0, 1, 1] }))).toEqual(['nothing is sent twice'])
  })

  test('is found where it came to somebody who is not hit', () => {
    const verdict = judged({ came: [aMessage(0), aMessage(1), aMessage(2)], sent: [0, 1, 2] })

    expect(brokenOf(verdict)).toEqual(['whoever is not hit gets nothing'])
  })

  test('is found where the product says that it went, and it did not', () => {
    expect(brokenOf(judged({ came: [aMessage(0)], sent: [0, 1] }))).toContain(
      'whatever the product says it sent arrived',
    )
  })

  test('is found where nothing came and nobody can say why', () => {
    expect(brokenOf(judged({ came: [aMessage(0)], sent: [0] }))).toEqual([
      'whoever is hit and got nothing is accounted for',
    ])
  })

  test('may come for a second after STOP, and not later', () => {
    const soon = judged({ came: [aMessage(0, 900), aMessage(1)], sent: [0, 1], writers: [aStop] })
    const late = judged({ came: [aMessage(0, 1_100), aMessage(1)], sent: [0, 1], writers: [aStop] })

    expect(brokenOf(soon)).toEqual([])
    expect(brokenOf(late)).toEqual(['after STOP nothing comes'])
  })

  test('may come until STOP is confirmed where the server was away', () => {
    const stop: Writer = { ...aStop, confirmedAt: began + 60_000 }
    const came = (after: number) => [aMessage(0, after), aMessage(1)]
    const before = judged({ came: came(50_000), sent: [0, 1], writers: [stop], isAway: true })
    const late = judged({ came: came(62_000), sent: [0, 1], writers: [stop], isAway: true })

    expect(brokenOf(before)).toEqual([])
    expect(brokenOf(late)).toEqual(['after STOP nothing comes'])
  })

  test('is found where somebody wrote and nobody heard it', () => {
    const asked: Writer = {
      person: 0,
      channel: 'sms',
      says: 'STATUS',
      isEarly: false,
      saidAt: began,
      confirmedAt: null,
    }
    const verdict = judged({ came: [aMessage(0), aMessage(1)], sent: [0, 1], writers: [asked], heard: [] })

    expect(brokenOf(verdict)).toEqual(['whoever wrote was heard'])
  })
})

describe('whoever telephones', () => {
  const came = [aMessage(0), aMessage(1)]
  const aCall: Called = { person: 0, by: 'asterisk', outage: 'OUT-000001', ended: 'with-people' }

  test('hears of his outage and gets to people', () => {
    expect(brokenOf(judged({ came, sent: [0, 1], calls: [aCall] }))).toEqual([])
  })

  test('is found where he is held up', () => {
    const calls: Called[] = [{ ...aCall, ended: 'still-waiting' }]

    expect(brokenOf(judged({ came, sent: [0, 1], calls }))).toEqual(['whoever telephones gets to people'])
  })

  test('is found where he hears of an outage that does not hit him', () => {
    const calls: Called[] = [{ ...aCall, person: 2 }]

    expect(brokenOf(judged({ came, sent: [0, 1], calls }))).toEqual([
      'whoever telephones and is not hit hears of no outage',
    ])
  })
})

/** Two whom the outage hits, and one whom it does not. */
function aPerson(number: number): Person {
  return {
    number,
    customer: `C${number}`,
    kind: 'consumer',
    segment: 'home',
    name: 'Jan',
    language: 'pl',
    province: '14',
    isHit: number < 2,
    ways: [{ channel: 'sms', isRefused: false, isUnreachable: false }],
  }
}

function aMessage(person: number, after = 0) {
  return {
    key: null as string | null,
    to: addressOf('sms', person),
    text: 'it does not work',
    at: began + after,
    parts: 1,
  }
}

interface Given {
  readonly came: readonly ReturnType<typeof aMessage>[]
  /** To whom the product says that it sent, once for each. */
  readonly sent: readonly number[]
  readonly writers?: readonly Writer[]
  readonly heard?: readonly string[]
  readonly isAway?: boolean
  readonly calls?: readonly Called[]
}

function judged({ came, sent, writers = [], heard = ['0 sms'], isAway = false, calls = [] }: Given): Verdict {
  const record: Recorded = recording(people.length, () => undefined)
  record.add('sms', came, 1)
  const product: ProductView = {
    notices: [],
    sure: (person, channel) => (channel === 'sms' ? sent.filter(each => each === person).length : 0),
    perhaps: () => 0,
    byChannel: { sms: none(), email: none(), whatsapp: none(), telegram: none(), push: none(), chat: none() },
    notArrived: new Map(),
    answers: new Set(),
    heard: new Set(heard),
    answered: 0,
    calls: 0,
  }
  const words: Words = {
    writers,
    early: () => undefined,
    hear: () => undefined,
    said: () => 0,
    stop: () => undefined,
  }
  return judge({
    people,
    record,
    product,
    words,
    calls,
    quiet: new Set(),
    isAway: () => isAway,
    toleranceMilliseconds: 1_000,
  })
}

function none() {
  return { messages: 0, parts: 0, gone: 0, doubtful: 0, failed: 0, waiting: 0, cancelled: 0, fallBacks: 0 }
}

function brokenOf({ promises }: Verdict): string[] {
  return promises.filter(({ broken }) => broken > 0).map(({ says }) => says)
}
