import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { callerAs } from '../api.ts'
import { journey } from '../browsing.ts'
import type { House } from '../house.ts'
import { look } from '../look.ts'

journey('a subscriber finds the outage, then the credit and its reason', ({ house, visitor }) => {
  test('with a code instead of a password', async () => {
    const page = await visitor()
    await page.goto(`${house.url}/portal/`)
    await page.getByRole('heading', { level: 1, name: 'Sign in to your portal' }).waitFor()
    await look(page, 'portal-sign-in')
    await page.getByLabel('E-mail address or telephone number').fill(house.subscriber)
    await page.getByRole('button', { name: 'Send me a code' }).click()
    const code = page.getByLabel('Code of six digits')
    await code.waitFor()
    await look(page, 'portal-code')
    await code.fill(await codeFromOutbox(house))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Everything works' }).waitFor()
    await look(page, 'portal-home')

    await page.getByRole('link', { name: 'Outages', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Outages that hit you' }).waitFor()
    const outage = page.getByRole('article').filter({ hasText: 'Is over' }).first()
    await outage.getByText(/Lasted /).waitFor()
    await look(page, 'portal-outages')

    await page.getByRole('link', { name: 'Credits', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'My credits' }).waitFor()
    await look(page, 'portal-credits')
    const line = page.getByRole('link', { name: /Why this amount/ }).first()
    const [amount = ''] = /PLN\s[\d.]+|[\d.,]+\szł/.exec(await line.innerText()) ?? []
    expect(amount).not.toBe('')
    await line.click()
    await page.getByText(`You were granted ${amount} for`).waitFor()
    for (const part of ['What happened', 'How it was worked out', 'Where it is written'])
      await page.getByRole('heading', { name: part }).first().waitFor()
    await page.getByText('Worked out anew just now, with the same result.').waitFor()
    await look(page, 'portal-credit')

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as PDF' }).click(),
    ])
    const pdf = await readFile(await download.path())
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(5_000)
  })

  test('and reads his rights, by country and language, without signing in', async () => {
    const page = await visitor({ locale: 'id-ID', timeZone: 'Asia/Jakarta' })
    await page.goto(`${house.url}/portal/rights`)
    await page.getByRole('heading', { level: 1, name: 'Hak dan kewajiban' }).waitFor()
    await page.getByRole('group', { name: 'Negara' }).getByRole('button', { name: 'Indonesia' }).click()
    await page.getByText('Pasal 4 huruf i').waitFor()
    // The nine rights of article 4.
    expect(await page.getByText(/^Pasal 4 huruf/).count()).toBe(9)
    await look(page, 'portal-rights')
  })
})

/** Whoever runs the demonstration reads there what would have been sent. The sender is at work in the background. */
async function codeFromOutbox(house: House): Promise<string> {
  const admin = await callerAs(house, 'admin')
  const newest = async () => {
    const { items } = (await admin.get('/portal/outbox')) as { items: { text: string; at: string }[] }
    const [latest] = items.toSorted((one, other) => other.at.localeCompare(one.at))
    return /\d{6}/.exec(latest?.text ?? '')?.[0] ?? ''
  }
  await expect.poll(newest, { timeout: 60_000 }).not.toBe('')
  return newest()
}
