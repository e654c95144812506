import { useIntl } from 'react-intl'
import { isMessage } from '../../ui/language.tsx'

/** Why a row or a file was not taken and what to do about it, in the reader's language; a code that is newer than this console is said as it came. */
export function useReason() {
  const intl = useIntl()
  const say = (id: string, value: string, otherwise: string): string =>
    isMessage(id, intl.messages) ? intl.formatMessage({ id }, { value }) : otherwise
  return ({ reason, value, says, remedy }: Reason): { readonly says: string; readonly remedy: string } => ({
    says: say(`reason.${reason}`, value ?? '', says),
    remedy: say(`remedy.${reason}`, value ?? '', remedy),
  })
}

interface Reason {
  readonly reason: string
  readonly value: string | null
  readonly says: string
  readonly remedy: string
}
