/** What subscribers are sent and given: the message with their code, and the document about a credit. */
export const portal = {
  'portal.code-message':
    '{code} is your code to sign in as customer {customer}. It is good for {minutes, plural, one {# minute} other {# minutes}}. Nobody of us will ever ask you for it.',
  'portal.code-subject': 'Your code',

  'portal.what.credit': 'Credit',
  'portal.what.correction': 'Correction of a credit',
  'portal.what.goodwill': 'Goodwill',
  'portal.what.reversal': 'A credit was taken back',

  'portal.goodwill.complaint': 'Because of a complaint that was right',
  'portal.goodwill.repeated-faults': 'Because it failed again and again',
  'portal.goodwill.late-repair': 'Because the repair took too long',
  'portal.goodwill.missed-appointment': 'Because of a visit that did not take place',
  'portal.goodwill.loyalty': 'As thanks for your patience',

  'portal.granted-unasked': 'You need not ask for it: it has been granted.',

  'portal.document': 'Your credit and why you get it',
  'portal.document.amount': 'Amount',
  'portal.document.number': 'Number of the credit',
  'portal.document.customer': 'Customer',
  'portal.document.service': 'Service',
  'portal.document.period': 'Billing period from',
  'portal.document.granted': 'Granted on',
  'portal.document.rule': 'By which rule',
  'portal.document.legal': 'What kind of rule',
  'portal.document.reason': 'Why',
  'portal.document.articles': 'Where it is written',
  'portal.document.wrong': 'If you think this is wrong',
  'portal.document.wrong-how':
    'Sign in to your portal, open this credit and write what is not right. A person reads it and answers you there. You lose nothing by asking: what was granted stays yours while we look.',
  'portal.document.anew':
    'For this document the amount was worked out anew from the facts on file, with the same result.',
  'portal.document.differs':
    'Worked out anew from the facts on file the result is another one. Please tell us, so that somebody looks at it.',
  'portal.document.made': 'Made on {date}',
  'portal.document.page': 'Page {page} of {pages}',
} as const
