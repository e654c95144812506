import { indonesianCities, indonesianCores, indonesianProvinces } from './areas-id.ts'
import { assumption, type OperatorFacts, type Plan, type Source } from './operator-facts.ts'
import { home, hosting, leasedLine, mobile } from './plans.ts'

/** Prices are whole rupiah per month with tax, as printed; the plan names are ours. */

const indihome: Source = { url: 'https://liputanberitaku.com/?p=6899', asOf: 'undated' }
const biznet: Source = {
  url: 'https://cpu-data.info/read/2024/02/15/12300007/daftar-fup-internet-biznet-untuk-paket-home-dan-metronet',
  asOf: '2024-02',
}
// Amounts were made up around the published revenue per mobile line of 41,800 rupiah a month.
const mobileRevenue: Source = {
  url: 'https://teknologi.bisnis.com/read/20250809/101/1900752/perbandingan-arpu-telkomsel-dan-indosat-semester-i2025',
  asOf: '2025 H1',
}

const plans: readonly Plan[] = [
  home('Fiber 20', 20, 330_000, 120, indihome),
  home('Fiber 50', 50, 560_000, 30, indihome),
  home('Fiber 100', 100, 920_000, 12, indihome),
  home('Fiber 20 + Phone', 20, 275_000, 130, indihome),
  home('Fiber 30 + Phone', 30, 315_000, 110, indihome),
  home('Fiber 50 + Phone', 50, 445_000, 60, indihome),
  home('Fiber 20 + TV', 20, 345_000, 60, indihome),
  home('Fiber 50 + TV', 50, 560_000, 25, indihome),
  home('Fiber 20 + TV + Phone', 20, 375_000, 60, indihome),
  home('Fiber 100 + TV + Phone', 100, 945_000, 10, indihome),
  home('City 50', 50, 250_000, 60, biznet),
  home('City 150', 150, 375_000, 60, biznet),
  home('City 250', 250, 575_000, 25, biznet),
  { ...home('Office 50', 50, 750_000, 40, assumption), customer: 'small-business' },
  { ...home('Office 100', 100, 1_350_000, 30, assumption), customer: 'small-business' },
  { ...home('Company 250', 250, 2_400_000, 12, assumption), customer: 'business' },
  { ...home('Home Phone', undefined, 45_000, 60, assumption), kind: 'voice' },
  { ...home('Office Phone', undefined, 110_000, 16, assumption), kind: 'voice', customer: 'small-business' },
  // The price of a bundle with television less that of the same bundle without it.
  { ...home('TV', undefined, 100_000, 80, indihome), kind: 'tv' },

  mobile('Prepaid 10', 'prepaid', 10_000, 70, mobileRevenue),
  mobile('Prepaid 25', 'prepaid', 25_000, 300, mobileRevenue),
  mobile('Prepaid 35', 'prepaid', 35_000, 200, mobileRevenue),
  mobile('Prepaid 50', 'prepaid', 50_000, 250, mobileRevenue),
  mobile('Prepaid 75', 'prepaid', 75_000, 100, mobileRevenue),
  mobile('Prepaid 100', 'prepaid', 100_000, 80, mobileRevenue),
  mobile('Postpaid 100', 'postpaid', 100_000, 550, assumption),
  mobile('Postpaid 150', 'postpaid', 150_000, 250, assumption),
  mobile('Postpaid 250', 'postpaid', 250_000, 80, assumption),
  { ...mobile('Team Postpaid', 'postpaid', 175_000, 120, assumption), customer: 'business' },

  leasedLine('Leased Line 10', 10, 5_000_000, 50, assumption),
  leasedLine('Leased Line 50', 50, 15_000_000, 35, assumption),
  leasedLine('Leased Line 100', 100, 25_000_000, 15, assumption),
  hosting('Web Hosting', 'small-business', 75_000, 60, assumption),
  hosting('Virtual Server', 'small-business', 250_000, 30, assumption),
  hosting('Rack', 'business', 7_500_000, 10, assumption),
]

/** An Indonesian operator of mobile and fixed networks, from Aceh to Papua. */
export const idTelco: OperatorFacts = {
  id: 'id-telco',
  name: 'Nusantara Contoh Telekomunikasi',
  country: 'ID',
  currency: 'IDR',
  decimals: 0,
  timeZones: {
    'Asia/Jakarta': [
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
      '17',
      '18',
      '19',
      '21',
      '31',
      '32',
      '33',
      '34',
      '35',
      '36',
      '61',
      '62',
    ],
    'Asia/Makassar': ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'],
    'Asia/Jayapura': ['81', '82', '91', '92', '93', '94', '95', '96'],
  },
  provinces: indonesianProvinces,
  cities: indonesianCities,
  cores: indonesianCores,
  firstCity: 71,
  remoteProvinces: ['53', '65', '81', '82', '91', '92', '93', '94', '95', '96'],
  accessShares: { fixed: 1560, mobile: 8400, 'leased-line': 25, hosting: 15 },
  mobileLines: {
    prepaid: 342_690,
    postpaid: 9_470,
    source: {
      url: 'https://databoks.katadata.co.id/teknologi-telekomunikasi/statistik/66f4c173bacea/jumlah-pelanggan-telepon-seluler-di-indonesia-2018-2023',
      asOf: '2023',
    },
  },
  plans,
  cycleDays: [1, 5, 10, 15, 20, 25],
  topUps: [5_000, 10_000, 20_000, 25_000, 50_000],
  usageStep: 2_500,
  notes: ['Areas are Kemendagri codes with a dot between province and regency.'],
}
