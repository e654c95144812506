/** The statements of a printed text: what ends with a semicolon at the end of a line. Comments hold none. */
export function statementsOf(text: string): string[] {
  return text
    .split(/;\n/)
    .map(part => part.replaceAll(/^--.*\n/gm, '').trim())
    .filter(part => part !== '')
}
