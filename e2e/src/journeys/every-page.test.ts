import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { callerAs } from '../api.ts'
import { journey } from '../browsing.ts'
import type { House } from '../house.ts'
import { look } from '../look.ts'
import { signIn } from '../staff.ts'

const settings = ['account', 'keys', 'people', 'provider', 'webhooks', 'channels', 'outages', 'alarms']
const decided = [
  ...['compensation.operator', 'compensation.payouts', 'ledger.goodwill-limits', 'statuspage.page'],
  ...['messaging.telling', 'messaging.promises', 'messaging.subscriptions'],
  ...['portal.sign-in', 'portal.limits', 'webhooks.patience', 'platform.retention'],
]

/** What the other journeys do not come by. */
const pages = [
  ...[
    'outages',
    'outages/OUT-000001?part=telling',
    'outages/OUT-000001?part=calls',
    'outages/OUT-000001?part=services',
    'outages/OUT-000001?part=alarms',
    'outages/OUT-000001?part=changes',
  ],
  ...['network', 'network?view=list', 'network?view=areas', 'network/PL-14.65', 'imports', 'imports/new', 'audit'],
  ...['messaging', 'messaging?what=drafts', 'messaging?part=inbound', 'messaging?part=subscriptions'],
  ...['customers', 'exclusions', 'payouts', 'ledger', 'schemes', 'schemes/policy', 'password'],
  ...settings.map(name => `settings/${name}`),
  ...decided.map(name => `settings/decided/${name}`),
]

journey('somebody of the staff opens every page of the console', ({ house, visitor }) => {
  test('and each is there, for everybody to read', async () => {
    const page = await visitor()
    await signIn(page, house, 'admin')
    const customer = await someCustomer(house)
    const his = ['', '?part=outages', '?part=messages', '?part=credits', '?part=history'].map(
      part => `customers/${customer}${part}`,
    )
    for (const path of [...pages, ...his]) {
      const title = await open(page, house, path)
      expect.soft(title, path).not.toMatch(/nothing at this address|may not see|could not be loaded|broke/)
      await look(page, `console-${path.replace(customer, 'customer').replaceAll(/\W+/g, '-')}`)
    }
  })

  test('in every language, in the dark, and where there is nothing to be seen', async () => {
    const page = await visitor({ refused: '/api/v1/audit' })
    await signIn(page, house, 'viewer')
    await page.goto(`${house.url}/console/nowhere`)
    await page.getByText('There is nothing at this address').waitFor()
    await look(page, 'console-nowhere')
    await page.goto(`${house.url}/console/audit`)
    await page.getByText('You may not see this').first().waitFor()
    await look(page, 'console-forbidden')

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await open(page, house, '')
    await look(page, 'console-home-dark')
    for (const [language, title] of Object.entries({ 'Bahasa Indonesia': 'Gangguan', Polski: 'Awarie' })) {
      await open(page, house, 'outages')
      await page.getByRole('button', { name: /^(Language|Bahasa)$/ }).click()
      await page.getByRole('menuitem', { name: language }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      expect(await page.title()).toBe(`${title} · Pulih`)
      await look(page, `console-outages-${language}-dark`)
    }
  })
})

/** Opens a page by its address and waits until all of it is there. Returns its heading. */
async function open(page: Page, { url }: House, path: string): Promise<string> {
  await page.goto(`${url}/console/${path}`)
  const heading = page.getByRole('heading', { level: 1 })
  await heading.waitFor()
  for (const word of ['Loading …', 'Rows are being loaded', 'is being assessed'])
    await page.getByText(word).first().waitFor({ state: 'hidden' })
  return heading.innerText()
}

async function someCustomer(house: House): Promise<string> {
  const care = await callerAs(house, 'care')
  return String((await care.get('/services/S0000001'))['customer'])
}
