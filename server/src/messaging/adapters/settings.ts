import { Type, type Static } from 'typebox'

const secret = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: 'Name of a secret in the environment: `sms` is PULIH_SECRET_SMS',
})
const line = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000-\\u001f]+$' })

/** What each kind of provider has to be told; secrets stand in the environment, and only their names here. */
export const channelSettings = Type.Union([
  Type.Object(
    {
      adapter: Type.Literal('smtp'),
      host: Type.String({ minLength: 1, maxLength: 250, pattern: '^[\\w.:-]+$' }),
      port: Type.Integer({ minimum: 1, maximum: 65_535 }),
      secure: Type.Boolean({ description: 'TLS from the first byte; otherwise STARTTLS where it is offered' }),
      user: Type.Union([line(200), Type.Null()]),
      password: Type.Union([secret, Type.Null()]),
      from: line(200),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      adapter: Type.Literal('http-sms'),
      url: Type.String({ maxLength: 500, pattern: '^https?://[^\\s]+$' }),
      from: line(20),
      token: secret,
    },
    { additionalProperties: false },
  ),
])
export type ChannelSettings = Static<typeof channelSettings>
