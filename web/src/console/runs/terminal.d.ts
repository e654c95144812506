// Explanations measure lines for terminals. The build leaves that out; the types are all that is wanted of it here.
declare module 'node:util' {
  export function stripVTControlCharacters(text: string): string
  export function styleText(style: string | readonly string[], text: string, options?: object): string
}
