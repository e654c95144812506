import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { answerTo, commands, type Pdu } from './pdu.ts'
import { requestsOver } from './requests.ts'

const body = Buffer.alloc(0)

test('nobody waits for a place in the window longer than for an answer, and what waited that long never went out', async () => {
  const written: Pdu[] = []
  const requests = requestsOver(pdu => void written.push(pdu), { window: 1, answerSeconds: 0.05 })

  const first = requests.ask(commands.submit, body)
  const second = requests.ask(commands.submit, body)
  await setTimeout(60)
  const third = requests.ask(commands.submit, body)
  requests.expire()

  expect(await first).toMatchObject({ kind: 'lost' })
  expect(await second).toEqual({ kind: 'unsent', reason: 'its turn did not come in time' })
  const [{ command, sequence } = { command: 0, sequence: 0 }] = written
  requests.answered({ command: answerTo(command), status: 0, sequence, body })
  await setTimeout(0)
  expect(written).toHaveLength(2)
  requests.lose('the line broke')
  expect(await third).toMatchObject({ kind: 'lost' })
})
