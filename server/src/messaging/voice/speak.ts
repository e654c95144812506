import { spawn } from 'node:child_process'
import type { Language } from '@pulih/kernel'
import { readWav, type Sound } from './wav.ts'

/** Says a text. Null: there is no voice on this machine. */
export type Speak = (language: Language, text: string) => Promise<Sound | null>

const mostMilliseconds = 20_000
const mostBytes = 16 * 2 ** 20
const mostLetters = 3_000
const wordsPerMinute = '150'

/** The voice of espeak-ng, where it is installed. The text goes in by its input, so that nothing in it is an option. */
export const espeak: Speak = (language, text) =>
  new Promise((resolve, reject) => {
    // It needs nothing of our surroundings, least of all our secrets.
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin', LC_ALL: 'C.UTF-8' }
    const args = ['-v', language, '-s', wordsPerMinute, '--stdin', '--stdout']
    const options = { env, timeout: mostMilliseconds, killSignal: 'SIGKILL' } as const
    const voice = spawn('espeak-ng', args, { ...options, stdio: ['pipe', 'pipe', 'ignore'] })
    const parts: Buffer[] = []
    let bytes = 0
    voice.stdout.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > mostBytes) voice.kill('SIGKILL')
      else parts.push(part)
    })
    voice.on('error', (reason: NodeJS.ErrnoException) => {
      if (reason.code === 'ENOENT') resolve(null)
      else reject(reason)
    })
    voice.on('close', (code, signal) => {
      if (code !== 0) return reject(new Error(`espeak-ng ended with ${signal ?? `status ${code}`}`))
      try {
        resolve(readWav(Buffer.concat(parts)))
      } catch (reason) {
        reject(reason)
      }
    })
    // Where it never began, or ended early, the events above say so.
    voice.stdin.on('error', () => undefined)
    voice.stdin.end(text.slice(0, mostLetters))
  })
