import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface Shot {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  readonly headers: Readonly<Record<string, string>>
  /** `same`: made anew for each request, and always the same. `query`: each request has one of its own. `look-up`: each asks for another service number, from another address. */
  readonly vary: 'nothing' | 'same' | 'query' | 'look-up'
}

export interface Result {
  readonly requests: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p99: number
  /** Milliseconds. */
  readonly max: number
  /** Answers of 400 and above. */
  readonly refused: number
  /** Connections that failed, and requests that nobody answered in time. */
  readonly broken: number
}

const script = fileURLToPath(new URL('requests.lua', import.meta.url))
const run = promisify(execFile)

/** Whether there is anything to shoot with. A generator in JavaScript would be slower than what it measures. */
export async function requireGenerator(): Promise<void> {
  // It prints its version and exits with 1.
  const said = await run('wrk', ['--version']).catch((reason: unknown) => reason as { stdout?: string })
  if (said.stdout?.startsWith('wrk ') !== true)
    throw new Error(
      'the status page is measured with wrk, which is not here: apt-get install wrk, or brew install wrk (https://github.com/wg/wrk)',
    )
}

/** Asks a server as fast as it answers, from one thread of another process, and says what came of it. */
export async function shoot({ url, connections, seconds, headers, vary }: Shot): Promise<Result> {
  const said = await run('wrk', [
    ...['--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`, '--timeout', '5s'],
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...['--script', script, url, '--', vary, new URL(url).pathname],
  ])
  // The last line is what the script prints.
  return JSON.parse(said.stdout.trimEnd().split('\n').at(-1) ?? '') as Result
}
