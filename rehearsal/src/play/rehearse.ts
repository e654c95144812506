import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from './api.ts'
import type { Channel } from './channels.ts'
import { judge } from './judge.ts'
import { killer, mortality } from './misfortunes.ts'
import type { Options } from './options.ts'
import { makeOperator } from './people.ts'
import { hireStaff, importOperator, openChannels, openExchanges } from './prepare.ts'
import { lookAtProduct } from './product.ts'
import type { Progress } from './progress.ts'
import { letPeopleRest } from './quiet.ts'
import { freePort, startPulih } from './pulih.ts'
import { recording } from './record.ts'
import type { Played } from './report.ts'
import { setStage } from './stage.ts'
import { playOutage } from './story.ts'
import { openTelephones } from './telephones.ts'
import { letPeopleWrite, type Words } from './words.ts'
import { writeFiles } from './write-files.ts'

const drainMilliseconds = 50
/** What people write before the outage is answered within this. */
const earlySeconds = 60

/** Plays it all. What was started is ended and removed, however it ends. */
export async function rehearse(options: Options, progress: Progress, signal: AbortSignal): Promise<Played> {
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), `pulih-rehearsal-${process.pid}-`))
  // The embedded database may belong to another user, who has to reach it.
  chmodSync(folder, 0o755)
  const ends: (() => unknown)[] = [
    () =>
      options.keep ? progress.say(`Everything is kept in ${folder}`) : rmSync(folder, { recursive: true, force: true }),
  ]
  try {
    progress.say(`Making an operator whose outage hits ${options.people.toLocaleString('en')} people …`)
    const operatorFolder = join(folder, 'operator')
    mkdirSync(operatorFolder)
    const operator = await makeOperator(operatorFolder, options)
    const { people } = operator
    signal.throwIfAborted()

    const mailInbox = await freePort()
    const mortal = new Set(options.deaths.map(({ channel }) => channel))
    const stage = await setStage(people, { seed: options.seed, mailInbox, smsBy: options.sms, mortal })
    ends.push(() => stage.stop())
    const exchange = { password: stage.secrets['pbx'] ?? '', port: await freePort() }
    const telephones = await openTelephones(people, options, exchange)
    ends.push(() => telephones.stop())
    await writeFiles(operator, person => stage.subscriptionOf(person))
    signal.throwIfAborted()

    progress.say('Starting Pulih on an empty database …')
    const pulih = await startPulih({ folder, secrets: stage.secrets })
    ends.push(() => pulih.stop())
    const staff = await hireStaff(pulih, signal)
    await importOperator(staff.admin, operator, line => progress.say(line))
    await openChannels(staff, { stage, options, pulihUrl: pulih.url })
    await openExchanges(staff, telephones)
    signal.throwIfAborted()

    let step = 0
    const words: Words = letPeopleWrite(people, options, (...said) => stage.say(...said))
    ends.push(() => words.stop())
    const quiet = letPeopleRest(people, options.quiet, words)
    const record = recording(people.length, (person, channel, delivered) => {
      quiet.hear(person, delivered)
      words.hear(person, channel, delivered, step > 0)
    })
    const drain = (): void => stage.drain((channel, delivered) => record.add(channel, delivered, step))
    const draining = setInterval(drain, drainMilliseconds)
    ends.push(() => clearInterval(draining))

    words.early()
    const early = words.writers.filter(({ isEarly }) => isEarly)
    const confirmed = () => Promise.resolve(early.filter(({ confirmedAt }) => confirmedAt !== null).length)
    await quiet.ask(pulih.url)
    await until('the answers to STOP', confirmed, count => count === early.length, earlySeconds)
    signal.throwIfAborted()

    progress.say(
      `The outage. ${early.length.toLocaleString('en')} have said STOP before, ${quiet.people.size} want to be left alone now.`,
    )
    stage.behave(options.faults)
    const deaths = mortality(options.deaths, stage, line => progress.say(line))
    const kills = killer(options, pulih, line => progress.say(line))
    ends.push(
      () => deaths.stop(),
      () => kills.stop(),
    )
    const before = performance.eventLoopUtilization()
    let busy = 0
    const told = await playOutage({
      desk: staff.desk,
      operator,
      patienceSeconds: options.patienceSeconds,
      progress,
      begin(next) {
        drain()
        if (next === 1) deaths.begin()
        if (next === 1) telephones.begin()
        if (next === 2) busy = performance.eventLoopUtilization(before).utilization
        step = next
        kills.at(next)
      },
      resting: quiet.people.size,
      reached: record.reached,
      untaken: () => stage.waiting(),
      signal,
    })
    await kills.done()
    const calls = await telephones.done()
    words.stop()
    await pause(lastWordsMilliseconds)
    drain()

    progress.say('Asking Pulih what it says of it …')
    const product = await lookAtProduct(staff.desk, told.outage, people, messages => {
      if (messages % 500 === 0) progress.now(`  ${messages.toLocaleString('en')} messages looked at`)
    })
    drain()
    const toleranceMilliseconds = stopMilliseconds + options.faults.slow.milliseconds
    const isAway = (channel: Channel) => pulih.kills() > 0 || mortal.has(channel)
    const verdict = judge({ people, record, product, words, calls, quiet: quiet.people, isAway, toleranceMilliseconds })
    const seconds = (performance.now() - began) / 1_000
    return { options, people, told, record, product, verdict, words, calls, kills: pulih.kills(), busy, seconds }
  } finally {
    progress.end()
    for (const end of ends.toReversed()) await end()
  }
}

/** STOP is promised to be felt within a second. */
const stopMilliseconds = 1_000
/** What people wrote last is answered in this. */
const lastWordsMilliseconds = 3_000
