import { Type, type Static } from 'typebox'
import { oneOf, orNull, SecretName, shape } from '@pulih/contracts'
import { defineSetting } from '../../platform/index.ts'

const port = Type.Integer({ minimum: 1, maximum: 65_535 })

/** What callers hear, and which exchanges Pulih speaks with itself. */
export const voiceSetting = defineSetting({
  name: 'messaging.voice',
  says: 'Whether callers hear of the outage that hits them, what becomes of their call afterwards, and which telephone exchanges Pulih speaks with by itself.',
  schema: shape({
    on: Type.Boolean(),
    afterwards: oneOf(['people', 'hang-up'] as const, {
      description: 'Whoever heard of his outage goes on to people, or the call ends; all others always go on to people',
    }),
    asterisk: orNull(
      shape({
        url: Type.String({
          maxLength: 300,
          pattern: '^https?://[^\\s@?#]+$',
          description: 'Such as http://pbx:8088/ari',
        }),
        application: Type.String({
          pattern: '^[\\w-]{1,40}$',
          description: 'By which the dialplan calls us: Stasis(pulih)',
        }),
        user: Type.String({ pattern: '^[^\\s:\\u0000-\\u001f]{1,100}$' }),
        password: SecretName,
      }),
    ),
    freeswitch: orNull(
      shape({
        host: Type.String({
          pattern: '^[\\w.:-]{1,250}$',
          description: 'Where we wait for it; 127.0.0.1: on this machine only',
        }),
        port,
        from: Type.Array(Type.String({ pattern: '^[0-9a-f.:]{2,45}$' }), {
          maxItems: 20,
          description: 'Addresses of exchanges that may ask; nobody else learns anything',
        }),
      }),
    ),
  }),
  otherwise: { on: false, afterwards: 'people', asterisk: null, freeswitch: null },
})

export type VoiceSetting = Static<typeof voiceSetting.schema>
