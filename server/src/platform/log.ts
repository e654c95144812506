import pino, { type DestinationStream, type Logger } from 'pino'
import type { Config } from './config.ts'
import { describeError } from './observe/describe-error.ts'

const secret = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'headers',
  'body',
  'name',
  'address',
  'email',
  'phone',
  'login',
]

/** JSON lines on standard output. Secrets and what identifies a person are cut out wherever they might slip in. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (reason: unknown) => describeError(reason), error: (reason: unknown) => describeError(reason) },
    redact: { paths: secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), remove: true },
  }
  return destination ? pino(options, destination) : pino(options)
}
