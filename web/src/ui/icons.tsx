import type { ReactNode } from 'react'

/** Drawn for this console on a grid of 20, in the colour of the text beside them, which says the same. */
const paths = {
  home: 'M3 9.2 10 3.5l7 5.7V16a1 1 0 0 1-1 1h-3.7v-4.6H7.7V17H4a1 1 0 0 1-1-1z',
  outages: 'M11 2.5 4 11.4h5l-.8 6.1 7.2-9.4h-5.2z',
  coins:
    'M3 6.2c0-1.5 2.2-2.7 5-2.7s5 1.2 5 2.7-2.2 2.7-5 2.7-5-1.2-5-2.7v4.4c0 1.5 2.2 2.7 5 2.7m5-7v2.2m4 2.2c0-1.3-1.8-2.3-4-2.3s-4 1-4 2.3 1.8 2.4 4 2.4 4-1 4-2.4v3.6c0 1.3-1.8 2.3-4 2.3s-4-1-4-2.3v-3.6',
  send: 'M17 3 8.5 11.5M17 3l-5.4 14-3.1-5.5L3 8.4z',
  ledger: 'M4.5 3.5h11v13h-11zM7.5 3.5v13M10 7h3m-3 3h3',
  search: 'M13.2 13.2 17 17M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M3.2 10h13.6M10 3c2.5 2.2 2.5 11.8 0 14M10 3c-2.5 2.2-2.5 11.8 0 14',
  person: 'M10 9.6a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3.8 17c.5-3.4 2.9-5 6.2-5s5.7 1.6 6.2 5',
  moon: 'M16.5 11.6A6.8 6.8 0 0 1 8.4 3.5a6.8 6.8 0 1 0 8.1 8.1',
  sun: 'M10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8M10 2v1.8m0 12.4V18M2 10h1.8m12.4 0H18M4.3 4.3l1.3 1.3m8.8 8.8 1.3 1.3m0-11.4-1.3 1.3m-8.8 8.8-1.3 1.3',
  device: 'M3.5 4h13v9h-13zM7.5 16.5h5M10 13v3.5',
  book: 'M4 4.2c2.4-.7 4.4-.4 6 .9v11c-1.6-1.3-3.6-1.6-6-.9zm12 0c-2.4-.7-4.4-.4-6 .9v11c1.6-1.3 3.6-1.6 6-.9z',
  exit: 'M8 3.5H4.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H7.5',
  key: 'M12.6 11.2a4 4 0 1 0-3.8-2.8L3 14.2V17h3v-2h2v-2zM13.7 6.6v.1',
  check: 'm4 10.6 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  dots: 'M4.5 10v.01M10 10v.01M15.5 10v.01',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4.2l2.8 1.8',
  warning: 'M10 3.4 2.6 16.2h14.8zM10 8v4m0 2.2v.1',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 9.4V14m0-7.2v.1',
  lock: 'M5 9h10v7.5H5zM7 9V6.6a3 3 0 0 1 6 0V9',
  right: 'm8 4.5 5.5 5.5L8 15.5',
  left: 'M12 4.5 6.5 10l5.5 5.5',
  down: 'm4.5 7.5 5.5 5.5 5.5-5.5',
  columns: 'M3.5 4h13v12h-13zM8 4v12m4.2-12v12',
  download: 'M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M3.5 13.5v3h13v-3',
  print: 'M6 7.5V3.5h8v4M6 13.5H3.5v-6h13v6H14M6 11.5h8v5H6z',
  fit: 'M3.5 7.5v-4h4m5 0h4v4m0 5v4h-4m-5 0h-4v-4',
  bell: 'M5 13.5V9a5 5 0 0 1 10 0v4.5l1.3 1.7H3.7zM8.4 17.2h3.2',
  flag: 'M5 17V3.5h9.5l-2 3.6 2 3.6H5',
  megaphone: 'M3.5 8.5v3l9 4V4.5zm9 0h1.2a1.9 1.9 0 0 1 0 3.6h-1.2M6 12.6l1 4h2l-.9-3.1',
  note: 'M4.5 3.5h11v9.2L12 16.5H4.5zM15.5 12.7H12v3.8M7 7h6M7 10h4',
  merge: 'M5 3.5c0 5 5 4 5 9V17m5-13.5c0 5-5 4-5 9m0 4-2.5-2.5M10 17l2.5-2.5',
  undo: 'M7.5 4 3.8 7.7l3.7 3.7M3.8 7.7h7.7a4.6 4.6 0 0 1 0 9.2H8',
  pin: 'M10 17.2c3.6-4 5.3-6.4 5.3-8.9a5.3 5.3 0 0 0-10.6 0c0 2.5 1.7 4.9 5.3 8.9M10 10.2a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8',
  people:
    'M7.6 9.4a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M2.6 16.4c.4-3 2.2-4.5 5-4.5s4.6 1.5 5 4.5M13 4.1a2.6 2.6 0 0 1 0 5.1m1.7 2.9c1.6.5 2.5 1.9 2.8 4.3',
  tree: 'M8 3h4v3.4H8zM3 13.6h4V17H3zm10 0h4V17h-4zM10 6.4V10m-5 3.6V10h10v3.6',
  upload: 'M10 12.5v-9m0 0L6.5 7M10 3.5 13.5 7M3.5 13.5v3h13v-3',
  shield: 'M10 3 4 5.2v4.5c0 3.5 2.4 6.1 6 7.4 3.6-1.3 6-3.9 6-7.4V5.2zM7.4 9.9l1.9 1.9 3.4-3.7',
  gear: 'M10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M10 2.8v2m0 10.4v2M2.8 10h2m10.4 0h2M4.9 4.9l1.4 1.4m7.4 7.4 1.4 1.4m0-10.2-1.4 1.4m-7.4 7.4-1.4 1.4',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
