import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { callerAs, type Caller } from '../api.ts'
import { journey } from '../browsing.ts'
import { holdLedger } from '../hold-ledger.ts'
import type { House } from '../house.ts'
import { look } from '../look.ts'
import { confirmed, goTo, signIn } from '../staff.ts'

const element = 'PL-14'
const channel = `journey-${Date.now().toString(36)}`

interface Made {
  readonly finance: Caller
  readonly outage: { readonly id: string; readonly number: string }
}

/** Each dialog through which money moves or is kept from moving, submitted once; what the books then say is asked beside the browser. */
journey('the dialogs of money', ({ house, visitor }) => {
  test('a run is approved, stopped while it is posted, and goes on; another one is given up', async () => {
    const { finance: books, outage } = await made(house)
    const finance = await visitor()
    await signIn(finance, house, 'finance')

    await finance.goto(`${house.url}/console/exclusions`)
    await finance.getByRole('button', { name: 'Rely on an external cause' }).click()
    const dialog = finance.getByRole('dialog')
    await choose(finance, 'Outage', outage.number)
    await choose(finance, 'External cause', 'Weather')
    await dialog.getByLabel('Reason', { exact: true }).fill('A storm tore the line from its poles.')
    await dialog.getByLabel('Evidence', { exact: true }).fill('Report 17/2026 of the weather service')
    await look(finance, 'console-exclusion-dialog')
    await submitted(finance, 'Rely on an external cause')
    const excluded = async () => items(await books.get(`/compensation/exclusions?outage=${outage.id}`))
    expect(await excluded()).toMatchObject([{ cause: 'weather', withdrawnAt: null }])
    const relieved = await startRun(books, outage.id)

    await finance.goto(`${house.url}/console/exclusions?outage=${outage.id}`)
    await confirmed(finance, 'Withdraw')
    await finance.getByText('Withdrawn', { exact: true }).first().waitFor()
    expect((await excluded())[0]?.['withdrawnAt']).toEqual(expect.any(String))

    await openRun(finance, house, relieved)
    await chosen(finance, 'Cancel the run')
    await finance.getByText('Cancelled', { exact: true }).first().waitFor()
    expect(await books.get(`/compensation/runs/${relieved}`)).toMatchObject({ status: 'cancelled', posted: 0 })

    const run = await startRun(books, outage.id)
    const state = () => books.get(`/compensation/runs/${run}`)
    const credits = Number((await state())['credits'])
    expect(credits).toBeGreaterThan(0)
    await openRun(finance, house, run)
    await chosen(finance, 'Say it was reviewed')
    await finance.getByText('Reviewed', { exact: true }).first().waitFor()

    const approver = await visitor()
    await signIn(approver, house, 'approver')
    await openRun(approver, house, run)
    await chosen(approver, 'Approve')
    await approver.getByText('Approved', { exact: true }).first().waitFor()
    await chosen(approver, 'Withdraw the approval')
    await chosen(approver, 'Approve')
    expect(await state()).toMatchObject({ status: 'approved', posted: 0 })

    const letGo = await holdLedger(house)
    try {
      await chosen(finance, 'Post to the ledger')
      await finance.getByText('Being posted', { exact: true }).first().waitFor()
      await chosen(finance, 'Stop posting')
      await finance.getByText('Stopped', { exact: true }).first().waitFor()
    } finally {
      await letGo()
    }
    expect(await state()).toMatchObject({ status: 'stopped', posted: 0 })
    expect(items(await books.get(`/ledger/transfers?run=${run}`))).toEqual([])

    await chosen(finance, 'Go on posting')
    await finance.getByText('Posted', { exact: true }).first().waitFor()
    expect(await state()).toMatchObject({ posted: credits })
    expect(items(await books.get(`/ledger/transfers?run=${run}&limit=200`)).length).toBe(Math.min(200, credits))

    await payouts(house, await visitor(), finance, books, run)
  })

  test('goodwill is given and reversed', async () => {
    const books = await callerAs(house, 'finance')
    const finance = await visitor()
    await signIn(finance, house, 'finance')
    await goTo(finance, 'Ledger')
    const [{ service } = { service: '' }] = items(await books.get('/services?limit=1'))
    await finance.getByRole('button', { name: 'Give goodwill' }).click()
    const dialog = finance.getByRole('dialog')
    await dialog.getByLabel('Service', { exact: true }).fill(String(service))
    await dialog.getByLabel('Amount', { exact: true }).fill('7.50')
    await dialog.getByLabel('Ticket or complaint').fill(`${channel}-ticket`)
    await dialog.getByLabel('I have checked').check()
    await look(finance, 'console-goodwill-dialog')
    await submitted(finance, 'Give it')
    const ofService = async () => items(await books.get(`/ledger/transfers?service=${String(service)}&limit=2`))
    const [given] = await ofService()
    expect(given).toMatchObject({ kind: 'goodwill', amount: '7.50', service })

    await finance.goto(`${house.url}/console/ledger/transfers/${String(given?.['id'])}`)
    await finance.getByRole('button', { name: 'Reverse', exact: true }).click()
    await dialog.getByLabel('I have checked').check()
    await submitted(finance, 'Reverse')
    await finance.getByText('Taken back by').waitFor()
    const [back] = await ofService()
    expect(back).toMatchObject({ kind: 'reversal', amount: '-7.50', reverses: given?.['id'] })
    expect(await books.get('/ledger/verification')).toMatchObject({ whole: true, findings: [] })
  })
})

