import { problems } from './catalogue.ts'

export const messagingProblems = problems({
  'messaging.channel-unknown': {
    status: 404,
    title: 'No such channel',
    detail: 'There is no channel {channel}; GET /messaging/channels lists them.',
  },
  'messaging.channel-exists': {
    status: 409,
    title: 'There is one already',
    detail: 'A channel is called {channel}, or another one reaches people in the same way.',
  },
  'messaging.notice-unknown': {
    status: 404,
    title: 'No such notice',
    detail: 'There is no notice {notice}; look for it with GET /outages/:outage/notices.',
  },
  'messaging.not-held': {
    status: 409,
    title: 'The notice is not held any more',
    detail: 'The notice {notice} is {state}.',
  },
})
