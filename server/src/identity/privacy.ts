import type { AuditAction } from '@pulih/contracts'
import { forgetAnswersAbout, problem, type Json, type Work } from '../platform/index.ts'

/** What a context that keeps something about people has to be able to do. `app` collects these. */
export interface PersonalData {
  readonly context: string
  /** Everything it keeps about this customer; null where it keeps nothing. */
  exportPerson(work: Work, customer: string): Promise<Json>
  /** Forgets who it was, and says how much; figures stay. Null where there is nothing. Doing it again does no harm. */
  erasePerson(work: Work, customer: string): Promise<Json>
}

export interface PrivacyRequest {
  readonly customer: string
  readonly reason: string
  readonly reference?: string | undefined
}

/** Asks every context about one person and keeps on record that it was asked. */
type Ask = (work: Work, holders: readonly PersonalData[], request: PrivacyRequest) => Promise<Record<string, Json>>

/** Collects what is kept about one person, from all contexts at one moment. */
export const exportPerson: Ask = asking('privacy.exported', 'exportPerson')

/** Lets all contexts forget one person: all of them or, if one refuses, none. */
export const erasePerson: Ask = async (work, holders, request) => {
  const answers = await forgetPerson(work, holders, request)
  // After the contexts, whose locks everybody waits for who is just changing something about him.
  await forgetAnswersAbout(work, [`customer:${request.customer}`])
  return answers
}

const forgetPerson: Ask = asking('privacy.erased', 'erasePerson')

function asking(action: AuditAction, what: 'exportPerson' | 'erasePerson'): Ask {
  return async (work, holders, { customer, reason, reference }) => {
    const answers: Record<string, Json> = {}
    for (const holder of holders) {
      const answer = await holder[what](work, customer)
      if (answer !== null) answers[holder.context] = answer
    }
    if (Object.keys(answers).length === 0) throw problem('identity.person-not-found', { customer })
    work.audit(action, `customer:${customer}`, { reason, reference: reference ?? null, contexts: Object.keys(answers) })
    return answers
  }
}
