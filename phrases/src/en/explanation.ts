/** Why an amount is owed or not: one sentence for each step the engine writes down, and the headings above them. */
export const explanation = {
  'step.interruption-counted': '{when} ({length}): counts',
  'step.extent-not-covered': '{when} ({length}): does not count, because the rule does not cover {extent}',
  'step.cause-excluded': '{when} ({length}): does not count, because of its cause: {cause}. {proof}',
  'step.cause-not-covered':
    '{when} ({length}): does not count, because the rule does not name its cause: {cause}. {proof}',
  'step.planned-work': '{when} ({length}): does not count, because it was planned work',
  'step.planned-work-announced':
    '{when} ({length}): does not count, because it was planned work announced {notice} before',
  'step.interruption-too-short': '{when}: does not count, because of its length: {length}. Needed: {limit}',
  'step.event-too-small':
    '{when} ({length}): does not count, because the event was too small: {what, select, subscribers {subscribers hit} other {sites hit}}: {found}. The rule sets the limit at {limit}',
  'step.joined-after-onset': '{when} ({length}): does not count, because the service only began on {since}',
  'step.not-in-force': 'On {day} the rule was not in force. It binds {period}',
  'step.not-in-force-then':
    '{when} ({length}): does not count, because on {day} the rule was not in force. It binds {period}',
  'step.parameter-not-set':
    'The amount cannot be told: the operator has not set “{parameter}”. Set it under "parameters" in the case',

  'step.clock-started.onset': 'The clock starts with the interruption: {at}',
  'step.clock-started.report': 'The clock starts with the customer’s report: {at}',
  'step.clock-started.known': 'The clock starts when the provider knew: {at}',
  'step.clock-started.earlier-of-known-and-report':
    'The clock starts when the provider knew or the customer reported it: {at}',
  'step.clock-deadline': 'Free time ends: {deadline}',
  'step.clock-not-started':
    'The clock never started: {start, select, report {there is no report by the customer} known {it is not said when the provider knew} other {there is no report, and it is not said when the provider knew}}',
  'step.clock-paused': 'The clock stands still from {at}: an appointment failed through the customer',
  'step.time-merged':
    '{pieces, plural, one {# interruption} other {# interruptions}} together, overlaps counted once: {length}',

  'step.measured': '{what}: {value}',
  'step.condition-met': '{what}: {value}. Needed: {limit}',
  'step.condition-not-met': '{what}: {value}. Needed: {limit}',
  'step.tier-reached': 'Tier reached: {limit} ({what}: {value})',
  'step.below-first-tier': 'Below the first tier: {limit} ({what}: {value})',
  'step.holiday-unknown':
    'It cannot be told which days are working days: the holiday calendar “{calendar}” does not know {day}',
  'step.right-without-amount': 'There is a right, but the law fixes no amount',
  'step.nothing-to-count': 'The condition is met, but there is nothing to count: no amount follows',
  'step.formula': '{formula}',

  'step.service-not-covered': 'The rule is not for this kind of service: {found}. It covers: {covered}',
  'step.subscriber-not-covered': 'The rule is not for this kind of customer: {found}. It covers: {covered}',
  'step.payment-not-covered': 'The rule is not for this way of paying: {found}. It covers: {covered}',
  'step.remoteness-not-covered': 'The rule is not for this location: {found}. It covers: {covered}',
  'step.region-not-covered': 'The rule is not for this region: {found}. It covers: {covered}',
  'step.provider-not-designated': 'The provider is not designated for universal service',
  'step.provider-not-signatory': 'The provider has not signed the code “{code}”',
  'step.no-head-for-service': 'No part of the rule is for this service',
  'step.other-currency': 'The rule fixes amounts in {covered}, and this case is in {found}',
  'step.short-history': 'The history is shorter than the rule wants; calculated from what there is: {base}',
  'step.yields-to': 'Gives way to: {scheme}',
  'step.paid-once': 'Paid once per subscriber: another service of the same subscriber gets the greater amount',

  'outcome.owed': 'owed',
  'outcome.not-owed': 'not owed',
  'outcome.right-without-amount': 'a right without a fixed amount',
  'outcome.undetermined': 'cannot be determined',
  'outcome.covered': 'already covered elsewhere',
  'outcome.goodwill': 'given by goodwill, not owed',
  'outcome.not-law': 'not law: nothing is owed',

  'figure.minimum': 'undisputed minimum',
  'figure.recommended': 'recommended',
  'figure.maximum': 'arguable maximum',
  'figure.goodwill': 'goodwill, not owed',

  'heading.what-happened': 'What happened',
  'heading.measured': 'What was measured',
  'heading.conditions': 'Conditions',
  'heading.calculation': 'How it is calculated',
  'heading.benefits': 'In kind',
  'heading.remarks': 'Remarks',
  'heading.readings': 'The text is open, and readings differ',
  'heading.settlement': 'How it is settled',
  'heading.sources': 'Sources',
  'heading.not-applied': 'Not applied, because',
  'heading.event': 'Event {number}',

  'work.greatest': 'the greatest of {amounts} = {value}',
  'work.least': 'the least of {amounts} = {value}',
  'work.together': 'together: {sum}',
  'work.rounded-to': '(in steps of {unit})',
  'work.capped': 'the rule’s cap: {from} → {to}',
  'work.raised': 'the rule’s floor: {from} → {to}',
  'work.final-rounding': 'rounded at the end: {from} → {to}',

  'answer.no-lines': 'No rule applies to this case.',
  'answer.service': 'service {service}',

  'settled.automatic': 'Automatic: the customer need not ask.',
  'settled.on-claim': 'On claim: the customer has to ask.',
  'settled.claim-by': 'Claim until {date}.',
  'settled.pay-by': 'Pay until {date}.',
  'settled.forms': 'Form: {forms}.',
  'settled.pay-on': 'On: {bill}.',
  'settled.late-times': 'If late: {times} times the amount.',
  'settled.late-interest': 'If late: {rate} interest per month.',

  'benefit.line': '{quantity} {unit}: {kind}',
  'benefit.valid': 'valid for {days}',
  'benefit.claim': 'to be claimed within {days}',
  'benefit.frequency': 'how often: {frequency}',
  'benefit.price': 'price: {price}',
  'benefit.per': '× {measure}',
}
