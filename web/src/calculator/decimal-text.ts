import type { Language } from '@pulih/kernel'

const marks: Readonly<Record<Language, { readonly group: RegExp; readonly point: string }>> = {
  en: { group: /[,\s\u00a0\u202f]/g, point: '.' },
  id: { group: /[.\s\u00a0\u202f]/g, point: ',' },
  pl: { group: /[\s\u00a0\u202f]/g, point: ',' },
}

export function isDecimal(text: string): boolean {
  return /^\d{1,12}(?:\.\d{1,4})?$/.test(text)
}

/**
 * An amount as people of a language write it, as a plain decimal: `1 234,50` in Polish and `1,234.50` in English are `1234.50`. What
 * cannot be read stays as it was typed, so that the message can stand beside it.
 */
export function plainDecimal(typed: string, language: Language): string {
  const text = typed.trim()
  const { group, point } = marks[language]
  // "60.5" and "60,5" are meant alike everywhere, unless three digits follow the sign that groups thousands.
  const single = /^(\d{1,12})[.,](\d{1,2}|\d{4})$/.exec(text)
  const plain = single ? `${single[1]}.${single[2]}` : text.replace(group, '').replace(point, '.')
  return isDecimal(plain) ? plain : text
}

/** A plain decimal as it is written in a language, with the digits it has. */
export function writtenDecimal(decimal: string, locale: string): string {
  if (!isDecimal(decimal)) return decimal
  const digits = decimal.split('.')[1]?.length ?? 0
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    decimal as Intl.StringNumericLiteral,
  )
}
