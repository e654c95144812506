import { Anchor, Button, Menu, NavLink } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

/** The library's looks on the router's links. */
export const TextLink = createLink(Anchor<'a'>)
export const ButtonLink = createLink(Button<'a'>)
export const NavigationLink = createLink(NavLink<'a'>)
export const MenuLink = createLink(Menu.Item<'a'>)
