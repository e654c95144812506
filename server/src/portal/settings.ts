import { serviceKinds } from '@pulih/engine'
import { oneOf } from '@pulih/contracts'
import { Type } from 'typebox'
import { defineSetting } from '../platform/index.ts'

const text = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000]*$' })
const closed = { additionalProperties: false } as const

/** How subscribers sign in. */
export const signInSetting = defineSetting({
  name: 'portal.sign-in',
  says: 'How subscribers sign in: where codes go while no channel is connected, and the operator’s own sign-in.',
  schema: Type.Object(
    {
      outbox: oneOf(['off', 'kept', 'kept-and-logged'] as const, {
        description:
          'What becomes of codes while no channel for mail or SMS is open, over which they go otherwise. For development only: they are kept where an admin reads them, and written into the log as well. Whoever reads them can sign in as any subscriber.',
      }),
      provider: Type.Union([
        Type.Object(
          {
            issuer: Type.String({ pattern: '^https?://[^\\s]{1,290}$' }),
            clientId: text(200),
            scope: text(200),
            claim: Type.String({
              minLength: 1,
              maxLength: 100,
              description: 'The claim with the key of the customer; the secret is PULIH_SECRET_PORTAL_PROVIDER',
            }),
          },
          closed,
        ),
        Type.Null(),
      ]),
    },
    closed,
  ),
  otherwise: { outbox: 'off', provider: null },
})

/** What subscribers are told of their services before they complain. */
export const limitsSetting = defineSetting({
  name: 'portal.limits',
  says: 'What you promise of each kind of service or plan, and what not, in each language of your subscribers.',
  schema: Type.Array(
    Type.Object(
      {
        kind: oneOf(serviceKinds),
        plan: Type.Union([text(200), Type.Null()], { description: 'null: every plan of the kind' }),
        says: Type.Object({ en: text(500), id: text(500), pl: text(500) }, closed),
      },
      closed,
    ),
    { maxItems: 200 },
  ),
  otherwise: [],
})
