import pino, { type DestinationStream, type LogFn, type Logger } from 'pino'
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
    hooks: { logMethod: quietly },
    redact: { paths: secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), remove: true },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** The HTTP server says where it listens in the middle of the greeting, which says so itself. */
function quietly(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
  const [text] = args as readonly unknown[]
  if (level === pino.levels.values['info'] && typeof text === 'string' && text.startsWith('Server listening at'))
    this.debug(...args)
  else method.apply(this, args)
}
