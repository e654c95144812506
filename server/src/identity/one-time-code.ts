import { Secret, TOTP } from 'otpauth'

/** Seconds that a code is shown (https://www.rfc-editor.org/rfc/rfc6238). */
const period = 30
/** Clocks differ: the code before and the code after are good too. */
const window = 1

export function newSecret(): Uint8Array {
  return new Secret({ size: 20 }).bytes
}

/** What an authenticator app reads from a QR code. */
export function enrolment(secret: Uint8Array, login: string): { secret: string; uri: string } {
  const totp = totpOf(secret, login)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/**
 * The time step that a code belongs to, or null where it fits none that is near. Whoever accepts a code keeps its step and accepts
 * neither that one nor an earlier one again.
 */
export function stepOf(secret: Uint8Array, code: string, now: Temporal.Instant): bigint | null {
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now.epochMilliseconds
  const delta = totpOf(secret).validate({ token: code, timestamp, window })
  return delta === null ? null : BigInt(Math.floor(timestamp / 1000 / period) + delta)
}

/** Recovery codes are read from paper: case, blanks and hyphens do not matter. */
export function readRecoveryCode(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

function totpOf(secret: Uint8Array, label = ''): TOTP {
  const buffer = Uint8Array.from(secret).buffer
  return new TOTP({ issuer: 'Pulih', label, secret: new Secret({ buffer }), algorithm: 'SHA1', digits: 6, period })
}
