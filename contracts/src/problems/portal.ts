import { problems } from './catalogue.ts'

export const portalProblems = problems({
  'portal.not-found': {
    status: 404,
    title: 'Nothing of yours',
    detail: 'Among what is yours there is nothing with this name.',
  },
  'portal.no-codes': {
    status: 409,
    title: 'No codes are sent',
    detail: 'No channel is connected over which a code could be sent. Sign in in another way, or ask customer care.',
  },
  'portal.wrong-code': {
    status: 401,
    title: 'The code is not right',
    detail: 'It is wrong, was used before, or came too late. After five tries, or ten minutes, ask for a new one.',
  },
  'portal.too-often': {
    status: 429,
    title: 'Too often',
    detail: 'Wait {seconds} seconds and try again.',
  },
  'portal.no-provider': {
    status: 409,
    title: 'No other sign-in',
    detail: 'The operator’s own sign-in is not connected.',
  },
  'portal.provider-away': {
    status: 503,
    title: 'The sign-in does not answer',
    detail: 'The operator’s own sign-in cannot be reached at the moment. Try again later, or use a code.',
  },
  'portal.provider-refused': {
    status: 401,
    title: 'Not signed in',
    detail: 'The operator’s own sign-in did not say who you are, or you took too long. Begin again.',
  },
  'portal.already-appealed': {
    status: 409,
    title: 'Already said',
    detail: 'About this outage and this service you have appealed before; the answer comes to that appeal.',
  },
})
