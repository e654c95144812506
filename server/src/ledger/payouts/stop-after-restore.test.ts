import { describe, expect, test } from 'vitest'
import { stopAfterRestore } from './stop-after-restore.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, house, wire } = await aHouse()
const finance = h.as('finance')

describe('after a restore', () => {
  test('no channel sends or writes files until somebody resumes it, and each says why', async () => {
    const calls: string[] = []
    wire.exchange = ({ url }) => {
      calls.push(url)
      return Promise.resolve({ kind: 'lost', reason: 'not expected' })
    }
    const url = 'https://hook.example'
    await aChannel(h, 'hook', { adapter: 'webhook', url, secret: 'hook', lookupUrl: null })
    await aChannel(h, 'files', { adapter: 'csv' })
    await aChannel(h, 'held', { adapter: 'csv' }, { stopped: 'end of month' })
    await aChannel(h, 'told', { adapter: 'csv' }, { stopped: 'x'.repeat(200) })
    await house.grant([
      { id: 1n, amount: 1_000n },
      { id: 2n, amount: 1_000n },
    ])
    const ask = (channel: string, service: string) =>
      finance.post('/payouts', { channel, unit: 'PLN', for: { bill: '2026-09' }, services: [service] })
    await ask('hook', 'S-1')
    await ask('files', 'S-2')

    expect(await h.work(stopAfterRestore)).toBe(4)
    await h.sweep()
    await h.runJobs()

    expect(calls).toEqual([])
    expect((await finance.post('/payouts/batches', { channel: 'files' })).body).toMatchObject({
      code: 'payouts.stopped',
      detail: expect.stringContaining('restored from a backup: reconcile, then resume'),
    })
    const { headers, body } = await h.as('admin').get('/payouts/channels/held')
    expect(body.stopped).toBe('restored from a backup: reconcile, then resume; before: end of month')
    expect(headers['etag']).toBe('"2"')
    expect((await h.as('admin').get('/payouts/channels/told')).body.stopped).toHaveLength(200)

    // What was sent after the backup arrived, and says so; the rest is sent.
    const [known] = (await finance.get('/payouts?channel=files')).body.items
    const { body: resolved } = await finance.post(`/payouts/${known.id}/resolve`, {
      finding: 'arrived',
      note: 'in the books of the biller',
    })
    expect(resolved.state).toBe('accepted')
    await finance.post('/payouts/resume', {})
    expect((await finance.post('/payouts/batches', { channel: 'files' })).body.code).toBe('payouts.nothing-to-send')
    await h.runJobs()
    expect(calls).toEqual([url])
  })
})
