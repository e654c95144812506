/** Where a jurisdiction lies, for the list; its clocks and its money, for what is filled in before anyone types. */
export interface Country {
  readonly code: string
  readonly part: 'europe' | 'asia-pacific' | 'americas'
  readonly currency: string
  /** The first one is where most people live. */
  readonly zones: readonly string[]
}

export const countries: readonly Country[] = [
  country('AR', 'americas', 'ARS', 'America/Argentina/Buenos_Aires'),
  country(
    'AU',
    'asia-pacific',
    'AUD',
    'Australia/Sydney',
    'Australia/Melbourne',
    'Australia/Brisbane',
    'Australia/Adelaide',
    'Australia/Perth',
    'Australia/Hobart',
    'Australia/Darwin',
  ),
  country('BD', 'asia-pacific', 'BDT', 'Asia/Dhaka'),
  country('BE', 'europe', 'EUR', 'Europe/Brussels'),
  country('BR', 'americas', 'BRL', 'America/Sao_Paulo', 'America/Manaus', 'America/Cuiaba', 'America/Rio_Branco'),
  country('CL', 'americas', 'CLP', 'America/Santiago', 'America/Punta_Arenas', 'Pacific/Easter'),
  country('CO', 'americas', 'COP', 'America/Bogota'),
  country('CZ', 'europe', 'CZK', 'Europe/Prague'),
  country('DE', 'europe', 'EUR', 'Europe/Berlin'),
  country('ES', 'europe', 'EUR', 'Europe/Madrid', 'Atlantic/Canary'),
  country('FI', 'europe', 'EUR', 'Europe/Helsinki'),
  country('GB', 'europe', 'GBP', 'Europe/London'),
  country('ID', 'asia-pacific', 'IDR', 'Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'),
  country('IN', 'asia-pacific', 'INR', 'Asia/Kolkata'),
  country('IT', 'europe', 'EUR', 'Europe/Rome'),
  country('JP', 'asia-pacific', 'JPY', 'Asia/Tokyo'),
  country('KR', 'asia-pacific', 'KRW', 'Asia/Seoul'),
  country('MX', 'americas', 'MXN', 'America/Mexico_City', 'America/Cancun', 'America/Hermosillo', 'America/Tijuana'),
  country('NL', 'europe', 'EUR', 'Europe/Amsterdam'),
  country('PE', 'americas', 'PEN', 'America/Lima'),
  country('PL', 'europe', 'PLN', 'Europe/Warsaw'),
  country('PT', 'europe', 'EUR', 'Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores'),
  country('TW', 'asia-pacific', 'TWD', 'Asia/Taipei'),
  country(
    'US',
    'americas',
    'USD',
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
  ),
]

export const parts = ['europe', 'asia-pacific', 'americas'] as const

export function countryOf(code: string): Country | undefined {
  return countries.find(each => each.code === code)
}

/** The country whose clocks run like this machine's; undefined if we know none. */
export function countryByZone(zone: string): Country | undefined {
  return countries.find(each => each.zones.includes(zone))
}

function country(code: string, part: Country['part'], currency: string, ...zones: string[]): Country {
  return { code, part, currency, zones }
}
