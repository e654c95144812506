import { problems } from './catalogue.ts'

export const ledgerProblems = problems({
  'ledger.not-found': { status: 404, title: 'No such transfer', detail: 'There is no transfer {transfer}.' },
  'ledger.service-unknown': { status: 404, title: 'No such service', detail: 'There is no service {service}.' },
  'ledger.duplicate': {
    status: 409,
    title: 'It was posted already',
    detail:
      '{scheme} for {basis} in {unit}, revision {revision}, was posted to service {service} as transfer {transfer}. Change it by a correction or take it back by a reversal.',
  },
  'ledger.already-reversed': {
    status: 409,
    title: 'It was reversed already',
    detail: 'Transfer {transfer} was taken back by transfer {reversedBy}.',
  },
  'ledger.not-reversible': {
    status: 409,
    title: 'It cannot be reversed',
    detail:
      'Transfer {transfer} is a {kind}; reversed are credits, corrections and goodwill. Settlements end by a bill or by carrying over.',
  },
  'ledger.corrected-since': {
    status: 409,
    title: 'It was corrected since',
    detail:
      'Without transfer {transfer} less than nothing would remain of {scheme} for {basis}; reverse its later corrections first.',
  },
  'ledger.benefit-used': {
    status: 409,
    title: 'The benefit was used, is on its way or has lapsed',
    detail: 'Service {service} has {balance} of {unit} left, less than transfer {transfer} gave.',
  },
  'ledger.overdrawn': {
    status: 409,
    title: 'More than the balance',
    detail: 'Service {service} has {balance} {unit}; {amount} cannot be paid out.',
  },
  'ledger.nothing-to-settle': {
    status: 409,
    title: 'More than was sent',
    detail: 'Of {basis} to service {service} {open} {unit} is open; {amount} cannot be on its bill.',
  },
  'ledger.bad-amount': {
    status: 422,
    title: 'The amount is not possible',
    detail: '{amount} {unit} cannot be given: {reason}.',
    also: ['why', 'digits'],
  },
  'ledger.wrong-currency': {
    status: 422,
    title: 'Another currency',
    detail: 'Service {service} is billed in {currency}, not in {unit}.',
  },
  'ledger.goodwill-limit': {
    status: 409,
    title: 'Above the limit for one hand',
    detail:
      'By hand a service may be given {limit} {unit} in thirty days, and {service} already has {given}. For more, adopt a policy with the status `goodwill` in `compensation.operator` and have a run approved.',
  },
  'ledger.deadline-passed': {
    status: 422,
    title: 'The deadline has passed',
    detail: '{date} is over: it would lapse at once. Give a later day.',
  },
})
