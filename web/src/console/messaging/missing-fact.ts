import { useIntl } from 'react-intl'
import { isMessage } from '../../ui/language.tsx'

/** A fact of a statement in words; one that this console does not know yet keeps its own. */
export function useMissingFact(): (fact: string) => string {
  const intl = useIntl()
  return fact => {
    const id = `messaging.fact.${fact}`
    return isMessage(id, intl.messages) ? intl.formatMessage({ id }) : fact
  }
}