/** A channel is added, changed, resumed and stopped; a payout that waits for a person is withdrawn. */
async function payouts(house: House, admin: Page, finance: Page, books: Caller, run: string): Promise<void> {
  await signIn(admin, house, 'admin')
  await admin.goto(`${house.url}/console/payouts?part=channels`)
  await admin.getByRole('button', { name: 'Add a channel' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Name in the books').fill(channel)
  await look(admin, 'console-channel-dialog')
  await dialog.getByLabel('Spoken to as').selectOption('csv')
  await dialog.getByLabel('Title', { exact: true }).fill('Journey')
  await dialog.getByLabel('Currencies and benefits').fill('PLN')
  await dialog.getByLabel('Text on the bill', { exact: true }).fill('Credit for an outage')
  await dialog.getByLabel('A person looks at more than').fill('0.01')
  await submitted(admin, 'Add a channel')
  const known = () => books.get(`/payouts/channels/${channel}`)
  expect(await known()).toMatchObject({ title: 'Journey', stopped: expect.any(String), largest: '0.01' })
  const own = (page: Page) => page.getByRole('region', { name: 'Journey' })
  await own(admin).getByRole('button', { name: 'Change', exact: true }).click()
  await dialog.getByLabel('Title', { exact: true }).fill('Journey by file')
  await submitted(admin, 'Save')
  expect(await known()).toMatchObject({ title: 'Journey by file', units: ['PLN'] })
  await look(admin, 'console-payout-channels')

  await finance.goto(`${house.url}/console/payouts?part=channels`)
  await own(finance).getByRole('button', { name: 'Resume', exact: true }).click()
  await submitted(finance, 'Resume')
  expect(await known()).toMatchObject({ stopped: null })

  await finance.goto(`${house.url}/console/payouts`)
  await finance.getByRole('button', { name: 'Ask for payouts' }).click()
  await choose(finance, 'Channel', 'Journey by file')
  const { number } = await books.get(`/compensation/runs/${run}`)
  await choose(finance, 'Run', `Run ${String(number)}`)
  await submitted(finance, 'Ask for payouts')
  const waiting = items(await books.get(`/payouts?channel=${channel}&state=waiting-for-person&limit=1`))
  expect(waiting).toHaveLength(1)
  const payout = String(waiting[0]?.['id'])
  await finance.goto(`${house.url}/console/payouts/${payout}`)
  await finance.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await finance.getByRole('dialog').getByLabel('Reason', { exact: true }).fill('The customer is paid in cash')
  await look(finance, 'console-payout-resolve')
  await submitted(finance, 'Withdraw')
  expect(await books.get(`/payouts/${payout}`)).toMatchObject({ state: 'withdrawn' })

  await finance.goto(`${house.url}/console/payouts?part=channels`)
  await own(finance).getByRole('button', { name: 'Stop', exact: true }).click()
  await finance.getByRole('dialog').getByLabel('Reason', { exact: true }).fill('The biller is away')
  await submitted(finance, 'Stop')
  expect(await known()).toMatchObject({ stopped: 'The biller is away' })
}

async function openRun(page: Page, house: House, run: string): Promise<void> {
  await page.goto(`${house.url}/console/runs/${run}`)
  await page.getByRole('heading', { level: 1, name: /^Run \d+/ }).waitFor()
}

/**
 * One of a run's steps: the first two are buttons, the others stand behind the dots. Which is where changes when the page hears what
 * somebody else has done, so that it is looked for again until it is there.
 */
async function chosen(page: Page, step: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name: step, exact: true })
  const more = page.getByRole('button', { name: 'More actions' })
  const behind = page.getByRole('menuitem', { name: step, exact: true })
  const dialog = page.getByRole('dialog')
  await expect
    .poll(
      async () => {
        if ((await button.count()) > 0) await button.click()
        else if ((await more.count()) > 0) {
          await more.click()
          await behind.click({ timeout: 1_000 }).catch(() => page.keyboard.press('Escape'))
        }
        return dialog.isVisible()
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true)
  await submitted(page, step)
}

async function submitted(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: action, exact: true }).last().click()
  await dialog.waitFor({ state: 'hidden' })
}

async function choose(page: Page, label: string, text: string): Promise<void> {
  const input = page.getByRole('dialog').getByLabel(label, { exact: true }).first()
  await input.click()
  if (await input.isEditable()) await input.fill(text)
  await page.getByRole('option', { name: text }).first().click()
}

async function startRun(books: Caller, outage: string): Promise<string> {
  const run = String((await books.post('/compensation/runs', { kind: 'outage', outage }))['id'])
  await expect
    .poll(async () => (await books.get(`/compensation/runs/${run}`))['status'], { timeout: 60_000, interval: 200 })
    .toBe('computed')
  return run
}

/** Declared and restored before anybody looks; its services are matched. */
async function made(house: House): Promise<Made> {
  const operations = await callerAs(house, 'operations')
  const { id, number } = await operations.post('/outages/declare', {
    title: 'Line torn in Mazovia',
    startedAt: daysAgo(6),
    cause: 'network-fault',
    scope: { elements: [element] },
  })
  const path = `/outages/${String(id)}`
  await operations.post(`${path}/restore`, { restoredAt: daysAgo(3) })
  const matched = async () => (await operations.get(path))['matched']
  await expect.poll(matched, { timeout: 120_000, interval: 200 }).toMatchObject({ frozen: true })
  return { finance: await callerAs(house, 'finance'), outage: { id: String(id), number: String(number) } }
}

function items(view: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  return view['items'] as Readonly<Record<string, unknown>>[]
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60_000).toISOString()
}
