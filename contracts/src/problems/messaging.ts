import { problems } from './catalogue.ts'

export const messagingProblems = problems({
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
