const mostHead = 256 * 1024
const mostResults = 30

/**
 * The domain for whose mail the operator's own server vouches (Authentication-Results, RFC 8601): DMARC passed, or a signature of that domain.
 * Only its first line of that name is read: it stands on top of everything that came from outside, and the server takes away lines that pretend
 * to be its own (5). null: it vouches for nobody, or the mail has not exactly one author.
 */
export function vouchedDomain(mail: Buffer, server: string): string | null {
  const head = headOf(mail)
  if (head.filter(line => /^from\s*:/i.test(line)).length !== 1) return null
  const results = head
    .flatMap(line => /^authentication-results\s*:(.*)$/is.exec(line)?.[1] ?? [])
    .map(line => withoutComments(line).split(';').slice(0, mostResults))
    .find(([id = '']) => id.trim().split(/\s/)[0]?.toLowerCase() === server.toLowerCase())
  for (const result of results?.slice(1) ?? []) {
    const passed = /^\s*dmarc\s*=\s*pass\s.*?\bheader\.from\s*=\s*([\w.-]+)/is.exec(`${result} `)
    const signed = /^\s*dkim\s*=\s*pass\s.*?\bheader\.d\s*=\s*([\w.-]+)/is.exec(`${result} `)
    const domain = passed?.[1] ?? signed?.[1]
    if (domain !== undefined) return domain.toLowerCase()
  }
  return null
}

/** The lines of a head, each with what is folded below it. */
function headOf(mail: Buffer): readonly string[] {
  const [head = ''] = mail
    .subarray(0, mostHead)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)
  return head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
}

/** What stands in parentheses or in quotation marks was written by others, and vouches for nothing. */
function withoutComments(line: string): string {
  let depth = 0
  let isQuoted = false
  let kept = ''
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? ''
    if (letter === '\\') at++
    else if (letter === '"' && depth === 0) isQuoted = !isQuoted
    else if (!isQuoted && letter === '(') depth++
    else if (!isQuoted && letter === ')') depth = Math.max(0, depth - 1)
    else if (!isQuoted && depth === 0) kept += letter
  }
  return kept
}
