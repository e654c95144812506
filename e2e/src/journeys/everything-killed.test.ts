import { expect, test } from 'vitest'
import { journey } from '../browsing.ts'
import { killHouse, startAgain } from '../house.ts'
import { look } from '../look.ts'

journey('the status page outlives everything else', ({ house, visitor }) => {
  test('with API, worker and database killed it answers, and says of when it is', async () => {
    const page = await visitor()
    await page.goto(house.statusUrl)
    const asOf = page.getByText(/^As of /)
    await asOf.waitFor()

    // Server and database; the process that serves the page is another one.
    expect(await killHouse(house)).toBe(2)
    try {
      await expect(fetch(`${house.url}/healthz`)).rejects.toThrow('fetch failed')

      const later = await visitor()
      const reply = await later.goto(house.statusUrl)
      expect(reply?.status()).toBe(200)
      await later.getByRole('heading', { level: 1 }).waitFor()
      await later.getByText(/^As of .*\d\d:\d\d/).waitFor()
      await look(later, 'status-with-everything-killed')

      await later.getByRole('link', { name: 'Is it me?' }).click()
      await later.getByLabel('Service number, address, postcode or area').fill('S0000001')
      await later.getByRole('button', { name: 'Look up' }).click()
      await later.getByText('No outage is known for what you typed.').waitFor()
      await look(later, 'status-look-up')
      await later.getByRole('link', { name: 'History' }).click()
      await later.getByRole('heading', { level: 1, name: 'History' }).waitFor()
      await look(later, 'status-history')
      await later.getByRole('link', { name: 'Planned work' }).first().click()
      await later.getByRole('heading', { level: 1, name: 'Planned work' }).waitFor()
      await look(later, 'status-planned')

      const summary = await fetch(`${house.statusUrl}/api/v2/summary.json`)
      expect(summary.status).toBe(200)
      expect(((await summary.json()) as { page: { updated_at: string } }).page.updated_at).toMatch(/^\d{4}-/)
    } finally {
      // For the journeys that follow, and because coming back is half of it.
      await startAgain(house)
    }
    expect((await fetch(`${house.url}/readyz`)).status).toBe(200)
    const before = await asOf.innerText()
    await expect.poll(() => asOf.innerText(), { timeout: 180_000, interval: 1_000 }).not.toBe(before)
  })
})
