import { Type, type Static } from 'typebox'
import { messageChannels, oneOf } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import { defineSetting } from '../platform/index.ts'

const clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

/** Whether people are told by themselves, after how long, and by what. */
export const tellingSetting = defineSetting({
  name: 'messaging.telling',
  says: 'Whether customers are told of outages by themselves, how many seconds a person has to hold the first notice, in which order channels are tried, who speaks, and in which language where none is known; how long an SMS may be; how many minutes lie between two estimates at least; when nobody is disturbed with what can wait; whether people hear of their credits; and who is telephoned besides.',
  schema: Type.Object(
    {
      automatic: Type.Boolean(),
      holdSeconds: Type.Integer({ minimum: 0, maximum: 3_600 }),
      channels: Type.Array(oneOf(messageChannels), {
        minItems: 1,
        maxItems: messageChannels.length,
        uniqueItems: true,
      }),
      sender: Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\u0000-\\u001f]+$' }),
      accent: Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Of mails' }),
      stopKeyword: Type.String({ minLength: 2, maxLength: 10, pattern: '^[A-Z]+$' }),
      language: oneOf(languages),
      sms: Type.Object(
        {
          mostParts: Type.Integer({ minimum: 1, maximum: 6 }),
          transliterated: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      etrMinutes: Type.Integer({ minimum: 0, maximum: 1_440 }),
      quietHours: Type.Union([Type.Object({ from: clock, to: clock }, { additionalProperties: false }), Type.Null()]),
      credits: Type.Boolean(),
      callSegments: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  // Nobody is written to before somebody has said who speaks.
  otherwise: {
    automatic: false,
    holdSeconds: 30,
    channels: ['push', 'whatsapp', 'telegram', 'sms', 'email'],
    sender: 'Pulih',
    accent: '#0b5fa5',
    stopKeyword: 'STOP',
    language: 'en',
    sms: { mostParts: 2, transliterated: true },
    etrMinutes: 30,
    quietHours: { from: '22:00', to: '07:00' },
    credits: true,
    callSegments: ['vulnerable', 'business'],
  },
})

export type Telling = Static<typeof tellingSetting.schema>
