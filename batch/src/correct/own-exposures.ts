const prefix = 'own-'

/**
 * Rows with facts of their own have exposures of their own, called after lines of a part of the services that nobody will ever see.
 * Those that a correction names are numbered anew and their explanations kept.
 */
export class OwnExposures {
  /** The lines of the exposure table for all exposures named so far. */
  text = ''
  #count = 0
  #names = new Map<string, string>()
  #lines = new Map<string, string>()

  /** From here on, names are those of another part; `table` has its lines, without a header. */
  begin(table: string): void {
    this.#names.clear()
    this.#lines.clear()
    for (const line of table.split('\n')) {
      const comma = line.indexOf(',')
      const exposure = line.slice(0, comma)
      if (comma > 0) this.#lines.set(exposure, `${this.#lines.get(exposure) ?? ''}${line.slice(comma)}\n`)
    }
  }

  static includes(exposure: string): boolean {
    return exposure.startsWith(prefix)
  }

  nameOf(exposure: string): string {
    const known = this.#names.get(exposure)
    if (known !== undefined) return known
    const name = `${prefix}${++this.#count}`
    this.#names.set(exposure, name)
    for (const line of (this.#lines.get(exposure) ?? '').split('\n')) if (line !== '') this.text += `${name}${line}\n`
    return name
  }
}
