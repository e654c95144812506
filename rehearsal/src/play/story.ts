import { setTimeout as pause } from 'node:timers/promises'
import type { Visitor } from './api.ts'
import { until, type View } from './api.ts'
import type { Operator } from './people.ts'
import type { Progress } from './progress.ts'

/** What is done to the outage, one after the other. */
export const steps = ['first word', 'new estimate', 'update', 'a part works again', 'all works again'] as const
export type StepName = (typeof steps)[number]

export interface Step {
  readonly name: StepName
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number
  /** How long until nothing was left to be sent. */
  readonly seconds: number
  /** What had not gone out when the play went on. */
  readonly left: number
}

export interface Told {
  readonly outage: string
  readonly number: string
  readonly confirmedAt: number
  readonly services: number
  readonly steps: readonly Step[]
}

export interface Stagehands {
  readonly desk: Visitor
  readonly operator: Operator
  readonly patienceSeconds: number
  readonly progress: Progress
  /** A step begins: from here on what comes belongs to it. */
  begin(step: number): void
  /** How many people are not told before their quiet hours are over. */
  readonly resting: number
  /** How many people have heard of the outage. */
  readonly reached: () => number
  /** What the product has not taken from the providers yet. */
  readonly untaken: () => number
  readonly signal: AbortSignal
}

/** With something left that does not move for so long, the play goes on: it waits for its next try, or for a worker that died. */
const stillSeconds = 20

/** Lets an outage begin, change and end, as staff do it, and waits after each step until everybody is told. */
export async function playOutage(hands: Stagehands): Promise<Told> {
  const { desk, operator } = hands
  const reported = await desk.post('/outages', {
    title: 'Awaria sieci szkieletowej',
    scope: { areas: operator.provinces },
    startedAt: ago(10),
    cause: 'fibre-cut',
    publicCause: null,
    etr: ahead(180),
    nextUpdateBy: ahead(60),
  })
  const id = String(reported['id'])
  const confirmedAt = Date.now()
  const done: Step[] = []
  const step = async (name: StepName, kind: string, act: () => Promise<unknown>): Promise<void> => {
    hands.begin(done.length + 1)
    const at = Date.now()
    const before = await countOf(desk, id, kind)
    await act()
    const isLast = done.length === steps.length - 1
    const left = await settle({ ...hands, id, kind, before, name, isLast })
    done.push({ name, at, seconds: (Date.now() - at) / 1_000, left })
    hands.progress.say(
      `  ${name}: ${((Date.now() - at) / 1_000).toFixed(1)} s${left > 0 ? `, ${left.toLocaleString('en')} messages still on their way` : ''}`,
    )
  }
  await step('first word', 'first', () => desk.post(`/outages/${id}/confirm`, {}))
  await step('new estimate', 'etr', () =>
    desk.put(`/outages/${id}/etr`, { etr: ahead(300), nextUpdateBy: ahead(90) }, `/outages/${id}`),
  )
  await step('update', 'update', () =>
    desk.post(`/outages/${id}/timeline`, {
      text: 'Uszkodzony kabel jest odkopany, trwa spawanie włókien.',
      language: 'pl',
      translations: {
        en: 'The damaged cable is laid open, its fibres are being joined.',
        id: 'Kabel yang rusak sudah digali, seratnya sedang disambung.',
      },
      public: true,
      nextUpdateBy: ahead(120),
    }),
  )
  await step('a part works again', 'restored', () =>
    desk.post(`/outages/${id}/restore-part`, { areas: [operator.firstRestored], restoredAt: ago(0) }),
  )
  await step('all works again', 'restored', () => desk.post(`/outages/${id}/restore`, { restoredAt: ago(0) }))
  const { number, matched } = await desk.get(`/outages/${id}`)
  return { outage: id, number: String(number), confirmedAt, services: Number(matched?.services ?? 0), steps: done }
}

function ago(minutes: number): string {
  // A second less, because the server's clock may have another opinion of now.
  return new Date(Date.now() - minutes * 60_000 - 1_000).toISOString()
}

function ahead(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString()
}

async function noticesOf(desk: Visitor, id: string): Promise<readonly View[]> {
  const { items } = await desk.get(`/outages/${id}/notices`)
  return Array.isArray(items) ? (items as View[]) : []
}

async function countOf(desk: Visitor, id: string, kind: string): Promise<number> {
  return (await noticesOf(desk, id)).filter(notice => notice['kind'] === kind).length
}

interface Waiting extends Stagehands {
  readonly id: string
  readonly kind: string
  readonly before: number
  readonly name: StepName
  readonly isLast: boolean
}

/** Waits until the notice is out and nothing is left to be sent. Returns how much is left all the same. */
async function settle(waiting: Waiting): Promise<number> {
  const { desk, id, kind, before, name, isLast, patienceSeconds, progress, signal } = waiting
  const began = performance.now()
  const isOut = (all: readonly View[]) =>
    all.filter(notice => notice['kind'] === kind && notice['state'] === 'released').length > before
  await until(`the notice "${kind}"`, () => noticesOf(desk, id), isOut, Math.max(60, patienceSeconds))
  let [last, moved] = ['', performance.now()]
  for (;;) {
    signal.throwIfAborted()
    const { waiting: due, sending, gone, failed } = totals(await noticesOf(desk, id))
    const waitingNow = Math.max(0, due - waiting.resting)
    const onTheWay = waitingNow + sending
    const seconds = (performance.now() - began) / 1_000
    progress.now(
      `  ${seconds.toFixed(0).padStart(4)} s  ${name}: ${gone.toLocaleString('en')} messages gone, ${onTheWay.toLocaleString('en')} to go, ${failed.toLocaleString('en')} failed, ${waiting.reached().toLocaleString('en')} people have heard`,
    )
    const seen = `${onTheWay} ${gone} ${failed} ${waiting.untaken()}`
    if (seen !== last) [last, moved] = [seen, performance.now()]
    const stillFor = (performance.now() - moved) / 1_000
    if (onTheWay === 0 && waiting.untaken() === 0 && stillFor > quietSeconds) return 0
    // Whoever was sending these was killed. Nobody waits for them: they become doubts after a while.
    if (waitingNow === 0 && stillFor > orphanSeconds) return onTheWay
    // At the end there is nothing to go on to: what waits for another try is waited for.
    if (seconds > patienceSeconds || (!isLast && stillFor > stillSeconds)) return onTheWay
    await pause(lookMilliseconds, undefined, { signal })
  }
}

const lookMilliseconds = 300
/** Longer than a provider takes that is only slow. */
const orphanSeconds = 5
/** What is on its way back is looked for so long. */
const quietSeconds = 1

function totals(notices: readonly View[]) {
  const sum = (...states: readonly string[]): number =>
    notices.reduce((all, { messages }) => all + states.reduce((one, state) => one + Number(messages[state]), 0), 0)
  return {
    waiting: sum('waiting'),
    sending: sum('sending'),
    gone: sum('sent', 'delivered', 'read'),
    failed: sum('failed'),
  }
}
