import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export interface PagePart {
  /** What the address says behind `part`; the first one says nothing. */
  readonly name: string
  readonly label: string
  readonly shows: ReactNode
}

/** The parts of a page, one of which is shown. Which one stands in the address, so that it can be sent to somebody. */
export function PageTabs({ label, parts }: { readonly label: string; readonly parts: readonly PagePart[] }): ReactNode {
  const { part } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [first] = parts
  const shown = parts.find(({ name }) => name === part) ?? first
  if (!first || !shown) return null
  return (
    <Tabs
      value={shown.name}
      keepMounted={false}
      onChange={next =>
        void navigate({
          to: '.',
          replace: true,
          search: next === null || next === first.name ? {} : { part: next },
        })
      }
    >
      <Tabs.List aria-label={label} className="unprinted">
        {parts.map(each => (
          <Tabs.Tab key={each.name} value={each.name}>
            {each.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown.name} pt="sm">
        {shown.shows}
      </Tabs.Panel>
    </Tabs>
  )
}
