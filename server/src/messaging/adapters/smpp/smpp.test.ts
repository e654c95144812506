import { noFaults } from '@pulih/rehearsal'
import { afterEach, describe, expect, test } from 'vitest'
import type { Arrival } from '../door.ts'
import { normalise } from './normalise.ts'
import { anEsme, anEsmeAndItsCentre, anSms, eventually, type Esme } from './testing/an-esme.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function opened(...given: Parameters<typeof anEsmeAndItsCentre>) {
  const both = await anEsmeAndItsCentre(...given)
  closing.push(() => both.close())
  return both
}

/** What the things that were kept mean. */
function arrivals({ kept }: Pick<Esme, 'kept'>): readonly Arrival[] {
  const at = Temporal.Instant.from('2026-11-22T18:00:00Z')
  return kept.flatMap(raw => normalise(raw, at))
}

describe('a text', () => {
  test('comes as it was written, in one part or in many', async () => {
    const { provider, smsc } = await opened()
    const texts = ['Pulih: nie dziala {€}.', 'Zażółć gęślą jaźń 😀', 'a'.repeat(500), 'ż'.repeat(200), '€'.repeat(100)]

    for (const text of texts) expect(await provider.handOver(anSms({ text }))).toMatchObject({ kind: 'accepted' })

    expect(smsc.delivered.map(({ text }) => text)).toEqual(texts)
    expect(smsc.delivered.map(({ parts }) => parts)).toEqual([1, 1, 4, 3, 2])
    expect(new Set(smsc.delivered.map(({ to }) => to))).toEqual(new Set(['48500000001']))
  })

  test('is not sent where it cannot arrive', async () => {
    const { provider, smsc } = await opened()
    const refused = { kind: 'refused', isFinal: true }

    expect(await provider.handOver(anSms({ to: '0812 3456 789' }))).toMatchObject(refused)
    expect(await provider.handOver(anSms({ to: 'Anna' }))).toMatchObject(refused)
    const over = Temporal.Instant.from('2020-01-01T00:00:00Z')
    expect(await provider.handOver(anSms({ expiresAt: over }))).toMatchObject(refused)
    expect(smsc.taken()).toBe(0)
  })

  test('waits while the centre wants less, and while it has a fault', async () => {
    const { provider, smsc } = await opened()

    smsc.behave({ ...noFaults, throttle: 1 })
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'throttled', seconds: 2 })
    smsc.behave({ ...noFaults, fail: 1 })
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false, isOurs: true })
    expect(smsc.taken()).toBe(0)
  })

  test('is a doubt where the line breaks before the answer, and the next goes over another line', async () => {
    const { provider, smsc } = await opened()
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'accepted' })

    smsc.behave({ ...noFaults, lose: 1 })
    expect(await provider.handOver(anSms({ text: 'b' }))).toMatchObject({ kind: 'lost' })
    expect(smsc.delivered.map(({ text }) => text)).toContain('b')
    smsc.behave(noFaults)
    await eventually(() => provider.health?.()?.startsWith('bound since') === true)
    expect(await provider.handOver(anSms({ text: 'c' }))).toMatchObject({ kind: 'accepted' })
  })

  test('is a doubt where no answer comes in time, after which nothing more goes over that line', async () => {
    const { provider, smsc, logged } = await opened({ answerSeconds: 0.3 })
    smsc.behave({ ...noFaults, slow: { share: 1, milliseconds: 5_000 } })

    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'lost', reason: 'no answer within 0.3 s' })
    smsc.behave(noFaults)
    await eventually(() => logged.some(says => says.includes('did not answer')))
    await eventually(() => provider.health?.()?.startsWith('bound since') === true)
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'accepted' })
  })

  test('that was begun is ended although the centre wants less meanwhile', async () => {
    const { provider, smsc } = await opened()
    smsc.behave({ ...noFaults, seed: 5, throttle: 0.4 })

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => provider.handOver(anSms({ text: 'a'.repeat(400) }))),
    )
    const accepted = outcomes.filter(({ kind }) => kind === 'accepted').length
    expect(outcomes.every(({ kind }) => kind === 'accepted' || kind === 'throttled')).toBe(true)
    expect(smsc.delivered.length).toBe(accepted)
    expect(smsc.taken()).toBe(accepted * 3)
  })
})

