import { Type, type Static } from 'typebox'
import { messageChannels, oneOf } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import { defineSetting } from '../platform/index.ts'

/** Whether people are told by themselves, after how long, and by what. */
export const tellingSetting = defineSetting({
  name: 'messaging.telling',
  says: 'Whether customers are told of outages by themselves, how many seconds a person has to hold the first notice, in which order channels are tried, who speaks, and in which language where none is known.',
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
      stopKeyword: Type.String({ minLength: 2, maxLength: 10, pattern: '^[A-Z]+$' }),
      language: oneOf(languages),
    },
    { additionalProperties: false },
  ),
  // Nobody is written to before somebody has said who speaks.
  otherwise: {
    automatic: false,
    holdSeconds: 30,
    channels: ['sms', 'email', 'push'],
    sender: 'Pulih',
    stopKeyword: 'STOP',
    language: 'en',
  },
})

export type Telling = Static<typeof tellingSetting.schema>
