import { Type, type Static, type TObject, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const

/** An object without other properties than these: what nobody declared is refused, not ignored. */
export function shape<Properties extends Record<string, TSchema>>(properties: Properties) {
  return Type.Object(properties, closed)
}

export const Uuid = Type.String({
  format: 'uuid',
  description: 'UUID',
  examples: ['01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10'],
})
export const Instant = Type.String({
  format: 'date-time',
  maxLength: 40,
  description: 'An instant with its offset from UTC (ISO 8601)',
  examples: ['2026-09-10T08:00:00+02:00'],
})
export const PlainDate = Type.String({
  format: 'date',
  description: 'A calendar day (ISO 8601)',
  examples: ['2026-09-10'],
})
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217', examples: ['PLN'] })
export const Amount = Type.String({
  pattern: '^-?\\d{1,15}(\\.\\d{1,4})?$',
  description: 'An exact decimal with the digits of its currency',
  examples: ['12.50'],
})
/** A name that another system gave. */
export const Key = Type.String({
  minLength: 1,
  maxLength: 200,
  description: "The operator's own identifier",
  pattern: '^[^\\u0000-\\u001f]+$',
})

/** What turns the direction of a text, so that a screen or a letter shows something else than what was written. */
const turning = '\\u202a-\\u202e\\u2066-\\u2069'
/** What no single line holds: control characters, breaks of lines and what turns its direction. */
const hidden = `\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029${turning}`
/** A line of which something can be read. */
export const linePattern = `^[^${hidden}]*[^${hidden}\\s][^${hidden}]*$`
/** Paragraphs keep their line breaks and tabs. */
export const paragraphsPattern = `^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f${turning}]*$`

/** What other systems wrote as the single line that it has to be. */
export function oneLineOf(text: string): string {
  return text.replaceAll(new RegExp(`[${hidden}]+`, 'gu'), ' ').trim()
}

export const ShortText = Type.String({ minLength: 1, maxLength: 200, pattern: linePattern })
export const LongText = Type.String({ maxLength: 4000, pattern: paragraphsPattern })
export const Count = Type.Integer({ minimum: 0 })

/**
 * Names a secret of the environment that something outside is shown. Those with which the product keeps its own are none of them, whoever
 * asks for it.
 */
export const SecretName = Type.String({
  pattern: '^(?!(identity|webhooks|messaging|statuspage|portal-provider)$)[a-z][a-z0-9-]{0,39}$',
  description: 'Name of a secret in the environment: `sms` is PULIH_SECRET_SMS',
})

/** A closed set of words. */
export function oneOf<const Words extends readonly string[]>(words: Words, options: { description?: string } = {}) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...options })
}

export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

/** One of several shapes, told apart by the word that a property of each has; a mistake is told of the shape that was meant. */
export function chosenBy<const Shapes extends readonly TSchema[]>(property: string, shapes: Shapes) {
  return Type.Unsafe<Static<Shapes[number]>>({
    type: 'object',
    discriminator: { propertyName: property },
    required: [property],
    oneOf: [...shapes],
  })
}

/** The query of a list: how many, and where the page before ended. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: '`next` of the page before' })),
}

export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: orNull(Type.String({ maxLength: 500 })) }, closed)
}

/** What is wrong at one place of a request. */
export const MistakeView = Type.Object({
  pointer: Type.String({
    description: 'A JSON pointer into the body, or `/query/…` or `/path/…`; empty for the whole',
  }),
  message: Type.String({ description: 'The mistake in English' }),
  code: Type.String({
    description:
      'The mistake for programs, so that they say it in the language of their reader; `rule.…` for what is wrong with a scheme or a case',
  }),
  values: Type.Record(Type.String(), Type.Unknown(), { description: 'What the message names' }),
})

/** RFC 9457, with the code of the catalogue and a JSON pointer for each mistake. */
export const ProblemView: TObject = Type.Object({
  type: Type.String({ description: '`urn:problem:<code>`' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  values: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  mistakes: Type.Optional(Type.Array(MistakeView)),
})
