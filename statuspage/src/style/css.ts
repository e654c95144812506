/** Marks a text as CSS, so that it is formatted as such. */
export function css(strings: TemplateStringsArray): string {
  return strings.join('')
}

/** Without comments and without what only people need. Strings of our own styles hold none of these characters. */
export function packed(styles: string): string {
  return styles
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}')
    .trim()
}