describe('a line', () => {
  test('never has more requests without an answer than its window', async () => {
    const { provider, smsc } = await opened({ window: 7 })
    smsc.behave({ ...noFaults, slow: { share: 0.5, milliseconds: 30 } })

    const outcomes = await Promise.all(Array.from({ length: 300 }, () => provider.handOver(anSms())))

    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
    expect(smsc.mostUnanswered()).toBe(7)
  })

  test('that is not there refuses for now, and says since when and why', async () => {
    const { provider, smsc, logged } = await opened()
    await provider.handOver(anSms())
    expect(provider.health?.()).toMatch(/^bound since 20/)

    await smsc.stop()
    await eventually(() => provider.health?.()?.includes('ECONNREFUSED') === true)
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false })
    expect(provider.health?.()).toMatch(/^not bound since 20\S+: connect ECONNREFUSED/)
    const since = provider.health?.()
    await new Promise(resolve => setTimeout(resolve, 1_100))
    expect(provider.health?.()).toBe(since)
    expect(logged.filter(says => says.includes('ECONNREFUSED')).length).toBeLessThanOrEqual(2)
  })

  test('is refused with a wrong password, which nobody gets to read', async () => {
    const { provider, logged, smsc } = await opened({}, { password: 'another' })

    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false })
    expect(provider.health?.()).toContain('signing in failed: our password is wrong (0x0e)')
    expect(logged.join()).not.toContain('secret')
    expect(smsc.bound()).toBe(0)
  })

  test('is mended when it broke, and signed out when it is closed', async () => {
    const { provider, smsc } = await opened()
    await provider.handOver(anSms())
    for (let time = 0; time < 3; time++) {
      smsc.breakLines()
      await eventually(() => provider.health?.()?.startsWith('not bound') === true)
      await eventually(() => provider.health?.()?.startsWith('bound') === true)
    }
    expect(smsc.bound()).toBe(1)

    await provider.close()
    await eventually(() => smsc.bound() === 0)
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false })
  })

  test('that is closed loses nothing that is under way', async () => {
    const { provider, smsc } = await opened()
    smsc.behave({ ...noFaults, slow: { share: 1, milliseconds: 100 } })
    await eventually(() => smsc.bound() === 1)

    const outcomes = Array.from({ length: 5 }, () => provider.handOver(anSms()))
    await new Promise(resolve => setTimeout(resolve, 20))
    await provider.close()
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'accepted'))
  })
})

