// Explanations measure lines for terminals. The build leaves that out; the types are all that is wanted of it here.
declare module 'node:util' {
  export function stripVTControlCharacters(text: string): string
  export function styleText(style: string | readonly string[], text: string, options?: object): string
}

// Made by the calculator's part of the build, from which the derivation takes its sentences.
declare module 'virtual:pulih/learn' {
  export function learn(language: string, phrases: Readonly<Record<string, string>>): void
}
declare module 'virtual:pulih/rulebooks' {
  export const loaders: Readonly<Record<string, () => Promise<{ readonly part: unknown }>>>
}
declare module 'virtual:pulih/phrases/en' {
  export const phrases: Readonly<Record<string, string>>
}
declare module 'virtual:pulih/phrases/id' {
  export const phrases: Readonly<Record<string, string>>
}
declare module 'virtual:pulih/phrases/pl' {
  export const phrases: Readonly<Record<string, string>>
}
