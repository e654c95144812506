const paths = {
  pulse: 'M2 13h5l3-8 4 14 3-6h5',
  check: 'M5 13l4 4L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  warn: 'M12 4L2.5 20h19zM12 10v4M12 17v.5',
  clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 8v5l3 2',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  up: 'M6 14l6-6 6 6',
  below: 'M6 10l6 6 6-6',
  print: 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  sun: 'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5',
  internet: 'M3 9a14 14 0 0 1 18 0M6 13a9 9 0 0 1 12 0M9 17a4 4 0 0 1 6 0M12 20v.5',
  voice: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1',
  mobile: 'M7 3h10v18H7zM11 18h2',
  tv: 'M3 5h18v12H3zM8 21h8',
  hosting: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.5M8 17h.5',
  'leased-line': 'M4 12h16M4 8v8M20 8v8',
  electricity: 'M13 2L5 14h6l-1 8 8-12h-6z',
} as const

export type IconName = keyof typeof paths

/** Drawn, and never the only carrier of a meaning. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
