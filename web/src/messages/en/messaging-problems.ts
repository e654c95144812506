export const messagingProblems = {
  'problem.messaging.begun': 'People were told that it began, or are about to be. Prepare what follows.',
  'problem.messaging.no-beginning': 'Nobody was told that it began. Tell them that first.',
  'problem.messaging.message-unknown': 'There is no message {message}.',
  'problem.messaging.not-doubtful': 'Nothing is in doubt any more: somebody decided, or a receipt came.',
  'problem.messaging.not-drafted': 'It is no draft any more: somebody sent it or threw it away.',
  'problem.messaging.not-genuine': 'The signature or secret is not that of the channel.',
  'problem.messaging.not-said':
    'It cannot be said ({channel}, {language}): {fact} is missing. Write it, and try again.',
} as const