describe('a receipt', () => {
  test.each([
    ['in its text', 'text'],
    ['in its parameters', 'parameters'],
    ['in both', 'both'],
  ] as const)('that says it %s tells what became of the message', async (_, receiptForm) => {
    const esme = await opened({}, { receiptForm, isUnreachable: to => to.endsWith('2') })
    const [one, two] = await Promise.all([
      esme.provider.handOver(anSms()),
      esme.provider.handOver(anSms({ to: '48500000002' })),
    ])
    await eventually(() => esme.kept.length === 2)

    const told = arrivals(esme)
    expect(told).toContainEqual({ kind: 'receipt', providerId: idOf(one), says: 'delivered', reason: null })
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'receipt', providerId: idOf(two), says: 'undeliverable' }),
    )
  })

  test.each([
    ['hexadecimal', (id: number) => ({ answered: `${id}`, receipted: `000${id.toString(16).toUpperCase()}` })],
    ['decimal', (id: number) => ({ answered: id.toString(16).toUpperCase(), receipted: `${id}` })],
    ['same', (id: number) => ({ answered: `00${id.toString(16)}`, receipted: id.toString(16).toUpperCase() })],
  ] as const)('finds its message where its id is %s', async (receiptIds, writeId) => {
    const esme = await opened({ receiptIds }, { writeId: id => writeId(id + 43_980) })
    const outcome = await esme.provider.handOver(anSms())
    await eventually(() => esme.kept.length === 1)
    expect(arrivals(esme)).toMatchObject([{ providerId: idOf(outcome), says: 'delivered' }])
  })

  test('of many parts says that all arrived once all have', async () => {
    const esme = await opened()
    const outcome = await esme.provider.handOver(anSms({ text: 'a'.repeat(400) }))
    await eventually(() => esme.kept.length === 3)
    expect(arrivals(esme)).toEqual([{ kind: 'receipt', providerId: idOf(outcome), says: 'delivered', reason: null }])
  })

  test('comes again where it could not be kept, and counts once where it comes twice', async () => {
    const esme = await opened()
    esme.smsc.behave({ ...noFaults, duplicate: 1, reorder: 0.5 })
    esme.refuse(3)
    const outcome = await esme.provider.handOver(anSms())
    await eventually(() => esme.kept.length === 1)
    await new Promise(resolve => setTimeout(resolve, 700))
    expect(arrivals(esme)).toMatchObject([{ providerId: idOf(outcome), says: 'delivered' }])
    expect(esme.logged.filter(says => says.includes('could not be kept'))).toHaveLength(1)
  })
})

describe('what somebody writes', () => {
  test('comes as it was written, in one part or in many', async () => {
    const esme = await opened()
    const texts = ['STATUS', 'Nie działa! 😀', `Zażółć ${'gęślą jaźń '.repeat(20)}`, 'a€'.repeat(200)]
    for (const text of texts) await esme.smsc.say('+48600100200', text)

    const told = arrivals(esme)
    expect(told.map(each => (each.kind === 'message' ? each.text : null))).toEqual(texts)
    expect(told[0]).toMatchObject({ from: '+48600100200', subject: null, isAutomatic: false })
    expect(new Set(esme.kept.map(({ key }) => key)).size).toBe(texts.length)
  })

  test('comes again until it is kept', async () => {
    const esme = await opened()
    esme.refuse(2)
    await esme.smsc.say('+48600100200', 'STOP')
    expect(arrivals(esme)).toMatchObject([{ text: 'STOP' }])
  })

  test('is kept once although our answer was lost, and three times where it is said three times', async () => {
    const esme = await opened()
    await esme.smsc.say('+48600100200', 'STOP')
    esme.smsc.breakLines()
    await esme.smsc.say('+48600100200', 'STOP')
    expect(esme.kept).toHaveLength(1)
    await esme.smsc.say('+48600100200', 'START')
    await esme.smsc.say('+48600100200', 'STOP')
    expect(esme.kept).toHaveLength(3)
  })

  test('is never a receipt, whatever it says', async () => {
    const esme = await opened()
    await esme.smsc.say('+48600100200', 'id:1 sub:001 dlvrd:001 stat:UNDELIV err:001')
    expect(arrivals(esme)).toMatchObject([{ kind: 'message' }])
  })

  test('by a machine is not answered', async () => {
    const esme = await opened()
    await esme.smsc.say('7055', 'Wygraj!')
    expect(arrivals(esme)).toMatchObject([{ from: '+7055', isAutomatic: true }])
  })
})

test('nobody is at the other end of a line that was never there', async () => {
  const { provider } = anEsme({ port: 1 })
  expect(await provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false })
  await provider.close()
})

function idOf(outcome: Awaited<ReturnType<Esme['provider']['handOver']>>): string {
  if (outcome.kind !== 'accepted' || outcome.id === null) throw new Error(`it was ${outcome.kind}`)
  return outcome.id
}
