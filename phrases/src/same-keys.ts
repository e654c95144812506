/** Every message of the English file, in another language: a key that is missing or too many does not compile. */
export type SameKeys<English> = { readonly [Key in keyof English]: string }
