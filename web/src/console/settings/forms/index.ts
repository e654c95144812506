import type { ComponentType } from 'react'
import { GoodwillForm } from './goodwill.tsx'
import { JsonForm } from './json.tsx'
import { LimitsForm } from './limits.tsx'
import { OperatorForm } from './operator.tsx'
import { PayoutsForm } from './payouts.tsx'
import { PromisesForm } from './promises.tsx'
import { PatienceForm, RetentionForm } from './periods.tsx'
import { SignInForm } from './sign-in.tsx'
import { StatusPageForm } from './status-page.tsx'
import { SubscriptionsForm } from './subscriptions.tsx'
import { TelephonesForm } from './telephones.tsx'
import { TellingForm } from './telling.tsx'

export interface FormOf {
  readonly value: unknown
  readonly change: (value: unknown) => void
  /** Told that what stands there is no value at all. */
  readonly broken: (is: boolean) => void
}

const forms: Readonly<Record<string, ComponentType<FormOf>>> = {
  'compensation.operator': OperatorForm,
  'compensation.payouts': PayoutsForm,
  'ledger.goodwill-limits': GoodwillForm,
  'subscribers.telephones': TelephonesForm,
  'messaging.telling': TellingForm,
  'messaging.promises': PromisesForm,
  'messaging.subscriptions': SubscriptionsForm,
  'statuspage.page': StatusPageForm,
  'portal.sign-in': SignInForm,
  'portal.limits': LimitsForm,
  'webhooks.patience': PatienceForm,
  'platform.retention': RetentionForm,
}

/** The form made for a setting; one that this console does not know yet is written as JSON. */
export function formOf(name: string): ComponentType<FormOf> {
  return forms[name] ?? JsonForm
}
