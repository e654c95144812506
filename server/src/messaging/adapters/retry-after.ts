/** Nobody rests for longer than this, whatever is asked of us. */
const longestRestSeconds = 600
const usualRestSeconds = 5

/** RFC 9110, 10.2.3: how long somebody wants to be left alone, in seconds or as a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function restSeconds(retryAfter: string | undefined, now: Temporal.Instant): number {
  const value = retryAfter?.trim() ?? ''
  const seconds = /^\d{1,9}$/.test(value)
    ? Number(value)
    : Math.ceil((Date.parse(value) - now.epochMilliseconds) / 1_000)
  if (Number.isNaN(seconds)) return usualRestSeconds
  return Math.min(Math.max(seconds, 1), longestRestSeconds)
}
