import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { callerAs, type Caller } from '../api.ts'
import { journey } from '../browsing.ts'
import { look } from '../look.ts'
import { goTo, signIn } from '../staff.ts'

const pop = 'PL-02.24'

journey('an operator says where it broke, how it went, and what follows', ({ house, visitor }) => {
  test('every dialog that changes facts is submitted once', async () => {
    const operations = await callerAs(house, 'operations')
    const care = await callerAs(house, 'care')
    const page = await visitor()
    await signIn(page, house, 'operations')

    await goTo(page, 'Outages')
    await page.getByRole('button', { name: 'Report an outage' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('No light in Lower Silesia')
    await key(dialog.getByLabel('Elements'), pop)
    await drawTriangle(page)
    await dialog.getByLabel('Drawn area 1', { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Remove drawn area 1' }).click()
    await dialog.getByRole('button', { name: 'Add an area by coordinates' }).click()
    const corners = dialog.getByLabel('Drawn area 1', { exact: true })
    await corners.fill('51.1, 16.2\n51.2, here')
    await dialog.getByText('Line 2 is no corner.').waitFor()
    await corners.fill('51.05, 16.15\n51.15, 16.15\n51.1, 16.35')
    const corner = dialog.getByRole('button', { name: 'Corner 1 of drawn area 1: 51.05, 16.15' })
    await corner.focus()
    await page.keyboard.press('ArrowUp')
    await corner.waitFor({ state: 'detached' })
    await look(page, 'console-outage-report-place')
    await dialog.getByLabel('Began, or begins').fill(wall(-60))
    await dialog.getByLabel('Works again at about').fill(wall(60))
    await dialog.getByLabel('Next update by').fill(wall(30))
    await dialog.getByLabel('I am certain').check()
    // A mouse that bounces reports one outage.
    await dialog.getByRole('button', { name: 'Report', exact: true }).dblclick()
    await page.getByRole('heading', { level: 1, name: 'No light in Lower Silesia' }).waitFor()
    const same = await operations.get('/outages?text=No%20light%20in%20Lower%20Silesia')
    expect((same['items'] as unknown[]).length).toBe(1)
    await page.getByText('1 drawn area').waitFor()
    const number = /OUT-\d+/.exec(await page.getByRole('main').innerText())?.[0] ?? ''

    await act(page, 'Set estimate', 'Save', async () => {
      await dialog.getByLabel('Works again at about').fill(wall(90))
      await dialog.getByLabel('Reason').fill('The crew is stuck in traffic.')
    })
    await page.getByText('moved by').waitFor()
    await act(page, 'Change the place', 'Save', async () => {
      await dialog.getByLabel('Areas', { exact: true }).fill('02.64')
      await page.getByRole('option', { name: /02\.64/ }).click()
      await page.keyboard.press('Escape')
      await look(page, 'console-outage-place')
    })
    await page.getByText('Place changed').waitFor()
    await act(page, 'Restore a part', 'Restore a part', async () => {
      await key(dialog.getByLabel('Elements'), pop)
      await dialog.getByLabel('Works since').fill(wall(-5))
    })
    await page.getByText('works since').waitFor()

    const other = await operations.post('/outages', {
      title: 'The same one',
      startedAt: new Date(Date.now() - 50 * 60_000).toISOString(),
      scope: { elements: ['PL-02.64'] },
    })
    await page.goto(`${house.url}/console/outages/${String(other['number'])}`)
    await act(page, 'Merge into another one', 'Merge into another one', () =>
      dialog.getByLabel('Number of the other outage').fill(number),
    )
    await page.getByText('This outage was merged into another one.').waitFor()
    await page.getByRole('link', { name: 'Go there' }).click()

    await act(page, 'Restore', 'Restore', () => dialog.getByLabel('Works since').fill(wall(-1)))
    await page.getByRole('button', { name: 'Correct', exact: true }).waitFor()
    await act(page, 'Correct', 'Correct', async () => {
      await dialog.getByLabel('Began').fill(wall(-70))
      await dialog.getByLabel('Reason').fill('The log of the power supply says so.')
    })
    await page.getByText('Corrected: beginning').waitFor()

    await care.post(`/outages/${number}/appeals`, {
      service: await unpaidService(care, number),
      note: 'It was dark here, too. <b>Please</b> look again.',
    })
    await page.getByRole('tab', { name: 'Appeals' }).click()
    await page.getByText('It was dark here, too.').waitFor()
    await look(page, 'console-outage-appeals')
    await page.getByRole('button', { name: 'Decide the appeal' }).click()
    await dialog.getByLabel('Reject: it was not hit').check()
    await dialog.getByLabel('Reason').fill('Its session never broke off.')
    await dialog.getByRole('button', { name: 'Decide', exact: true }).click()
    await page.getByRole('cell', { name: 'Its session never broke off.' }).waitFor()

    await page.getByRole('tab', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Write the review' }).click()
    await page.getByLabel('What happened').fill('A fuse of the power supply broke.')
    await page.getByRole('button', { name: 'Add a follow-up' }).click()
    const followUp = page.getByRole('group', { name: 'Follow-up 1' })
    await followUp.getByLabel('Follow-up', { exact: true }).fill('Replace the fuses')
    await look(page, 'console-outage-review-form')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByLabel('Root cause').fill('Nobody had counted how old they are.')
    await followUp.getByLabel('Who').fill('Field service')
    await followUp.getByLabel('Until').fill('2030-01-31')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Close the review' }).click()
    await dialog.getByRole('button', { name: 'Close the review' }).last().click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(/^Version 3, .*Closed /).waitFor()
    await look(page, 'console-outage-review')
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download as CSV' }).click()
    expect((await file).suggestedFilename()).toBe(`${number}-review.csv`)

    await act(page, 'Retract', 'Retract', () => dialog.getByLabel('Reason').fill('It was a test of the alarm.'))
    await page.getByRole('main').getByText('Retracted', { exact: true }).first().waitFor()
  })
})

/** Does what stands on the page or behind the dots, fills in its dialog and waits until it is done. */
async function act(page: Page, action: string, submit: string, fill: () => Promise<unknown>): Promise<void> {
  const button = page.getByRole('button', { name: action, exact: true })
  const more = page.getByRole('button', { name: 'More actions' })
  await button.or(more).first().waitFor()
  if (await button.isVisible()) await button.click()
  else {
    await more.click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill()
  await dialog.getByRole('button', { name: submit, exact: true }).last().click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Enters a key of the network. */
async function key(input: Locator, name: string): Promise<void> {
  await input.fill(name)
  await input.press('Enter')
}

async function drawTriangle(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Draw an area' }).click()
  const map = dialog.getByRole('group', { name: 'Where it broke, on the map' })
  await map.scrollIntoViewIfNeeded()
  const box = (await map.boundingBox()) ?? { width: 0, height: 0 }
  for (const [across, down] of [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.5, 0.6],
  ] as const)
    await map.click({ position: { x: box.width * across, y: box.height * down } })
  await dialog.getByText('3 corners').waitFor()
  await dialog.getByRole('button', { name: 'Finish the area' }).click()
}

/** A service that gets nothing for it. */
async function unpaidService(care: Caller, outage: string): Promise<string> {
  const servicesAt = async (path: string) => (await care.get(path))['items'] as { service: string }[]
  const paid = new Set((await servicesAt(`/outages/${outage}/affected?limit=500`)).map(({ service }) => service))
  return (await servicesAt('/services?limit=500')).find(({ service }) => !paid.has(service))?.service ?? ''
}

/** What the operator's clock shows so many minutes from now, as an input wants it. */
function wall(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000)
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw', dateStyle: 'short', timeStyle: 'short' })
  return parts.format(at).replace(' ', 'T')
}
