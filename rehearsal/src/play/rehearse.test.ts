import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOptions } from './options.ts'
import { printed } from './print.ts'
import { rehearse } from './rehearse.ts'
import { reportOf } from './report.ts'
import { writeCsv } from './write-csv.ts'

const quietly = { say: () => undefined, now: () => undefined, end: () => undefined }
const never = new AbortController().signal

describe('a rehearsal', () => {
  test(
    'of five hundred people, with providers as they are and a server that is killed, keeps every promise',
    { timeout: 300_000 },
    async () => {
      const before = folders()
      const args = ['--people', '500', '--faults', 'usual', '--kill', '1', '--patience', '15', '--quiet', '2']
      const options = readOptions([...args, '--stopped', '0.03', '--writers', '0.05', '--callers', '0.05'])

      const played = await rehearse(options, quietly, never)
      const report = reportOf(played)
      const lines = printed(report, played).join('\n')
      const folder = mkdtempSync(join(tmpdir(), 'rehearsal-csv-'))
      const csv = join(folder, 'all.csv')
      await writeCsv(csv, played)

      expect(report.promises.filter(({ broken }) => broken > 0)).toEqual([])
      expect(report).toMatchObject({ hit: 500, kills: 1 })
      // The others want nothing, can be reached by nothing, or are in doubt.
      expect(report.told).toBeGreaterThan(400)
      expect(report.channels.map(({ channel, messages }) => [channel, messages > 0])).toEqual(
        ['sms', 'email', 'whatsapp', 'telegram', 'push', 'chat', 'all'].map(channel => [channel, true]),
      )
      expect(report.callers.heard).toBeGreaterThan(0)
      expect(report.stops.confirmed).toBeGreaterThan(0)
      expect(lines).toContain('Siec Bajka')
      expect(readFileSync(csv, 'utf8').split('\n').length - 2).toBe(played.record.size())
      expect(existsSync(`${csv}.texts`)).toBe(true)
      rmSync(folder, { recursive: true })
      expect(folders()).toEqual(before)
    },
  )

  test('that is stopped while it begins leaves nothing behind', { timeout: 60_000 }, async () => {
    const before = folders()
    const stopping = new AbortController()
    const options = readOptions(['--people', '20'])

    const stopped = rehearse(options, { ...quietly, say: () => stopping.abort() }, stopping.signal)

    await expect(stopped).rejects.toThrow('aborted')
    expect(folders()).toEqual(before)
  })
})

function folders(): readonly string[] {
  return readdirSync(tmpdir()).filter(name => name.startsWith(`pulih-rehearsal-${process.pid}-`))
}
