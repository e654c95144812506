export const moneyProblems = {
  'problem.compensation.run-not-found': 'There is no such run.',
  'problem.compensation.not-assessed':
    'The service {service} was not assessed in this run: no outage of it hit the service on evidence good enough for money.',
  'problem.compensation.service-not-found': 'There is no service {service}.',
  'problem.compensation.exclusion-not-found': 'It is no longer relied on.',
  'problem.compensation.bad-scope': 'Choose either a month or an outage.',
  'problem.compensation.no-schemes':
    'No scheme is in force for {jurisdiction}. Whoever manages the settings can change that.',
  'problem.compensation.bad-operator': 'The operator’s settings contradict themselves: {reason}',
  'problem.compensation.wrong-status': 'Somebody was quicker: the run is in another state by now. Look at it again.',
  'problem.compensation.partly-posted':
    'Run {run} has posted {posted} credits, which keep their assessment. Cancel what is left and start a new run; it will contain the difference only.',
  'problem.compensation.same-person':
    'Whoever started, assessed or reviewed a run above {limit} may not approve it. A second person must.',
  'problem.compensation.over-budget':
    'The run gives {due}, its budget is {budget}. Raise the budget and assess the run again, or start one with a higher budget.',
  'problem.compensation.unfair': '{breaches} groups of equal cases have different amounts; the summary shows which.',
  'problem.compensation.facts-changed':
    'Outages, affected services, prices or exclusions changed since the assessment. Assess the run again and have it approved anew; if part of it is posted, cancel the rest and start a new run.',
  'problem.compensation.not-external': 'This cause is the operator’s own responsibility.',
  'problem.compensation.already-excluded': 'Somebody relies on an external cause here already; withdraw that first.',
  'problem.compensation.bad-policy': 'The policy cannot be used like this.',
  'problem.compensation.busy': 'Another simulation is under way. Try again in a moment.',
  'problem.payouts.not-found': 'There is no such payout.',
  'problem.payouts.channel-not-found': 'There is no channel {channel}.',
  'problem.payouts.channel-unusable': 'The channel cannot work like this: {reason}',
  'problem.payouts.unit-not-carried': '{channel} carries {units}, not {unit}.',
  'problem.payouts.stopped': '{channel} was stopped: {reason}. Resume it first.',
  'problem.payouts.not-a-file-channel': '{channel} sends each payout by itself.',
  'problem.payouts.nothing-to-send': 'Nothing waits for {channel}.',
  'problem.payouts.taken-back':
    'Nothing that waits for this file is covered any more; of payout {payout} {reason}. Withdraw it, or give the credit again.',
  'problem.payouts.nothing-to-resolve':
    'Somebody was quicker, or the biller answered: there is nothing to decide any more.',
  'problem.payouts.batch-not-found': 'There is no such file.',
  'problem.payouts.answer-unreadable': 'The answer cannot be read; nothing was taken over. {mistakes}',
  'problem.payouts.answer-incomplete':
    'The file holds {found} failed records, the log says {failed}. Nothing was taken over.',
  'problem.payouts.bills-unreadable': 'The bills cannot be read; nothing was taken over. {mistakes}',
  'problem.payouts.line-changed':
    'Line {line} was recorded before with other figures. A bill that changed has a new line.',
  'problem.ledger.not-found': 'There is no transfer {transfer}.',
  'problem.ledger.service-unknown': 'There is no service {service}.',
  'problem.ledger.duplicate': 'This was given to {service} already, as transfer {transfer}.',
  'problem.ledger.already-reversed': 'Transfer {transfer} was taken back by transfer {reversedBy}.',
  'problem.ledger.not-reversible': 'Only credits, corrections and goodwill can be reversed.',
  'problem.ledger.corrected-since':
    'It was corrected since: without transfer {transfer} less than nothing would remain. Reverse the later corrections first.',
  'problem.ledger.benefit-used':
    'The benefit was used, is on its way or has lapsed: {service} has {balance} of {unit} left.',
  'problem.ledger.bad-amount': '{amount} is not an amount above zero in {unit}.',
  'problem.ledger.wrong-currency': '{service} is billed in {currency}, not in {unit}.',
  'problem.ledger.goodwill-limit':
    'By hand a service may be given {limit} {unit} in thirty days, and {service} already has {given}. For more, start a run and have it approved.',
  'problem.ledger.deadline-passed': '{date} is over: it would lapse at once. Give a later day.',
} as const
