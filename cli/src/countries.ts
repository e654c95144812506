/** What a run assumes of a country unless told otherwise: ISO 4217 currency and the IANA zone of its capital. */
const assumptions: Readonly<Record<string, { readonly currency: string; readonly timeZone: string }>> = {
  AR: { currency: 'ARS', timeZone: 'America/Argentina/Buenos_Aires' },
  AU: { currency: 'AUD', timeZone: 'Australia/Sydney' },
  BD: { currency: 'BDT', timeZone: 'Asia/Dhaka' },
  BE: { currency: 'EUR', timeZone: 'Europe/Brussels' },
  BR: { currency: 'BRL', timeZone: 'America/Sao_Paulo' },
  CL: { currency: 'CLP', timeZone: 'America/Santiago' },
  CO: { currency: 'COP', timeZone: 'America/Bogota' },
  CZ: { currency: 'CZK', timeZone: 'Europe/Prague' },
  DE: { currency: 'EUR', timeZone: 'Europe/Berlin' },
  ES: { currency: 'EUR', timeZone: 'Europe/Madrid' },
  FI: { currency: 'EUR', timeZone: 'Europe/Helsinki' },
  GB: { currency: 'GBP', timeZone: 'Europe/London' },
  ID: { currency: 'IDR', timeZone: 'Asia/Jakarta' },
  IN: { currency: 'INR', timeZone: 'Asia/Kolkata' },
  IT: { currency: 'EUR', timeZone: 'Europe/Rome' },
  JP: { currency: 'JPY', timeZone: 'Asia/Tokyo' },
  KR: { currency: 'KRW', timeZone: 'Asia/Seoul' },
  MX: { currency: 'MXN', timeZone: 'America/Mexico_City' },
  NL: { currency: 'EUR', timeZone: 'Europe/Amsterdam' },
  PE: { currency: 'PEN', timeZone: 'America/Lima' },
  PL: { currency: 'PLN', timeZone: 'Europe/Warsaw' },
  PT: { currency: 'EUR', timeZone: 'Europe/Lisbon' },
  TW: { currency: 'TWD', timeZone: 'Asia/Taipei' },
  US: { currency: 'USD', timeZone: 'America/New_York' },
}

export function assumptionsFor(
  jurisdiction: string,
): { readonly currency: string; readonly timeZone: string } | undefined {
  return assumptions[jurisdiction]
}

/** The zones a `time_zone` column may name: those of the country, and the one that the run assumes. */
export function timeZonesOf(jurisdiction: string, timeZone: string): string[] {
  const known = new Intl.Locale(`und-${jurisdiction}`).getTimeZones?.() ?? []
  return [...new Set([timeZone, ...known])]
}
