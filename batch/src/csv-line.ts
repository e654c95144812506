const quote = 34

/** The fields of one line, as bytes. Undefined when its quotes do not match; the kernel reads rows by the same rules. */
export function splitLine(line: Uint8Array, separator: number): Uint8Array[] | undefined {
  const end = line.at(-1) === 13 ? line.length - 1 : line.length
  const fields: Uint8Array[] = []
  for (let at = 0; ; at++) {
    const start = at
    if (line[at] !== quote || at >= end) {
      while (at < end && line[at] !== separator) at++
      const plain = line.subarray(start, at)
      if (plain.includes(quote)) return undefined
      fields.push(plain)
    } else {
      const content: number[] = []
      at++
      while (line[at] !== quote || line[at + 1] === quote) {
        if (at >= end) return undefined
        content.push(line[at] ?? 0)
        at += line[at] === quote ? 2 : 1
      }
      at++
      if (at < end && line[at] !== separator) return undefined
      fields.push(Uint8Array.from(content))
    }
    if (at >= end) return fields
  }
}
