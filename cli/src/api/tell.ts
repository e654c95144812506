import { once } from 'node:events'
import type { Page } from '@pulih/explanations'
import { Failure } from '../failure.ts'
import { openClient, type Client } from './client.ts'
import { Refusal } from './refusal.ts'

export interface TellOptions {
  readonly json?: boolean
}

/** What a command says: a value for programs, lines for people. */
export interface Said {
  readonly value: unknown
  readonly lines: (page: Page) => readonly string[]
  /** 1: it was done, and is not as one would wish. */
  readonly exitCode?: 0 | 1
}

/** A file goes to standard output as it is. */
type Answer = Said | AsyncIterable<Uint8Array>

/** Asks the server, and prints the answer as it is wanted. A refusal is a document on standard output where a program reads. */
export function tell(options: TellOptions, work: (client: Client) => Promise<Answer>): Promise<void> {
  return say(options, () => work(openClient()))
}

/** The same for what needs no server. */
export async function say(options: TellOptions, work: () => Promise<Answer>): Promise<void> {
  try {
    const answer = await work()
    if (Symbol.asyncIterator in answer) return await copy(answer)
    const text = options.json ? JSON.stringify(answer.value, null, 2) : answer.lines(pageHere()).join('\n')
    process.stdout.write(`${text}\n`)
    process.exitCode = answer.exitCode ?? 0
  } catch (reason) {
    if (!options.json || !(reason instanceof Failure)) throw reason
    const problem = reason instanceof Refusal ? reason.problem : { code: 'client.failed', title: reason.message }
    process.stdout.write(`${JSON.stringify(problem, null, 2)}\n`)
    process.exitCode = 2
  }
}

async function copy(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of content) if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
}

/** As wide as the terminal; what goes into a file or another program is not cut. */
function pageHere(): Page {
  const terminal = process.stdout.isTTY
  return { colour: terminal, width: terminal ? process.stdout.columns : 10_000 }
}
