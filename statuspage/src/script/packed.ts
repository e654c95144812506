/** Without comments and blanks; names and lines stay, so that it can be read where it runs. No text in a script has a sign beside a blank. */
export function packed(script: string): string {
  return script
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/ ?([=<>?:,{}();&|*%]+) ?/g, '$1')
    .replace(/\s*\n\s*/g, '\n')
    .trimStart()
}
