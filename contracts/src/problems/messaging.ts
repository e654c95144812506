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
  'messaging.audio-unknown': {
    status: 404,
    title: 'No such announcement',
    detail: 'There is no sound {file}, or not any more; POST /voice/announcement says which there are.',
  },
  'messaging.not-genuine': {
    status: 403,
    title: 'Not from this provider',
    detail: 'The signature or secret is not that of the channel.',
  },
  'messaging.no-beginning': {
    status: 409,
    title: 'Nobody was told of it yet',
    detail: 'Only those who heard how it began hear how it goes on; tell them first that it began.',
  },
  'messaging.begun': {
    status: 409,
    title: 'It was told already',
    detail: 'People were told, or are about to be told, that it began; GET /outages/:outage/notices shows how.',
  },
  'messaging.message-unknown': {
    status: 404,
    title: 'No such message',
    detail: 'There is no message {message}.',
  },
  'messaging.not-doubtful': {
    status: 409,
    title: 'There is no doubt any more',
    detail: 'The message {message} is {state}.',
  },
  'messaging.not-drafted': {
    status: 409,
    title: 'It is no draft any more',
    detail: 'The message {message} is {state}.',
  },
  'messaging.not-said': {
    status: 409,
    title: 'It cannot be said',
    detail: 'In {language} by {channel} it needs {fact}, which is not there; write it, and try again.',
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
  'messaging.channel-closed': {
    status: 409,
    title: 'Not by this channel',
    detail: 'The operator sends nothing by {channel}; GET /subscriptions/options lists what it uses.',
  },
  'messaging.bad-contact': {
    status: 400,
    title: 'Nobody can be reached there',
    detail:
      'This is no address of the channel {channel}. Telephone numbers begin with + and the code of the country; browsers give the JSON of their push subscription.',
  },
  'messaging.place-unknown': {
    status: 404,
    title: 'No such place',
    detail: 'There is no {scope} {key} of which anybody could be told now.',
  },
  'messaging.zone-unknown': {
    status: 400,
    title: 'No such time zone',
    detail: 'There is no time zone {zone}; name one such as Europe/Warsaw.',
  },
  'messaging.too-often': {
    status: 429,
    title: 'Too often',
    detail: 'Wait {seconds} seconds and try again.',
  },
  'messaging.wrong-code': {
    status: 409,
    title: 'The code or link is not right',
    detail: 'It is wrong, was used before, or came too late. After five tries, or 24 hours, ask again.',
  },
  'messaging.link-unknown': {
    status: 404,
    title: 'The link opens nothing',
    detail: 'It is not whole, or what it opened is not there any more.',
  },
  'messaging.subscription-unknown': {
    status: 404,
    title: 'No such subscription',
    detail: 'There is no subscription {subscription}; GET /messaging/subscriptions lists them.',
  },
  'messaging.subscription-exists': {
    status: 409,
    title: 'There is one already',
    detail: 'This address is told of this place already.',
  },
})
