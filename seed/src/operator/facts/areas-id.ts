import type { CityFact, CoreFact, ProvinceFact, Source } from './operator-facts.ts'

/**
 * Indonesian provinces by Kemendagri code (`32`; a regency or city is `32.73`), with their people. Counts of regencies and
 * cities are those of the administrative division with 38 provinces and 514 regencies and cities. Middles are means over the
 * public shapes of github.com/cahyadsn/wilayah_boundaries (MIT), rounded to 0.01 degree: good for a map, not for a survey.
 */

const bps: Source = {
  url: 'https://www.bps.go.id/id/statistics-table/3/V1ZSbFRUY3lTbFpEYTNsVWNGcDZjek53YkhsNFFUMDkjMw==/penduduk--laju-pertumbuhan-penduduk--distribusi-persentase-penduduk--kepadatan-penduduk--rasio-jenis-kelamin-penduduk-menurut-provinsi--2024.html?year=2024',
  asOf: '2024',
}
const dukcapil: Source = {
  url: 'https://infomalangraya.com/jumlah-terbaru-penduduk-ri-total-282-477-584-jiwa-terbanyak-laki-laki/',
  asOf: '2024-06-30',
}
const inews: Source = { url: 'https://papua.inews.id', asOf: '2022-06' }
const wikipedia: Source = { url: 'https://bbc.wikipedia.org/wiki/Papua_Pegunungan', asOf: '2022-12-31' }
// No figure was found for Papua after its division: the 2020 census of the old province less the three parts of this table.
const remainder: Source = {
  url: 'https://regional.kompas.com/copy/2021/12/02/164427178/penduduk-papua-bertambah-jadi-43-juta-jiwa-ini-yang-dilakukan-bps-di',
  asOf: '2020',
}

export const indonesianProvinces: readonly ProvinceFact[] = [
  province('11', 'ID-AC', 'Aceh', 5_554_800, bps, 'MDN', 18, 5, 436, 9680, 94, 86),
  province('12', 'ID-SU', 'Sumatera Utara', 15_588_500, bps, 'MDN', 25, 8, 228, 9887, 92, 73),
  province('13', 'ID-SB', 'Sumatera Barat', 5_836_200, bps, 'MDN', 12, 7, -65, 10051, 58, 51),
  province('14', 'ID-RI', 'Riau', 6_728_100, bps, 'MDN', 10, 2, 63, 10171, 78, 75),
  province('15', 'ID-JA', 'Jambi', 3_724_300, bps, 'JKT', 9, 2, -171, 10267, 39, 87),
  province('16', 'ID-SS', 'Sumatera Selatan', 8_837_300, bps, 'JKT', 13, 4, -345, 10391, 57, 74),
  province('17', 'ID-BE', 'Bengkulu', 2_112_200, bps, 'JKT', 9, 1, -368, 10249, 54, 51),
  province('18', 'ID-LA', 'Lampung', 9_419_600, bps, 'JKT', 13, 2, -499, 10504, 45, 44),
  province('19', 'ID-BB', 'Kepulauan Bangka Belitung', 1_531_500, bps, 'JKT', 6, 1, -241, 10655, 42, 88),
  province('21', 'ID-KR', 'Kepulauan Riau', 2_183_300, bps, 'MDN', 5, 2, 148, 10509, 131, 148),
  province('31', 'ID-JK', 'Daerah Khusus Ibukota Jakarta', 10_684_900, bps, 'JKT', 1, 5, -612, 10679, 19, 11),
  province('32', 'ID-JB', 'Jawa Barat', 50_345_200, bps, 'JKT', 18, 9, -687, 10769, 39, 63),
  province('33', 'ID-JT', 'Jawa Tengah', 37_892_300, bps, 'SUB', 29, 6, -724, 11021, 32, 72),
  province('34', 'ID-YO', 'Daerah Istimewa Yogyakarta', 3_759_500, bps, 'SUB', 4, 1, -785, 11038, 9, 14),
  province('35', 'ID-JI', 'Jawa Timur', 41_814_500, bps, 'SUB', 29, 9, -767, 11255, 40, 83),
  province('36', 'ID-BT', 'Banten', 12_431_400, bps, 'JKT', 4, 4, -627, 10627, 22, 31),
  province('51', 'ID-BA', 'Bali', 4_433_300, bps, 'SUB', 8, 1, -845, 11520, 16, 25),
  province('52', 'ID-NB', 'Nusa Tenggara Barat', 5_646_000, bps, 'SUB', 8, 2, -858, 11713, 14, 101),
  province('53', 'ID-NT', 'Nusa Tenggara Timur', 5_656_000, bps, 'SUB', 21, 1, -924, 12219, 72, 190),
  province('61', 'ID-KB', 'Kalimantan Barat', 5_695_500, bps, 'BDJ', 12, 2, 11, 11030, 81, 114),
  province('62', 'ID-KT', 'Kalimantan Tengah', 2_809_700, bps, 'BDJ', 13, 1, -180, 11338, 70, 131),
  province('63', 'ID-KS', 'Kalimantan Selatan', 4_273_400, bps, 'BDJ', 11, 2, -295, 11521, 52, 42),
  province('64', 'ID-KI', 'Kalimantan Timur', 4_045_900, bps, 'BDJ', 7, 3, -12, 11658, 106, 77),
  province('65', 'ID-KU', 'Kalimantan Utara', 739_800, bps, 'BDJ', 4, 1, 325, 11683, 54, 63),
  province('71', 'ID-SA', 'Sulawesi Utara', 2_701_800, bps, 'UPG', 11, 4, 153, 12479, 106, 75),
  province('72', 'ID-ST', 'Sulawesi Tengah', 3_121_800, bps, 'UPG', 12, 1, -94, 12131, 104, 118),
  province('73', 'ID-SN', 'Sulawesi Selatan', 9_463_400, bps, 'UPG', 21, 3, -432, 11995, 110, 38),
  province('74', 'ID-SG', 'Sulawesi Tenggara', 2_793_100, bps, 'UPG', 15, 2, -453, 12239, 76, 64),
  province('75', 'ID-GO', 'Gorontalo', 1_227_800, bps, 'UPG', 5, 1, 67, 12263, 12, 51),
  province('76', 'ID-SR', 'Sulawesi Barat', 1_503_200, bps, 'UPG', 6, 0, -257, 11929, 65, 21),
  province('81', 'ID-MA', 'Maluku', 1_945_600, bps, 'UPG', 9, 2, -483, 12982, 172, 257),
  province('82', 'ID-MU', 'Maluku Utara', 1_355_600, bps, 'UPG', 8, 2, 34, 12736, 136, 113),
  province('91', 'ID-PA', 'Papua', 960_465, remainder, 'UPG', 8, 1, -224, 13809, 84, 199),
  province('92', 'ID-PB', 'Papua Barat', 578_700, bps, 'UPG', 7, 0, -221, 13375, 93, 46),
  province('93', 'ID-PS', 'Papua Selatan', 545_861, dukcapil, 'UPG', 4, 0, -643, 13953, 90, 62),
  province('94', 'ID-PT', 'Papua Tengah', 1_337_837, inews, 'UPG', 8, 0, -383, 13665, 38, 76),
  province('95', 'ID-PE', 'Papua Pegunungan', 1_459_544, wikipedia, 'UPG', 8, 0, -404, 13908, 38, 70),
  province('96', 'ID-PD', 'Papua Barat Daya', 616_132, dukcapil, 'UPG', 5, 1, -113, 13182, 33, 75),
]

