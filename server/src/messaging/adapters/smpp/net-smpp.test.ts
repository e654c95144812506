import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import { anEsme, anSms, eventually } from './testing/an-esme.ts'

const isThere = spawnSync('perl', ['-MNet::SMPP', '-e', '1']).status === 0
if (!isThere) console.warn('The Debian package libnet-smpp-perl is not there: nothing is tested against it.')
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A centre that somebody else has written, in Perl. */
async function aForeignCentre() {
  const perl = spawn('perl', [join(import.meta.dirname, 'testing/smsc.pl')], { stdio: ['ignore', 'pipe', 'ignore'] })
  const heard: string[] = []
  createInterface(perl.stdout).on('line', line => void heard.push(line))
  const gone = new Promise(resolve => perl.once('exit', resolve))
  closing.push(async () => {
    perl.kill()
    await gone
  })
  await eventually(() => heard.length > 0)
  return { port: Number(heard[0]?.slice('port '.length)), heard }
}

// Net::SMPP is a package of the system, which is not everywhere.
describe.skipIf(!isThere)('with a centre of a foreign hand', () => {
  test('messages go, receipts and answers come, and everybody leaves as it is proper', async () => {
    const { port, heard } = await aForeignCentre()
    const { provider, kept } = anEsme({ port, receiptIds: 'decimal' })
    const expiresAt = Temporal.Instant.from('2099-11-22T20:05:09.5Z')

    const short = await provider.handOver(anSms({ text: 'Żółw @', expiresAt }))
    const long = await provider.handOver(anSms({ text: `${'a'.repeat(160)}€[` }))
    await eventually(() => heard.filter(line => line === 'taken 0').length === 4)
    await eventually(() => heard.includes('enquire'))
    await provider.close()
    await eventually(() => heard.includes('unbind'))

    expect(heard[1]).toBe('bind pulih secret 52')
    const head = '5 Telnet 0 1 1 48500000001'
    expect(heard.filter(line => line.startsWith('submit'))).toEqual([
      `submit ${head} 0 1 8 991122200509000+ ${Buffer.from('Żółw @', 'utf16le').swap16().toString('hex')}`,
      expect.stringMatching(new RegExp(`^submit ${head} 64 1 0 - 050003[0-9a-f]{2}0201(61){153}$`)),
      expect.stringMatching(new RegExp(`^submit ${head} 64 1 0 - 050003[0-9a-f]{2}0202(61){7}1b651b3c$`)),
    ])
    expect([short, long]).toEqual([
      { kind: 'accepted', id: 'abcd' },
      { kind: 'accepted', id: 'abcf' },
    ])
    const at = Temporal.Instant.from('2026-11-22T18:00:00Z')
    const told = kept.flatMap(raw => normalise(raw, at))
    expect(told).toEqual([
      expect.objectContaining({ kind: 'message', from: '+48600100200', text: 'STATUS @' }),
      { kind: 'receipt', providerId: 'abcd', says: 'delivered', reason: null },
      { kind: 'receipt', providerId: 'abcf', says: 'delivered', reason: null },
    ])
  })
})
