import type { Random } from '../random.ts'

/** Names that are plainly invented: the family names say so in their language. */
export interface Names {
  readonly language: 'pl' | 'id'
  person(random: Random): Name
  company(random: Random): Name
  street(random: Random): string
  /** A number that cannot be dialled: behind the country code stands a zero, with which no number of the country begins. */
  telephone(number: number): string
}

export interface Name {
  readonly text: string
  /** As the part before the at sign, but for the number that makes it unique. */
  readonly mail: string
}

const polish = {
  women: [
    'Anna',
    'Barbara',
    'Celina',
    'Dorota',
    'Ewa',
    'Halina',
    'Irena',
    'Joanna',
    'Lucyna',
    'Maria',
    'Olga',
    'Zofia',
  ],
  men: [
    'Adam',
    'Bogdan',
    'Czesław',
    'Damian',
    'Feliks',
    'Grzegorz',
    'Jan',
    'Karol',
    'Marek',
    'Olaf',
    'Tomasz',
    'Wiktor',
  ],
  // Adjectives without their ending, which is -a for women and -y for men.
  families: ['Zmyślon', 'Wymyślon', 'Pozorn', 'Umown', 'Urojon', 'Fikcyjn', 'Przykładn', 'Mityczn', 'Rzekom', 'Bajkow'],
  goods: ['Meble', 'Okna', 'Piekarnia', 'Ogrody', 'Warsztat', 'Rachunki', 'Druk', 'Instalacje', 'Zabawki', 'Apteka'],
  brands: ['Przykład', 'Zmyślak', 'Fikcja', 'Nibylandia', 'Bajka', 'Pozór'],
  forms: ['sp. z o.o.', 's.c.', 'S.A.'],
  streets: ['ul. Przykładowa', 'ul. Zmyślona', 'ul. Nieistniejąca', 'al. Umowna', 'os. Bajkowe'],
}

const indonesian = {
  given: [
    'Adi',
    'Ayu',
    'Bagus',
    'Citra',
    'Dewi',
    'Eko',
    'Fitri',
    'Gita',
    'Hadi',
    'Indah',
    'Joko',
    'Kartika',
    'Lestari',
    'Made',
    'Nur',
    'Putri',
  ],
  families: [
    'Contoh',
    'Rekaan',
    'Khayal',
    'Misalnya',
    'Andaikan',
    'Fiktif',
    'Karangan',
    'Dongeng',
    'Umpama',
    'Seandainya',
  ],
  goods: ['Mebel', 'Percetakan', 'Katering', 'Bengkel', 'Kebun', 'Apotek', 'Logistik', 'Garmen', 'Tambak', 'Toko Buku'],
  brands: ['Contoh', 'Rekaan', 'Khayal', 'Fiktif', 'Dongeng', 'Umpama'],
  forms: ['PT', 'CV', 'UD'],
  streets: ['Jalan Contoh', 'Jalan Rekaan', 'Jalan Khayal', 'Gang Umpama', 'Jalan Tak Ada'],
}

export function namesOf(country: 'ID' | 'PL'): Names {
  return country === 'PL' ? polishNames : indonesianNames
}

const polishNames: Names = {
  language: 'pl',
  person(random) {
    const isWoman = random.chance(520)
    const given = pick(random, isWoman ? polish.women : polish.men)
    const family = `${pick(random, polish.families)}${isWoman ? 'a' : 'y'}`
    return { text: `${given} ${family}`, mail: mailOf(given, family) }
  },
  company(random) {
    const [brand, goods] = [pick(random, polish.brands), pick(random, polish.goods)]
    return { text: `${goods} ${brand} ${pick(random, polish.forms)}`, mail: mailOf('biuro', goods) }
  },
  street: random => pick(random, polish.streets),
  telephone: number => `+480${String(number).padStart(8, '0')}`,
}

const indonesianNames: Names = {
  language: 'id',
  person(random) {
    const [given, family] = [pick(random, indonesian.given), pick(random, indonesian.families)]
    return { text: `${given} ${family}`, mail: mailOf(given, family) }
  },
  company(random) {
    const [brand, goods] = [pick(random, indonesian.brands), pick(random, indonesian.goods)]
    return { text: `${pick(random, indonesian.forms)} ${goods} ${brand}`, mail: mailOf('kantor', goods) }
  },
  street: random => pick(random, indonesian.streets),
  telephone: number => `+620${String(number).padStart(9, '0')}`,
}

function pick(random: Random, list: readonly string[]): string {
  return list[random.below(list.length)] ?? ''
}

function mailOf(...words: readonly string[]): string {
  return words
    .join('.')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replaceAll(/[^a-z.]/g, '')
}
