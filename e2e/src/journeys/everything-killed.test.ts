import { expect, test } from 'vitest'
import { callerAs } from '../api.ts'
import { journey } from '../browsing.ts'
import { killHouse, startAgain, type House } from '../house.ts'
import { look } from '../look.ts'

journey('the status page outlives everything else', ({ house, visitor }) => {
  test('with API, worker and database killed it answers, and says of when it is', async () => {
    const page = await visitor()
    await page.goto(house.statusUrl)
    const asOf = page.getByText(/^As of /)
    await asOf.waitFor()
    const { hit, back, planned, link, end } = await openOutage(house)
    const answerTo = async (service: string): Promise<unknown> =>
      ((await (await fetch(`${house.statusUrl}/api/look-up?q=${service}`)).json()) as { answer: unknown }).answer
    await expect
      .poll(async () => [await answerTo(hit), await answerTo(back), await answerTo(planned)], { timeout: 180_000 })
      .toEqual(['affected', 'no-known-outage', 'work-planned'])

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
      const lookUp = async (text: string, answer: string | RegExp): Promise<void> => {
        await later.getByLabel('Service number, address, postcode or area').fill(text)
        await later.getByRole('button', { name: 'Look up' }).click()
        await later.getByText(answer).waitFor()
      }
      await lookUp('S9999999', 'No outage is known for what you typed.')
      await lookUp(hit, 'Yes, an outage concerns it.')
      await look(later, 'status-look-up')
      // Restored in part, before everything died.
      await lookUp(back, 'No outage is known for what you typed.')
      await lookUp(planned, /^Work is planned that will concern it: /)
      await later.getByText('No outage is known there at the moment.').waitFor()
      await look(later, 'status-look-up-planned')
      await later.goto(`${house.statusUrl}${link}`)
      await later.getByText('Yes, an outage concerns your connection.').waitFor()
      await look(later, 'status-link')
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
    await end()
    const before = await asOf.innerText()
    await expect.poll(() => asOf.innerText(), { timeout: 180_000, interval: 1_000 }).not.toBe(before)
  })
})

/** An outage in two provinces, of which one works again, and planned work in a third, with a service of each. */
async function openOutage(house: House) {
  const operations = await callerAs(house, 'operations')
  const care = await callerAs(house, 'care')
  const { items } = (await care.get('/services?limit=200')) as { items: { service: string; area: string }[] }
  const provinces = [...Map.groupBy(items, ({ area }) => area.slice(0, 2))].flatMap(([area, [service]]) =>
    service ? [{ area, key: service.service }] : [],
  )
  const [hit, back, planned] = provinces
  if (!hit || !back || !planned) throw new Error(`the demonstration has ${provinces.length} provinces`)
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const facts = { extent: 'total', severity: 'major' }
  const outage = String(
    (
      await operations.post('/outages/declare', {
        ...facts,
        title: 'A cut before everything died',
        cause: 'fibre-cut',
        startedAt: at(-40),
        scope: { areas: [hit.area, back.area] },
      })
    )['id'],
  )
  const work = String(
    (
      await operations.post('/outages/declare', {
        ...facts,
        title: 'Work that is still to come',
        cause: 'planned-work',
        planned: true,
        startedAt: at(30 * 60),
        etr: at(34 * 60),
        scope: { areas: [planned.area] },
      })
    )['id'],
  )
  await operations.post(`/outages/${outage}/restore-part`, { areas: [back.area], restoredAt: at(-1) })
  const { url } = await care.post('/statuspage/links', { service: hit.key })
  return {
    ...{ hit: hit.key, back: back.key, planned: planned.key },
    link: new URL(String(url)).pathname,
    /** Takes both back, for the journeys that follow. */
    end: async (): Promise<void> => {
      const again = await callerAs(house, 'operations')
      for (const id of [outage, work]) await again.post(`/outages/${id}/retract`, { reason: 'It was for a test' })
    },
  }
}
