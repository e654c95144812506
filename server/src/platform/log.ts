import pino, { type Logger } from 'pino'
import type { Config } from './config.ts'

/** JSON lines on standard output. Secrets and what identifies a person are cut out wherever they might slip in. */
export function createLog(level: Config['logLevel']): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    redact: { paths: ['*.password', '*.token', '*.secret', '*.authorization', 'req.headers', '*.address', '*.email', '*.phone', '*.login'], remove: true },
  })
}
