import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { callerAs } from '../api.ts'
import { journey } from '../browsing.ts'
import type { House } from '../house.ts'
import { look } from '../look.ts'
import { openSmsGateway, type SmsGateway } from '../sms-gateway.ts'
import { confirmed, signIn } from '../staff.ts'

const area = '32'
let gateway: SmsGateway

beforeAll(async () => {
  gateway = await openSmsGateway()
})
afterAll(() => gateway.close())

journey('whom an outage hits is told of it in words that a person has read', ({ house, visitor }) => {
  test('the notice is held, edited and let out, reaches the gateway, and its receipts are seen', async () => {
    const admin = await visitor()
    await signIn(admin, house, 'admin')
    await addGateway(admin, house)
    await tellByItself(admin, house, true)
    const page = await visitor()
    await signIn(page, house, 'operations')
    await page.goto(`${house.url}/console/settings/channels`)
    await confirmed(page, 'Resume')
    await page.getByText('Running', { exact: true }).waitFor()

    const operations = await callerAs(house, 'operations')
    const { id, number } = await operations.post('/outages/declare', {
      title: 'A cable is cut',
      scope: { areas: [area] },
      startedAt: new Date(Date.now() - 20 * 60_000).toISOString(),
    })
    await page.goto(`${house.url}/console/outages/${String(number)}?part=telling`)
    await page.getByText('Goes out by itself in').waitFor()
    await page.getByRole('cell', { name: /SMS Polski/ }).waitFor()
    await look(page, 'console-telling-held')

    await page.getByRole('button', { name: 'Edit the words' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('tab', { name: 'Polski' }).click()
    await dialog.getByLabel('Your own words: Polski').fill('Ekipa jest w drodze.')
    await dialog
      .getByText(/Telnet:.*Ekipa jest w drodze\./)
      .first()
      .waitFor()
    await look(page, 'console-telling-words')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It waits until somebody lets it out.').waitFor()
    expect(gateway.sent.filter(({ text }) => text.includes('Ekipa'))).toEqual([])

    await confirmed(page, 'Let it out now')
    await page.getByText('Sent out', { exact: true }).waitFor()
    await vi.waitFor(() => expect(gateway.sent.some(({ text }) => text.includes('Ekipa jest w drodze.'))).toBe(true), {
      timeout: 60_000,
      interval: 200,
    })
    await page.getByRole('row', { name: /^Waiting/ }).waitFor({ state: 'detached' })
    await gateway.receipts(house, 'sms')
    await page.getByRole('row', { name: /^Delivered .*100/ }).waitFor()
    await look(page, 'console-telling-delivered')
    const told = gateway.sent.filter(({ text }) => text.includes('Ekipa'))
    expect(new Set(told.map(({ to }) => to)).size, 'each once').toBe(told.length)

    await page.getByRole('link', { name: 'Delivered' }).click()
    await page.getByRole('cell', { name: 'Delivered' }).first().waitFor()
    await look(page, 'console-notice')

    // A link may name the outage by its id; what is read is its number.
    await page.goto(page.url().replace(String(number), String(id)))
    await page.getByRole('link', { name: String(number), exact: true }).waitFor()

    await tellByItself(admin, house, false)
    // Other journeys begin where nothing is out, and nothing is watched for a while after it.
    await operations.post(`/outages/${String(number)}/retract`, { reason: 'It was played for a test' })
  })
})

async function addGateway(page: Page, { url }: House): Promise<void> {
  await page.goto(`${url}/console/settings/channels`)
  await page.getByRole('button', { name: 'Add a channel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Provider').selectOption('http-sms')
  await dialog.getByLabel('Address').fill(gateway.url)
  await dialog.getByLabel('Sender').fill('Telnet')
  await dialog.getByLabel('Access token').fill('sms-token')
  await dialog.getByLabel('Secret for signatures').fill('sms-signing')
  await dialog.getByLabel('Price of one').fill('0.05')
  await dialog.getByLabel('Currency').fill('PLN')
  await look(page, 'console-channel-form')
  await dialog.getByRole('button', { name: 'Add a channel' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Try it out' }).click()
  await dialog.getByLabel('Your number').fill('+48600100200')
  await dialog.getByRole('button', { name: 'Try it out' }).click()
  await dialog.getByText('The provider took it.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await look(page, 'console-channels')
}

/** Whether first notices are prepared by themselves; with time enough for whoever reads them. */
async function tellByItself(page: Page, { url }: House, automatic: boolean): Promise<void> {
  await page.goto(`${url}/console/settings/decided/messaging.telling`)
  await page.getByLabel('Tell customers by themselves').setChecked(automatic)
  await page.getByLabel('Seconds in which a person may hold').fill('600')
  // Mail would wait for a server that nobody set up here.
  for (const other of [/\bApp$/, /WhatsApp$/, /Telegram$/, /E-mail$/]) await page.getByLabel(other).setChecked(false)
  await page.getByLabel('Who speaks').fill('Telnet')
  await page.getByLabel('Quiet hours').setChecked(false)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
}
