import { problem, type Json, type Work } from '../platform/index.ts'

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

/** Collects what is kept about one person, from all contexts at one moment. */
export function exportPerson(
  work: Work,
  holders: readonly PersonalData[],
  request: PrivacyRequest,
): Promise<Record<string, Json>> {
  return ask(work, holders, request, 'privacy.exported', holder => holder.exportPerson(work, request.customer))
}

/** Lets all contexts forget one person: all of them or, if one refuses, none. */
export function erasePerson(
  work: Work,
  holders: readonly PersonalData[],
  request: PrivacyRequest,
): Promise<Record<string, Json>> {
  return ask(work, holders, request, 'privacy.erased', holder => holder.erasePerson(work, request.customer))
}

async function ask(
  work: Work,
  holders: readonly PersonalData[],
  { customer, reason, reference }: PrivacyRequest,
  action: string,
  answerOf: (holder: PersonalData) => Promise<Json>,
): Promise<Record<string, Json>> {
  const answers: Record<string, Json> = {}
  for (const holder of holders) {
    const answer = await answerOf(holder)
    if (answer !== null) answers[holder.context] = answer
  }
  if (Object.keys(answers).length === 0) throw problem('identity.person-not-found', { customer })
  work.audit(action, `customer:${customer}`, { reason, reference: reference ?? null, contexts: Object.keys(answers) })
  return answers
}
