import { problems } from './catalogue.ts'

export const compensationProblems = problems({
  'compensation.run-not-found': { status: 404, title: 'No such run', detail: 'There is no run {run}.' },
  'compensation.not-assessed': {
    status: 404,
    title: 'Not part of this run',
    detail:
      'The service {service} was not assessed in this run: no outage of it hit the service on evidence good enough for money.',
  },
  'compensation.service-not-found': { status: 404, title: 'No such service', detail: 'There is no service {service}.' },
  'compensation.exclusion-not-found': {
    status: 404,
    title: 'No such exclusion',
    detail: 'There is no exclusion {exclusion} that is still relied on.',
  },
  'compensation.bad-scope': {
    status: 422,
    title: 'What is the run about?',
    detail: 'Give `month` for a period, or `outage` for an outage, and not the other.',
  },
  'compensation.no-schemes': {
    status: 422,
    title: 'No scheme applies',
    detail: 'No scheme is in force for {jurisdiction}; set `compensation.operator`.',
  },
  'compensation.bad-operator': {
    status: 422,
    title: 'The operator settings cannot be used',
    detail: 'Mend `compensation.operator`: {reason}',
    also: ['why', 'found', 'currency'],
  },
  'compensation.unfinished-outage': {
    status: 409,
    title: 'The outage is not over',
    detail:
      'The length of the outage {outage} is not known before it is restored. One that was retracted needs a run only where something was paid for it.',
  },
  'compensation.wrong-status': {
    status: 409,
    title: 'Not in this state',
    detail: 'The run is {status}; this is possible when it is {wanted}.',
  },
  'compensation.partly-posted': {
    status: 409,
    title: 'Part of it is posted',
    detail:
      'Run {run} has posted {posted} credits, which keep the assessment that they came from. Cancel what is left and start a new run about the same; it will contain the difference only.',
  },
  'compensation.same-person': {
    status: 403,
    title: 'A second person must approve',
    detail: 'Whoever started, computed or reviewed a run above {limit} may not approve it.',
  },
  'compensation.over-budget': {
    status: 409,
    title: 'Over budget',
    detail:
      'The run gives {due}, its budget is {budget}. Raise the budget in `compensation.operator` and assess the run again, or start one with a higher budget of its own.',
  },
  'compensation.unfair': {
    status: 409,
    title: 'Equal cases got different amounts',
    detail: '{breaches} groups of equal cases have different amounts; see `summary.fairness`.',
  },
  'compensation.facts-changed': {
    status: 409,
    title: 'The facts changed',
    detail:
      'Outages, affected services, prices or exclusions changed since the run was computed. Recompute it and have it approved anew; if some of it is posted, cancel what is left and start a new run about the same.',
  },
  'compensation.not-external': {
    status: 422,
    title: 'Not an external cause',
    detail: '{cause} is the operator’s own responsibility. External causes are: {external}.',
  },
  'compensation.already-excluded': {
    status: 409,
    title: 'Already relied on',
    detail: 'An exclusion for this outage and service is in force; withdraw it first.',
  },
  'compensation.bad-policy': {
    status: 422,
    title: 'The policy cannot be used',
    detail: 'Mend what `mistakes` names.',
  },
  'compensation.busy': {
    status: 503,
    title: 'Another simulation is under way',
    detail: 'Simulations are worked out one after the other. Try again in a moment.',
  },
  'compensation.bad-case': { status: 422, title: 'The case cannot be answered', detail: 'Mend what `mistakes` names.' },
})
