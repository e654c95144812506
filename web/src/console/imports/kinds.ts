import { useIntl } from 'react-intl'
import { isMessage } from '../../ui/language.tsx'

/** What a kind of file is called; one that this console does not know yet goes by its word. */
export function useKindName(): (kind: string) => string {
  const intl = useIntl()
  return kind => {
    const id = `imports.kind.${kind}`
    return isMessage(id, intl.messages) ? intl.formatMessage({ id }) : kind
  }
}
