/** The colours of both modes. Every pair that stands on each other is held against WCAG AA by a test. */
export interface Colours {
  /** Behind everything; behind a card. */
  readonly ground: string
  readonly card: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  /** How bad it is: as a surface (`solid`), as words (`word`), and behind words (`tint`). */
  readonly levels: Readonly<Record<LevelName, { readonly solid: string; readonly word: string; readonly tint: string }>>
}

export type LevelName = 'fine' | 'work' | 'worse' | 'part' | 'down' | 'none'

export const light: Colours = {
  ground: '#f5f7f9',
  card: '#ffffff',
  ink: '#16202b',
  quiet: '#556270',
  line: '#e0e5ea',
  levels: {
    fine: { solid: '#1f8f55', word: '#12693c', tint: '#e8f6ee' },
    work: { solid: '#2f6fd0', word: '#1d4f9c', tint: '#e9f1fd' },
    worse: { solid: '#b87a00', word: '#775000', tint: '#fdf4dc' },
    part: { solid: '#d2590f', word: '#963b06', tint: '#feeee3' },
    down: { solid: '#c52828', word: '#9f1c1c', tint: '#fdeaea' },
    none: { solid: '#7a8591', word: '#556270', tint: '#eef1f4' },
  },
}

export const dark: Colours = {
  ground: '#0e1319',
  card: '#171e26',
  ink: '#e8edf2',
  quiet: '#a4b0bc',
  line: '#2b3540',
  levels: {
    fine: { solid: '#3fb474', word: '#76d69f', tint: '#12271c' },
    work: { solid: '#5b93ee', word: '#94bbff', tint: '#15223a' },
    worse: { solid: '#d9a421', word: '#f1c453', tint: '#2a2311' },
    part: { solid: '#ee7a3c', word: '#ffa368', tint: '#331f12' },
    down: { solid: '#ec5f5f', word: '#ff9292', tint: '#37191b' },
    none: { solid: '#76828e', word: '#a4b0bc', tint: '#1d252e' },
  },
}
