/** Whatever an operation of the portal may refuse, by its code. */
export const problems = {
  'problem.portal.not-found': 'Among what is yours there is nothing like this.',
  'problem.portal.no-codes': 'No code can be sent at the moment. Please turn to customer care.',
  'problem.portal.wrong-code':
    'The code is wrong, was used before or came too late. After five tries, or ten minutes, ask for a new one.',
  'problem.portal.too-often': 'Too many tries. Wait {minutes, plural, one {# minute} other {# minutes}} and try again.',
  'problem.portal.no-provider': 'The operator’s sign-in is not connected. Use a code.',
  'problem.portal.provider-away':
    'The operator’s sign-in cannot be reached at the moment. Use a code, or try again later.',
  'problem.portal.provider-refused': 'The operator’s sign-in did not say who you are. Begin again, or use a code.',
  'problem.portal.already-appealed': 'About this you have written before. The answer comes to that.',
  'problem.messaging.channel-closed': 'This way is not open at the moment. Choose another one.',
  'problem.messaging.bad-contact': 'This is no address that can be reached in this way. Please check it.',
  'problem.messaging.place-unknown': 'Of this place nobody can be told now. Choose another one.',
  'problem.messaging.zone-unknown': 'This time zone is not known. Choose another one.',
  'problem.messaging.too-often': 'Too often. Wait {minutes, plural, one {# minute} other {# minutes}} and try again.',
  'problem.messaging.wrong-code': 'The code or link is wrong, was used before, or came too late. Ask again.',
  'problem.messaging.link-unknown': 'This link opens nothing any more.',
  'problem.messaging.subscription-exists': 'You are told of this place at this address already.',
  'problem.version.required': 'Please load the page anew and try again.',
  'problem.version.outdated': 'It was changed elsewhere in the meantime. Please load the page anew.',
  'problem.request.invalid': 'Some of what you wrote cannot be used. Please check it.',
  'problem.request.not-json': 'What you sent was broken on its way. Please try again.',
  'problem.request.bad-cursor': 'The list changed in the meantime. Please load the page anew.',
  'problem.request.too-large': 'That is too long. Please shorten it.',
  'problem.request.wrong-media': 'What you sent was broken on its way. Please load the page anew and try again.',
  'problem.request.not-found': 'This page is older than what it asks for. Please load it anew.',
  'problem.request.too-many':
    'Too much at once. Wait {minutes, plural, one {# minute} other {# minutes}} and try again.',
  'problem.request.conflict': 'It was changed at the same moment. Please try again.',
  'problem.request.not-valid-here':
    'Something you wrote holds characters or values that cannot be kept. Please change it.',
  'problem.access.unauthenticated': 'You are signed out. Sign in again to go on.',
  'problem.access.forbidden': 'This is not open to you here. Please sign in to your own portal.',
  'problem.access.foreign-origin': 'The request came from another site and was refused. Please open the portal itself.',
  'problem.service.unavailable': 'We are not available just now. Please try again in a moment.',
  'problem.service.failed':
    'Something went wrong on our side. If it happens again, tell customer care the number {request}.',
} as const
