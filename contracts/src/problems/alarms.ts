import { problems } from './catalogue.ts'

export const alarmsProblems = problems({
  'alarms.source-not-found': {
    status: 404,
    title: 'No such alarm source',
    detail: 'There is no alarm source {source}; create it or mend the address that the sender uses.',
  },
  'alarms.source-taken': {
    status: 409,
    title: 'The name is taken',
    detail: 'There is an alarm source {source} already.',
  },
  'alarms.source-off': {
    status: 409,
    title: 'The source is switched off',
    detail: 'The alarm source {source} takes no alarms; switch it on.',
  },
  'alarms.bad-time-zone': {
    status: 422,
    title: 'Unknown time zone',
    detail: '{zone} is not a zone such as Europe/Warsaw.',
  },
  'alarms.unusable': {
    status: 422,
    title: 'Nothing in it can be used',
    detail: 'It is not what a source of the kind {kind} sends; `mistakes` says why. Sending it again will not help.',
  },
  'alarms.not-found': { status: 404, title: 'No such alarm', detail: 'There is no alarm {alarms}.' },
  'alarms.already-cleared': {
    status: 409,
    title: 'Already cleared',
    detail: 'The alarm {alarms} is cleared.',
  },
})
