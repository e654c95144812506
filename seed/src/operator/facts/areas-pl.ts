import type { CityFact, CoreFact, ProvinceFact, Source } from './operator-facts.ts'

/**
 * Polish województwa by TERYT code, with their people. TERYT writes a powiat in four digits (`1465`); here a dot stands between
 * województwo and powiat (`14.65`), because an outage of area `14` then covers it. Numbers of powiaty and of cities with powiat
 * rights are those of 2024 (314 and 66). Middles are means over the public shapes of github.com/ppatrzyk/polska-geojson (MIT).
 */

const wikipedia: Source = { url: 'https://szl.m.wikipedia.org/wiki/Wojew%C5%8Ddztwo', asOf: '2020' }

export const polishProvinces: readonly ProvinceFact[] = [
  province('02', 'dolnośląskie', 2_898_525, 'POZ', 26, 4, 5108, 1635, 31, 62),
  province('04', 'kujawsko-pomorskie', 2_069_273, 'GDN', 19, 4, 5307, 1855, 31, 55),
  province('06', 'lubelskie', 2_103_342, 'WAW', 20, 4, 5122, 2284, 44, 53),
  province('08', 'lubuskie', 1_010_177, 'POZ', 12, 2, 5219, 1541, 41, 36),
  province('10', 'łódzkie', 2_448_713, 'WAW', 21, 3, 5165, 1945, 31, 53),
  province('12', 'małopolskie', 3_413_931, 'KTW', 19, 3, 4991, 2020, 28, 54),
  province('14', 'mazowieckie', 5_428_031, 'WAW', 37, 5, 5227, 2105, 55, 76),
  province('16', 'opolskie', 980_771, 'KTW', 11, 1, 5062, 1792, 26, 32),
  province('18', 'podkarpackie', 2_125_901, 'KTW', 21, 4, 4999, 2210, 37, 47),
  province('20', 'podlaskie', 1_176_576, 'WAW', 14, 3, 5332, 2281, 49, 50),
  province('22', 'pomorskie', 2_346_717, 'GDN', 16, 4, 5421, 1822, 30, 67),
  province('24', 'śląskie', 4_508_078, 'KTW', 17, 19, 5025, 1893, 29, 29),
  province('26', 'świętokrzyskie', 1_230_044, 'WAW', 13, 1, 5076, 2084, 25, 51),
  province('28', 'warmińsko-mazurskie', 1_420_514, 'GDN', 19, 2, 5388, 2081, 30, 99),
  province('30', 'wielkopolskie', 3_500_361, 'POZ', 31, 4, 5222, 1727, 48, 72),
  province('32', 'zachodniopomorskie', 1_693_219, 'POZ', 18, 3, 5364, 1545, 41, 73),
]

/** The largest cities. All other areas are numbered and have neutral names. */
export const polishCities: readonly CityFact[] = [
  city('02.64', 'Wrocław', 5113, 1699),
  city('04.61', 'Bydgoszcz', 5313, 1803),
  city('04.63', 'Toruń', 5301, 1860),
  city('06.63', 'Lublin', 5122, 2255),
  city('08.61', 'Gorzów Wielkopolski', 5273, 1521),
  city('08.62', 'Zielona Góra', 5193, 1554),
  city('10.61', 'Łódź', 5177, 1948),
  city('12.61', 'Kraków', 5005, 2000),
  city('14.63', 'Radom', 5141, 2116),
  city('14.65', 'Warszawa', 5223, 2106),
  city('16.61', 'Opole', 5068, 1788),
  city('18.63', 'Rzeszów', 5001, 2201),
  city('20.61', 'Białystok', 5313, 2315),
  city('22.61', 'Gdańsk', 5436, 1863),
  city('22.62', 'Gdynia', 5450, 1847),
  city('24.64', 'Częstochowa', 5081, 1912),
  city('24.69', 'Katowice', 5021, 1901),
  city('24.75', 'Sosnowiec', 5027, 1921),
  city('26.61', 'Kielce', 5086, 2062),
  city('28.62', 'Olsztyn', 5378, 2048),
  city('30.64', 'Poznań', 5240, 1693),
  city('32.62', 'Szczecin', 5343, 1461),
]

export const polishCores: readonly CoreFact[] = [
  { code: 'WAW', area: '14.65', dataCentre: true },
  { code: 'POZ', area: '30.64', dataCentre: true },
  { code: 'KTW', area: '24.69', dataCentre: false },
  { code: 'GDN', area: '22.61', dataCentre: false },
]

function province(
  code: string,
  name: string,
  people: number,
  core: string,
  regencies: number,
  cities: number,
  latitude: number,
  longitude: number,
  north: number,
  east: number,
): ProvinceFact {
  const region = `PL-${code}`
  return {
    code,
    region,
    name,
    people,
    source: wikipedia,
    core,
    regencies,
    cities,
    latitude,
    longitude,
    spread: [north, east],
  }
}

function city(code: string, name: string, latitude: number, longitude: number): CityFact {
  return { code, name, kind: 'city', latitude, longitude }
}
