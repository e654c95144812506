import type { Page } from 'playwright-core'
import type { House } from './house.ts'

/** Signs a member of the staff in at the console's door. */
export async function signIn(page: Page, house: House, login: string): Promise<void> {
  await page.goto(`${house.url}/console/`)
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(house.people[login] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
}

/** Goes to a page of the console by its name in the navigation. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('link', { name: place, exact: true })
    .click()
}

/** Does what a button offers and what its dialog asks to be confirmed, and waits until it is done. */
export async function confirmed(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog')
  // The last one: the cross in the corner of a dialog that closes an outage is called the same.
  await dialog.getByRole('button', { name: action, exact: true }).last().click()
  await dialog.waitFor({ state: 'hidden' })
}
