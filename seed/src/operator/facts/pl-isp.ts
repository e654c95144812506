import { polishCities, polishCores, polishProvinces } from './areas-pl.ts'
import { assumption, type OperatorFacts, type Plan, type Source } from './operator-facts.ts'
import { home, hosting, leasedLine, mobile } from './plans.ts'

/**
 * Prices are grosze per month with tax, as printed; the plan names are ours. The weights of the internet plans follow the shares
 * of speeds in the national reports: about 11 percent at 1 Gb/s or more (2024), about 52 percent at 300 Mb/s to 1 Gb/s (2023).
 */

const inea: Source = { url: 'https://antyweb.pl/nowa-umowa-na-swiatlowody', asOf: '2024-04' }
const lubartow: Source = {
  url: 'http://www.tvk.smlubartow.pl/oferta/telefon-bez-abonamentu/cennik-swiatlowodowy/',
  asOf: 'undated',
}
const orangePrepaid: Source = {
  url: 'https://spidersweb.pl/2026/03/orange-na-karte-zmiany-odnowienie.html',
  asOf: '2026-03',
}

const plans: readonly Plan[] = [
  { ...home('Fibre 300', 300, 5_600, 150, inea), priceAfterTerm: 8_100 },
  { ...home('Fibre 600', 600, 6_100, 110, inea), priceAfterTerm: 9_100 },
  { ...home('Fibre 1000', 1000, 6_600, 50, inea), priceAfterTerm: 10_100 },
  home('Estate 70', 70, 2_900, 140, lubartow),
  home('Estate 300', 300, 3_900, 70, lubartow),
  home('Estate 600', 600, 4_900, 40, lubartow),
  home('Estate 2000', 2000, 9_900, 15, lubartow),
  home('Radio 30', 30, 4_500, 80, assumption),
  { ...home('Office 300', 300, 9_900, 35, assumption), customer: 'small-business' },
  { ...home('Office 1000', 1000, 18_900, 14, assumption), customer: 'small-business' },
  { ...home('Company 1000', 1000, 34_900, 6, assumption), customer: 'business' },
  { ...home('Phone', undefined, 2_000, 65, assumption), kind: 'voice' },
  { ...home('Office Phone', undefined, 3_500, 15, assumption), kind: 'voice', customer: 'small-business' },
  { ...home('TV Start', undefined, 3_000, 130, assumption), kind: 'tv' },
  { ...home('TV Max', undefined, 6_500, 80, assumption), kind: 'tv' },

  mobile('Prepaid 20', 'prepaid', 2_000, 40, assumption),
  mobile('Prepaid 35', 'prepaid', 3_500, 60, orangePrepaid),
  mobile('Mobile 25', 'postpaid', 2_500, 45, assumption),
  mobile('Mobile 35', 'postpaid', 3_500, 30, assumption),
  mobile('Mobile 50', 'postpaid', 5_000, 15, assumption),
  { ...mobile('Team Mobile', 'postpaid', 4_500, 10, assumption), customer: 'business' },

  leasedLine('Leased Line 100', 100, 60_000, 70, assumption),
  leasedLine('Leased Line 1000', 1000, 180_000, 30, assumption),
  hosting('Web Hosting', 'small-business', 1_500, 60, assumption),
  hosting('Virtual Server', 'small-business', 4_900, 30, assumption),
  hosting('Rack', 'business', 90_000, 10, assumption),
]

/** A Polish internet provider with television, telephony and some mobile lines. */
export const plIsp: OperatorFacts = {
  id: 'pl-isp',
  name: 'Przykładowa Sieć Światłowodowa',
  country: 'PL',
  currency: 'PLN',
  decimals: 2,
  timeZones: { 'Europe/Warsaw': polishProvinces.map(province => province.code) },
  provinces: polishProvinces,
  cities: polishCities,
  cores: polishCores,
  firstCity: 61,
  remoteProvinces: [],
  accessShares: { fixed: 8700, mobile: 1200, 'leased-line': 60, hosting: 40 },
  mobileLines: {
    prepaid: 13_500,
    postpaid: 39_700,
    source: { url: 'https://www.telepolis.pl/wiadomosci/gus-raport-telekomunikacja-w-polsce-2024', asOf: '2024' },
  },
  plans,
  cycleDays: [1, 3, 6, 9, 11, 15, 16, 20, 22, 26],
  topUps: [500, 1_000, 2_500, 3_000],
  usageStep: 150,
  notes: [
    'Areas are TERYT codes with a dot between województwo and powiat (14.65 for TERYT 1465), so that an outage of area 14 covers it.',
    'Mobile lines hang on the sites of the host network.',
  ],
}
