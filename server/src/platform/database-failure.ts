import { Problem } from './problem.ts'

/** Serialization failure and deadlock: the same transaction may succeed when it is done again. */
export function isTransient(reason: unknown): boolean {
  const code = codeOf(reason)
  return code === '40001' || code === '40P01'
}

/** Whether something failed because the database is being restarted, is full or cannot be reached. */
export function isDatabaseAway(reason: unknown): boolean {
  const code = codeOf(reason)
  return away.has(code) || code.startsWith('08') || (reason instanceof Error && lost.test(reason.message))
}

/**
 * Whether the same would fail again however often it is tried: a value that the database or a calendar refuses, a rule of ours. Of
 * everything else nobody knows, so that it is tried again.
 */
export function failsForGood(reason: unknown): boolean {
  return reason instanceof RangeError || reason instanceof Problem || /^22[0-9A-Z]{3}$/.test(codeOf(reason))
}

function codeOf(reason: unknown): string {
  return reason instanceof Error && 'code' in reason ? String(reason.code) : ''
}

/** Shutting down, starting up, too many connections, disk or memory full; then what the network says. */
const away = new Set([
  ...['57P01', '57P02', '57P03', '53100', '53200', '53300'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
])

/** What the driver says without a code. */
const lost = /Connection terminated|timeout exceeded when trying to connect|is not queryable/
