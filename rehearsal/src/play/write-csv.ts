import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { kindOf } from './channels.ts'
import type { Played } from './report.ts'
import { steps } from './story.ts'

/** Every message of every person, a line for each; and beside it the texts by their numbers. */
export async function writeCsv(path: string, { record, people, options, verdict }: Played): Promise<void> {
  const file = createWriteStream(path)
  await once(file, 'open')
  file.write('at,customer,channel,language,step,what,text,parts,cost\n')
  const texts = new Set<number>()
  for (const { person, channel, step, text, at, parts } of record.all()) {
    texts.add(text)
    const of = person === null ? undefined : people[person]
    const what = verdict.answers.has(text) ? 'answer' : 'notice'
    const price = channel === 'chat' ? 0 : (options.prices[channel] ?? 0)
    const cost = (parts * price).toFixed(4)
    const line = [
      new Date(at).toISOString(),
      of?.customer ?? '',
      kindOf(channel),
      of?.language ?? '',
      steps[step - 1] ?? 'before',
      what,
      text,
      parts,
      cost,
    ]
    if (!file.write(`${line.join(',')}\n`)) await once(file, 'drain')
  }
  await once(file.end(), 'finish')
  const words = createWriteStream(`${path}.texts`)
  for (const text of texts) words.write(`── ${text}\n${record.textOf(text)}\n`)
  await once(words.end(), 'finish')
}
