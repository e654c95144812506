import { createLink } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import styles from './tile.module.css'

interface Figure {
  readonly label: string
  readonly value: string
  readonly hint?: string | undefined
  readonly tone?: 'bad' | 'warn' | undefined
}

export function Tiles({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.tiles}>{children}</div>
}

/** One figure. */
export function Tile(figure: Figure): ReactNode {
  return <div className={classOf(figure)}>{inside(figure)}</div>
}

function Anchor({ label, value, hint, tone, ...rest }: Figure & ComponentProps<'a'>): ReactNode {
  return (
    <a {...rest} className={classOf({ label, value, hint, tone })}>
      {inside({ label, value, hint })}
    </a>
  )
}

/** One figure that leads to what it counts. */
export const TileLink = createLink(Anchor)

function classOf({ tone }: Figure): string {
  return `${styles['tile'] ?? ''} ${tone ? (styles[tone] ?? '') : ''}`
}

function inside({ label, value, hint }: Figure): ReactNode {
  return (
    <>
      <div className={styles['label']}>{label}</div>
      <div className={styles['value']}>{value}</div>
      {hint !== undefined && <div className={styles['hint']}>{hint}</div>}
    </>
  )
}
