// What `build/vite-plugin.ts` makes at build time.

declare module 'virtual:pulih/rulebooks' {
  export const loaders: Readonly<Record<string, () => Promise<{ readonly part: unknown }>>>
}

declare module 'virtual:pulih/learn' {
  export function learn(language: string, phrases: Readonly<Record<string, string>>): void
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
