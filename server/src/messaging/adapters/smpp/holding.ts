import type { Delivery, Part } from './deliver.ts'

type Keep = (bodies: readonly Buffer[], first: Delivery) => Promise<number>

interface Held {
  readonly first: Delivery
  readonly bodies: Map<number, Buffer>
  readonly answer: ((status: number) => void)[]
  readonly timer: NodeJS.Timeout
}

/** Parts that wait for others; with more than these each is a message of its own. */
const most = 1_000

/**
 * Puts together what was written as one text. No part is answered before all of them are kept, so that none is lost if we die meanwhile;
 * what is not complete in time, because a centre brings one thing at a time or lost one, is kept as far as it came.
 */
export function holding(
  seconds: number,
  keep: Keep,
): (body: Buffer, delivery: Delivery, part: Part) => Promise<number> {
  const texts = new Map<string, Held>()
  let parts = 0
  const release = async (name: string): Promise<void> => {
    const held = texts.get(name)
    if (held === undefined) return
    texts.delete(name)
    parts -= held.bodies.size
    clearTimeout(held.timer)
    const inOrder = [...held.bodies].toSorted(([one], [other]) => one - other).map(([, body]) => body)
    const status = await keep(inOrder, held.first)
    for (const tell of held.answer) tell(status)
  }
  return (body, delivery, part) => {
    if (parts >= most) return keep([body], delivery)
    const name = `${delivery.from.address}\0${delivery.to}\0${part.reference}\0${part.total}`
    let held = texts.get(name)
    if (held === undefined) {
      held = {
        first: delivery,
        bodies: new Map(),
        answer: [],
        timer: setTimeout(() => void release(name), seconds * 1_000),
      }
      texts.set(name, held)
    }
    const { answer, bodies } = held
    if (!bodies.has(part.number)) parts++
    // Not with all that came along in one packet.
    bodies.set(part.number, Buffer.from(body))
    return new Promise(resolve => {
      answer.push(resolve)
      if (bodies.size === part.total) void release(name)
    })
  }
}
