import { Anchor, Button, Menu, NavLink, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

/** A link that looks like a button and is one to nobody: it opens in a new tab like any other. */
function ButtonAnchor(props: ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>): ReactNode {
  return <Button component="a" {...props} />
}

/** The library's looks on the router's links. */
export const TextLink = createLink(Anchor<'a'>)
export const ButtonLink = createLink(ButtonAnchor)
export const NavigationLink = createLink(NavLink<'a'>)
export const MenuLink = createLink(Menu.Item<'a'>)