/** The largest cities, and places of the outages in the demonstration. All other areas are numbered and have neutral names. */
export const indonesianCities: readonly CityFact[] = [
  city('12.71', 'Kota Medan', 363, 9867),
  city('13.71', 'Kota Padang', -90, 10044),
  city('14.71', 'Kota Pekanbaru', 55, 10147),
  city('16.71', 'Kota Palembang', -297, 10474),
  city('18.71', 'Kota Bandar Lampung', -541, 10526),
  { ...city('21.03', 'Kabupaten Natuna', 378, 10826), kind: 'regency' },
  city('21.71', 'Kota Batam', 96, 10406),
  city('31.71', 'Kota Administrasi Jakarta Pusat', -618, 10684),
  city('31.72', 'Kota Administrasi Jakarta Utara', -613, 10687),
  city('31.73', 'Kota Administrasi Jakarta Barat', -617, 10675),
  city('31.74', 'Kota Administrasi Jakarta Selatan', -627, 10681),
  city('31.75', 'Kota Administrasi Jakarta Timur', -625, 10690),
  city('32.71', 'Kota Bogor', -659, 10680),
  city('32.73', 'Kota Bandung', -692, 10764),
  city('32.75', 'Kota Bekasi', -628, 10698),
  city('32.76', 'Kota Depok', -640, 10682),
  city('33.74', 'Kota Semarang', -702, 11039),
  city('34.71', 'Kota Yogyakarta', -780, 11037),
  city('35.73', 'Kota Malang', -798, 11264),
  city('35.78', 'Kota Surabaya', -727, 11272),
  city('36.71', 'Kota Tangerang', -618, 10665),
  city('36.74', 'Kota Tangerang Selatan', -630, 10671),
  city('51.71', 'Kota Denpasar', -867, 11522),
  city('61.71', 'Kota Pontianak', -3, 10933),
  city('63.71', 'Kota Banjarmasin', -333, 11459),
  city('64.71', 'Kota Balikpapan', -116, 11687),
  city('64.72', 'Kota Samarinda', -50, 11718),
  city('71.71', 'Kota Manado', 152, 12485),
  city('73.71', 'Kota Makassar', -514, 11946),
  { ...city('91.03', 'Kabupaten Jayapura', -301, 13999), kind: 'regency' },
  city('91.71', 'Kota Jayapura', -266, 14080),
]

export const indonesianCores: readonly CoreFact[] = [
  { code: 'JKT', area: '31.74', dataCentre: true },
  { code: 'SUB', area: '35.78', dataCentre: true },
  { code: 'MDN', area: '12.71', dataCentre: false },
  { code: 'BDJ', area: '63.71', dataCentre: false },
  { code: 'UPG', area: '73.71', dataCentre: false },
]

function province(
  code: string,
  region: string,
  name: string,
  people: number,
  source: Source,
  core: string,
  regencies: number,
  cities: number,
  latitude: number,
  longitude: number,
  north: number,
  east: number,
): ProvinceFact {
  return { code, region, name, people, source, core, regencies, cities, latitude, longitude, spread: [north, east] }
}

function city(code: string, name: string, latitude: number, longitude: number): CityFact {
  return { code, name, kind: 'city', latitude, longitude }
}
