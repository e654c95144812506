import { expect, test } from 'vitest'
import { callerAs } from '../api.ts'
import { journey } from '../browsing.ts'
import { look } from '../look.ts'
import { confirmed, goTo, signIn } from '../staff.ts'

const element = 'PL-14.65'
const works = 'Everything works.'

journey('an operator takes an outage from its alarms to the end', ({ house, visitor }) => {
  test('what monitoring says becomes what everybody reads', async () => {
    const operations = await callerAs(house, 'operations')
    const key = crypto.randomUUID()
    const alarm = (state: 'raised' | 'cleared') => ({
      ...{ key, element, state, severity: 'critical', effect: 'unreachable', summary: 'POP is gone' },
      raisedAt: minutesAgo(2),
      ...(state === 'cleared' ? { clearedAt: minutesAgo(0) } : {}),
    })

    const page = await visitor()
    await page.goto(`${house.url}/console/`)
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await look(page, 'console-sign-in')
    await signIn(page, house, 'operations')
    await look(page, 'console-home')
    await goTo(page, 'Outages')
    await page.getByText('Not over', { exact: true }).click()
    await page.getByText('Nothing matches these filters').waitFor()

    const everybody = await visitor()
    await everybody.goto(house.statusUrl)
    await everybody.getByRole('heading', { level: 1, name: works }).waitFor()
    await look(everybody, 'status-fine')

    // Nobody loads the list anew: the outage has to come by itself.
    await operations.post('/intake/generic', { alarms: [alarm('raised')] })
    const row = page.getByRole('row').filter({ hasText: element })
    await row.getByText('Suspected').waitFor()
    await look(page, 'console-outages')
    await row.getByRole('link').click()

    const number = /OUT-\d+/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
    await look(page, 'console-outage-suspected')
    await confirmed(page, 'Confirm')
    await page.getByText('The list is final').or(page.getByText('as matched at')).first().waitFor()

    await page.getByRole('button', { name: 'Tell everybody' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Put in a draft from the facts' }).click()
    const statement = await dialog.getByLabel('Text (English)').inputValue()
    expect(statement).toContain('Some of our customers have no service since')
    await dialog.getByRole('region', { name: 'As it will be read' }).getByText(statement).first().waitFor()
    await look(page, 'console-statement')
    await dialog.getByRole('tab', { name: 'Polski' }).click()
    const inPolish = await dialog.getByLabel('Text (Polski)').inputValue()
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await look(page, 'console-outage-confirmed')

    // The page was open all the time and is not loaded anew either.
    await everybody.getByRole('heading', { level: 1, name: 'There is an outage' }).waitFor()
    const card = everybody.getByRole('article').filter({ hasText: number })
    await card.getByText(statement).waitFor()
    await look(everybody, 'status-outage')
    await card.getByRole('link').first().click()
    await everybody.getByText(statement).waitFor()
    await look(everybody, 'status-one-outage')
    await everybody.getByRole('link', { name: 'Polski' }).click()
    await everybody.getByText(inPolish).waitFor()
    expect(JSON.stringify(await unresolved(house.statusUrl))).toContain(statement)

    await operations.post('/intake/generic', { alarms: [alarm('cleared')] })
    await confirmed(page, 'Restore')
    await page.getByRole('main').getByText('Restored', { exact: true }).first().waitFor()
    await look(page, 'console-outage-restored')
    await everybody.goto(house.statusUrl)
    await everybody.getByRole('heading', { level: 1, name: 'Connections work again' }).waitFor()
    await look(everybody, 'status-being-watched')
    await confirmed(page, 'Close')
    await everybody.getByRole('heading', { level: 1, name: works }).waitFor()
    expect(await unresolved(house.statusUrl)).toEqual([])
  })
})

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}

async function unresolved(statusUrl: string): Promise<readonly unknown[]> {
  const reply = await fetch(`${statusUrl}/api/v2/incidents/unresolved.json`)
  return ((await reply.json()) as { incidents: unknown[] }).incidents
}
