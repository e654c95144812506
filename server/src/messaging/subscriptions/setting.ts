import { oneOf, personalChannels } from '@pulih/contracts'
import { Type } from 'typebox'
import { defineSetting } from '../../platform/index.ts'

/** By what anybody may ask to be told. */
export const subscriptionsSetting = defineSetting({
  name: 'messaging.subscriptions',
  says: 'By which of your channels anybody may ask to be told of outages, how many such requests each of them carries in a day at most, and how many answers to what people write, the name of your Telegram bot, and after how many days messages lose their addresses.',
  schema: Type.Object(
    {
      channels: Type.Array(oneOf(personalChannels), { maxItems: personalChannels.length, uniqueItems: true }),
      asksPerDay: Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'Of each channel, so that nobody can make you send any number of paid messages',
      }),
      answersPerDay: Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        description: 'Of each channel, to STATUS and the like; what is above is kept and not answered',
      }),
      telegramBot: Type.Union([Type.String({ pattern: '^[A-Za-z]\\w{4,31}$' }), Type.Null()]),
      addressDays: Type.Integer({ minimum: 7, maximum: 3_650 }),
    },
    { additionalProperties: false },
  ),
  // Only those of them through which the operator sends anything at all.
  otherwise: {
    channels: [...personalChannels],
    asksPerDay: 5_000,
    answersPerDay: 20_000,
    telegramBot: null,
    addressDays: 180,
  },
})
