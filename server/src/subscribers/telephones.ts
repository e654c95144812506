import { sql, type RawBuilder } from 'kysely'
import { Type } from 'typebox'
import { defineSetting, readSetting, type Db, type Tx } from '../platform/index.ts'

/** How the people of a country write their telephone numbers. */
export const telephonesSetting = defineSetting({
  name: 'subscribers.telephones',
  says: 'The code of the country, which people and exchanges leave out of telephone numbers. Without it a number without a plus is dialled as it stands.',
  schema: Type.Object(
    {
      callingCode: Type.String({ pattern: '^([1-9]\\d{0,2})?$', description: 'As ITU-T E.164 lists it: 48, 62' }),
    },
    { additionalProperties: false },
  ),
  otherwise: { callingCode: '' },
})

export async function callingCodeOf(db: Db | Tx): Promise<string> {
  return (await readSetting(db, telephonesSetting)).callingCode
}

/** Fewer digits than these are a short code, which has no country. */
const fewestDigits = 7
/**
 * What follows the code of a country has at least so many digits: with fewer, a number that begins like the code only begins like it. By the
 * national numbering plans of ITU-T E.164 where numbers are long and some begin so.
 */
const fewestAfterCode: Readonly<Record<string, number>> = {
  1: 10,
  7: 10,
  39: 9,
  44: 9,
  48: 9,
  55: 10,
  62: 9,
  86: 10,
  91: 10,
}
const fewestElsewhere = 8
/** Where the zero is a part of the number, and dialled from abroad, too. */
const zeroStays = ['39']

/**
 * A telephone number as it is dialled from everywhere (ITU-T E.164), from how it stands in a file: with its plus where it has one, else of the
 * operator's country, without the zero that is dialled before it there and nowhere else. Without a code of the country it stays as it is.
 */
export function dialled(number: string, callingCode: string): string {
  const trimmed = number.trim()
  const digits = trimmed.replaceAll(/\D/g, '')
  if (/^\+|[A-Za-z]/.test(trimmed)) return number
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  if (callingCode === '' || digits.length < fewestDigits) return number
  const fewest = callingCode.length + (fewestAfterCode[callingCode] ?? fewestElsewhere)
  if (digits.startsWith(callingCode) && digits.length >= fewest) return `+${digits}`
  return `+${callingCode}${zeroStays.includes(callingCode) ? digits : digits.replace(/^0/, '')}`
}

const code = sql`(select t.value->>'callingCode' from platform.setting t where t.name = ${telephonesSetting.name})`

/** The same of a column, where only some channels have numbers. */
export function dialledAddress(channel: RawBuilder<unknown>, address: RawBuilder<unknown>): RawBuilder<unknown> {
  const fewest = sql`coalesce((${JSON.stringify(fewestAfterCode)}::jsonb ->> ${code})::int, ${sql.lit(fewestElsewhere)})`
  const digits = sql`regexp_replace(${address}, '[^0-9]', '', 'g')`
  return sql`
    case when ${channel} not in ('sms', 'whatsapp', 'phone') or ${address} like '+%' or ${address} ~ '^\\s*[+]|[A-Za-z]' then ${address}
      when ${digits} like '00%' then '+' || substr(${digits}, 3)
      when coalesce(${code}, '') = '' or length(${digits}) < ${sql.lit(fewestDigits)} then ${address}
      when ${digits} like ${code} || '%' and length(${digits}) >= length(${code}) + ${fewest} then '+' || ${digits}
      when ${code} = any(${zeroStays}::text[]) then '+' || ${code} || ${digits}
      else '+' || ${code} || regexp_replace(${digits}, '^0', '') end`
}

/** The digits of a number (a column with those of one that is dialled from everywhere) in each way in which it may be registered, as an array. */
export function waysToWrite(digits: RawBuilder<unknown>): RawBuilder<unknown> {
  const national = sql`substr(${digits}, length(${code}) + 1)`
  return sql`
    case when ${code} <> '' and ${digits} like ${code} || '%' then array[${digits}, ${code} || '0' || ${national}, ${national}, '0' || ${national}]
      else array[${digits}] end`
}
