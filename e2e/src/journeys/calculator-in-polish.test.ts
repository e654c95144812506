import { expect, test } from 'vitest'
import { journey } from '../browsing.ts'
import { look } from '../look.ts'

journey('a visitor works out in Polish what is owed', ({ house, visitor }) => {
  test('three figures with their reason, and the same again from the shared link', async () => {
    const page = await visitor({ locale: 'pl-PL' })
    await page.goto(`${house.url}/calculator/`)
    await page.getByRole('heading', { level: 1, name: 'Co mi się należy?' }).waitFor()
    // The clocks of the machine run like those of Poland, so that it is chosen already.
    expect(await page.getByLabel('Kraj').inputValue()).toBe('PL')
    await look(page, 'calculator-empty')

    await page.getByLabel('Początek').fill('2026-03-10T08:00')
    await page.getByLabel('Usługa znów działa od').fill('2026-03-12T20:30')
    await page.getByText('Czas trwania: ').waitFor()
    await page.getByLabel('Opłata miesięczna', { exact: true }).fill('89,90')
    await page.getByRole('button', { name: 'Oblicz' }).click()

    const figures = page.locator('dl.figures')
    await figures.waitFor()
    const said = await figures.innerText()
    expect(said.match(/\d,\d{2}\szł/g)).toHaveLength(3)
    const [reason] = await page.getByRole('article').all()
    expect(await reason?.innerText()).toContain('Dlaczego, krok po kroku')
    await page
      .getByText(/art\. \d+/)
      .first()
      .waitFor({ state: 'attached' })
    await look(page, 'calculator-answer')

    await page.getByRole('button', { name: 'Kopiuj odnośnik' }).click()
    await page.getByText('Skopiowano').waitFor()
    const link = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(link).toContain('/calculator/#')

    // Somebody in another country, whose browser speaks another language.
    const other = await visitor({ locale: 'en-GB', timeZone: 'America/New_York' })
    await other.goto(link)
    await other.getByRole('heading', { name: 'Reguła po regule' }).waitFor()
    expect(await other.locator('dl.figures').innerText()).toBe(said)
  })
})
