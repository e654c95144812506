/** The same keys in another language: one that is missing, or one too many, does not compile. */
export type Translated<English> = { readonly [Key in keyof English]: string }
