import { Title } from '@mantine/core'
import { useEffect, useId, type ReactNode } from 'react'
import { useSay } from './language.tsx'
import styles from './page.module.css'

/** A page: its name, also in the tab of the browser, what can be done with all of it, and what is on it. */
export function Page({
  title,
  above,
  beside,
  actions,
  children,
}: {
  readonly title: string
  readonly above?: ReactNode
  readonly beside?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  const say = useSay()
  useEffect(() => {
    document.title = say('app.title', { page: title })
  }, [say, title])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          {above !== undefined && <div className={styles.above}>{above}</div>}
          <div className={styles.title}>
            <Title order={1}>{title}</Title>
            {beside}
          </div>
        </div>
        {actions !== undefined && <div className={`${styles.actions} unprinted`}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page that needs no name beside that of the page. */
export function Sheet({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.card}>{children}</div>
}

/** A part of a page with a name of its own. */
export function Card({
  title,
  aside,
  flush = false,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  /** Up to the edge, for tables and maps. */
  readonly flush?: boolean
  readonly children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.cardHead}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {aside}
      </div>
      <div className={flush ? styles.flush : styles.cardBody}>{children}</div>
    </section>
  )
}
