import { problems } from './catalogue.ts'

export const outagesProblems = problems({
  'outages.not-found': { status: 404, title: 'No such outage', detail: 'There is no outage {outage}.' },
  'outages.no-scope': {
    status: 422,
    title: 'Nothing is named',
    detail: 'Name at least one element, area, service or polygon.',
  },
  'outages.unknown-element': { status: 422, title: 'Unknown element', detail: 'The network has no element {keys}.' },
  'outages.unknown-service': { status: 422, title: 'Unknown service', detail: 'There is no service {keys}.' },
  'outages.bad-polygon': {
    status: 422,
    title: 'Not a polygon',
    detail: 'Each ring of a polygon ends where it begins and has latitudes between -90 and 90.',
  },
  'outages.in-future': {
    status: 422,
    title: 'It lies in the future',
    detail: '{field} is later than now. Only planned work begins in the future.',
  },
  'outages.unlikely-time': {
    status: 422,
    title: 'A time that cannot be meant',
    detail: '{field} is {instant}; give one from {first} to {last}.',
  },
  'outages.bad-share': {
    status: 422,
    title: 'A share without a degraded service',
    detail: 'Give deliveredShare with the extent `degraded` only.',
  },
  'outages.reference-taken': {
    status: 409,
    title: 'The reference is taken',
    detail: 'The outage {outage} has the reference {reference} already.',
  },
  'outages.not-suspected': {
    status: 409,
    title: 'Not suspected',
    detail: '{outage} is {status}; only a suspected outage can be confirmed.',
  },
  'outages.not-confirmed': {
    status: 409,
    title: 'Not confirmed',
    detail: '{outage} is only suspected. Confirm or retract it first.',
  },
  'outages.not-open': {
    status: 409,
    title: 'It is over',
    detail:
      '{outage} is {status}. One that is restored or closed can still be corrected; one that was retracted stays so: report a new one if it was an outage after all.',
  },
  'outages.already-restored': {
    status: 409,
    title: 'Already restored',
    detail: '{outage} was restored at {restoredAt}. If that is wrong, correct it.',
  },
  'outages.already-closed': {
    status: 409,
    title: 'Already closed',
    detail:
      '{outage} is closed and is not opened again. If it ended later, correct it with that end; if it is broken again, report a new one.',
  },
  'outages.already-retracted': {
    status: 409,
    title: 'Retracted',
    detail: '{outage} was retracted, and stays so. If it was an outage after all, report a new one.',
  },
  'outages.not-restored': {
    status: 409,
    title: 'Only once it is restored',
    detail:
      '{outage} is {status}. One that goes on is restored first. One that is closed is done with, and one that was retracted too: report a new one if it was an outage after all.',
  },
  'outages.open-tasks': {
    status: 409,
    title: 'Tasks are open',
    detail: '{outage} has {tasks} open tasks. Finish or drop them first.',
  },
  'outages.restored-before-start': {
    status: 422,
    title: 'It would end before it began',
    detail: '{outage} began at {startedAt}; give a later instant of restoration.',
  },
  'outages.restored-before-part': {
    status: 422,
    title: 'A part was restored later',
    detail: '{part} was restored at {restoredAt}, which is later than the whole outage.',
  },
  'outages.not-a-part': {
    status: 422,
    title: 'Not a part of it',
    detail: '{reference} does not lie within the scope of {outage}, or is restored already.',
  },
  'outages.etr-before-start': {
    status: 422,
    title: 'Estimated before it began',
    detail: '{outage} began at {startedAt}; estimate a later instant.',
  },
  'outages.ends-before-start': {
    status: 422,
    title: 'It would end before it began',
    detail: 'Let `to` be later than `from`.',
  },
  'outages.nothing-changes': {
    status: 422,
    title: 'Nothing changes',
    detail: 'All of it is recorded like this already.',
  },
  'outages.same': { status: 422, title: 'The same outage', detail: 'An outage cannot be merged into itself.' },
  'outages.task-not-found': { status: 404, title: 'No such task', detail: 'The outage has no task {task}.' },
  'outages.too-many-tasks': { status: 409, title: 'Too many tasks', detail: 'An outage has at most {limit} tasks.' },
  'outages.review-closed': {
    status: 409,
    title: 'The review is closed',
    detail: 'The review of {outage} is closed. Open it again to write in it.',
  },
  'outages.review-not-closed': {
    status: 409,
    title: 'The review is not closed',
    detail: 'The review of {outage} is not closed, so it need not be opened again.',
  },
  'outages.review-incomplete': {
    status: 422,
    title: 'The review is not complete',
    detail:
      'Before the review of {outage} is closed it says what happened and why, and of each follow-up who does it until when. Missing: {missing}.',
  },
  'outages.follow-up-not-found': {
    status: 404,
    title: 'No such follow-up',
    detail: 'The review has no follow-up {followUp}.',
  },
  'outages.bad-file': { status: 422, title: 'The file cannot be used', detail: '{reason}', also: ['why', 'column'] },
  'outages.gets-money': {
    status: 409,
    title: 'It gets money already',
    detail: 'The service {service} is compensated for {outage} without an appeal.',
  },
  'outages.already-appealed': {
    status: 409,
    title: 'Already appealed',
    detail: 'The service {service} has appealed about {outage}.',
  },
  'outages.no-appeal': {
    status: 409,
    title: 'No open appeal',
    detail: 'The service {service} has no open appeal about {outage}.',
  },
})
