import type { Language } from '@pulih/kernel'

/** The countries whose rights are written out; `XX` stands for all others. */
export const countries = ['ID', 'PL', 'XX'] as const
export type Country = (typeof countries)[number]

export interface Right {
  readonly title: string
  readonly text: string
  /** Where the portal honours it. */
  readonly here: string
  readonly article: string
}

export interface CountryRights {
  readonly intro: string
  readonly rights: readonly Right[]
  readonly duties: readonly string[]
  /** What can be done, step after step, where subscriber and operator do not agree. */
  readonly next: readonly string[]
  readonly sources: readonly string[]
}

export type Rights = Readonly<Record<Country, CountryRights>>

/** Long texts travel only to whoever opens the page. */
export async function loadRights(language: Language): Promise<Rights> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).rights
    case 'id':
      return (await import('./id.ts')).rights
    case 'pl':
      return (await import('./pl.ts')).rights
  }
}
