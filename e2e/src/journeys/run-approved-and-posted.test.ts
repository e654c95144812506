import { expect, test } from 'vitest'
import { callerAs } from '../api.ts'
import { journey } from '../browsing.ts'
import type { House } from '../house.ts'
import { look } from '../look.ts'
import { confirmed, goTo, signIn } from '../staff.ts'

const element = 'PL-22'

journey('finance starts a run, somebody else approves it, and it is posted', ({ house, visitor }) => {
  test('from the outage to the ledger, with the reason of one amount', async () => {
    const outage = await outageThatIsOver(house)

    const finance = await visitor()
    await signIn(finance, house, 'finance')
    await goTo(finance, 'Compensation')
    await finance.getByRole('heading', { level: 1, name: 'Compensation runs' }).waitFor()
    await look(finance, 'console-runs')
    await finance.getByRole('button', { name: 'Start a run' }).click()
    const dialog = finance.getByRole('dialog')
    await dialog.getByLabel('Outage', { exact: true }).first().fill(outage)
    await finance.getByRole('option', { name: outage }).click()
    await look(finance, 'console-run-start')
    await dialog.getByRole('button', { name: 'Start the assessment' }).click()

    const title = finance.getByRole('heading', { level: 1, name: /^Run \d+/ })
    await title.waitFor()
    const run = /Run \d+/.exec(await title.innerText())?.[0] ?? ''
    // The page tells by itself when the worker is done.
    await finance.getByText('Waits for approval').first().waitFor()
    await finance.getByText('Equal cases get equal amounts').waitFor()
    await look(finance, 'console-run-computed')

    await finance.getByRole('tab', { name: 'Credits' }).click()
    const credit = finance.getByRole('row').nth(1)
    await credit.waitFor()
    await look(finance, 'console-run-credits')
    await credit.getByRole('link').first().click()
    await finance.getByText('Derived anew from the facts and rules that the run kept').waitFor()
    await look(finance, 'console-run-derivation')

    const approver = await visitor()
    await signIn(approver, house, 'approver')
    await goTo(approver, 'Compensation')
    await approver.getByRole('link', { name: run, exact: true }).click()
    await approver.getByText('A second person approves').or(approver.getByText('Up to ')).first().waitFor()
    await confirmed(approver, 'Approve')
    await approver.getByText('Approved', { exact: true }).first().waitFor()
    await look(approver, 'console-run-approved')

    await goTo(finance, 'Compensation')
    await finance.getByRole('link', { name: run, exact: true }).click()
    await confirmed(finance, 'Post to the ledger')
    await finance.getByText('Posted', { exact: true }).first().waitFor()
    const [, posted, all] = /(\d+) of (\d+)/.exec(await finance.getByRole('main').innerText()) ?? []
    expect(posted).toBe(all)
    expect(Number(posted)).toBeGreaterThan(0)
    await look(finance, 'console-run-posted')
    // Whoever approved it sees that too, without loading the page anew.
    await approver.getByText('Posted', { exact: true }).first().waitFor()

    for (const place of ['Payouts', 'Ledger', 'Schemes']) {
      await goTo(finance, place)
      await finance.getByRole('heading', { level: 1, name: place }).waitFor()
      await look(finance, `console-${place.toLowerCase()}`)
    }
  })
})

/** Declared and restored before anybody looks; its services are matched. Returns its number. */
async function outageThatIsOver(house: House): Promise<string> {
  const operations = await callerAs(house, 'operations')
  const { id, number } = await operations.post('/outages/declare', {
    title: 'Fibre cut in Pomerania',
    startedAt: daysAgo(4),
    cause: 'network-fault',
    scope: { elements: [element] },
  })
  const path = `/outages/${String(id)}`
  await operations.post(`${path}/restore`, { restoredAt: daysAgo(2) })
  const matched = async () => (await operations.get(path))['matched']
  await expect.poll(matched, { timeout: 120_000, interval: 500 }).toMatchObject({ frozen: true })
  return String(number)
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60_000).toISOString()
}
