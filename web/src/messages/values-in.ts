import { IntlMessageFormat } from 'intl-messageformat'

/** The names that a message wants values for; texts, `#` and the like want none. */
export function valuesIn(text: string, language: string): string[] {
  const names = (elements: readonly Element[]): string[] =>
    elements.flatMap(({ type, value = '', options = {} }) => [
      ...(type === 0 || type === 7 ? [] : [value]),
      ...Object.values(options).flatMap(option => names(option.value)),
    ])
  const parsed = new IntlMessageFormat(text, language).getAst() as unknown as readonly Element[]
  return [...new Set(names(parsed))].toSorted()
}

interface Element {
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>
}
