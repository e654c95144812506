import { Type } from 'typebox'
import { oneOf } from '@pulih/contracts'
import { isTimeZone, languages } from '@pulih/kernel'
import type { Page } from '@pulih/statuspage'
import { defineSetting, readSetting, type Config, type Db, type Tx } from '../platform/index.ts'
import { addressOf } from './host-address.ts'

const text = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000-\\u001f]*$' })
const orNull = (maxLength: number) => Type.Union([text(maxLength), Type.Null()])

/** How the operator wants to be seen. */
export const pageSetting = defineSetting({
  name: 'statuspage.page',
  says: 'The public status page: name, address, time zone, languages (the first is that of a reader who asks for none), contact, logo (a path or a data address), colour, and the share of time that is promised.',
  schema: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f]+$' }),
      url: Type.Union([
        Type.String({ maxLength: 200, pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*[^\\s?#/])?$' }),
        Type.Null(),
      ]),
      timeZone: text(60),
      languages: Type.Array(oneOf(languages), { minItems: 1, maxItems: languages.length, uniqueItems: true }),
      contact: Type.Object({ url: orNull(300), phone: orNull(40), mail: orNull(200) }, { additionalProperties: false }),
      portal: Type.Optional(
        Type.Union([Type.String({ maxLength: 200, pattern: '^https?://[^\\s?#]+$' }), Type.Null()], {
          description: 'Where the portal is, such as https://my.example.net/portal; the page links to it',
        }),
      ),
      logo: orNull(100_000),
      accent: Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }),
      promise: Type.Union([Type.String({ pattern: '^0\\.\\d{1,6}$' }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  otherwise: {
    name: 'Pulih',
    url: null,
    timeZone: 'Europe/Warsaw',
    languages: ['en', 'pl', 'id'],
    contact: { url: null, phone: null, mail: null },
    logo: null,
    accent: '#0b6e4f',
    promise: '0.995',
  },
})

/** The page as the setting has it; without an address of its own it is read where its process listens. */
export async function readPage(db: Db | Tx, config: Config): Promise<Page> {
  const { url, timeZone, ...rest } = await readSetting(db, pageSetting)
  // A page in another zone than was meant is better than none.
  return { id: 'pulih', ...rest, timeZone: isTimeZone(timeZone) ? timeZone : 'UTC', url: url ?? addressOf(config) }
}
