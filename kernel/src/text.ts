/** The languages in which a customer reads. */
export const languages = ['en', 'id', 'pl'] as const
export type Language = (typeof languages)[number]

/** A sentence in every language. */
export type Text = Readonly<Record<Language, string>>
