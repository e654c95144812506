export const moneyProblems = {
  'problem.compensation.run-not-found': 'There is no such run.',
  'problem.compensation.not-assessed':
    'The service {service} was not assessed in this run: no outage of it hit the service on evidence good enough for money.',
  'problem.compensation.service-not-found': 'There is no service {service}.',
  'problem.compensation.exclusion-not-found': 'It is no longer relied on.',
  'problem.compensation.bad-scope': 'Choose either a month or an outage.',
  'problem.compensation.no-schemes':
    'No scheme is in force for {jurisdiction}. Whoever manages the settings can change that.',
  'problem.compensation.bad-operator':
    'The operator’s settings cannot be used. {why, select, no_zone {There is no time zone {found}.} no_currency {{found} is no currency.} unknown_schemes {These schemes are not known: {found}.} other_currency {These schemes pay in another currency than {currency}: {found}.} no_amount {{found} is no amount of {currency}.} other {Mend what is named here.}}',
  'problem.compensation.wrong-status':
    'That is not possible now: the run {status, select, draft {is only a draft} computing {is being assessed} computed {waits for approval} reviewed {is reviewed} approved {is approved} posting {is being posted} stopped {was stopped} posted {is posted} settled {is settled} cancelled {was cancelled} failed {has failed} other {is in another state by now}}. Perhaps somebody was quicker.',
  'problem.compensation.partly-posted':
    'Run {run} has posted {posted, plural, one {# credit, which keeps its} other {# credits, which keep their}} assessment. Cancel what is left and start a new run; it will contain the difference only.',
  'problem.compensation.same-person':
    'Whoever started, assessed or reviewed a run above {limit} may not approve it. A second person must.',
  'problem.compensation.over-budget':
    'The run gives {due}, its budget is {budget}. Raise the budget and assess the run again, or start one with a higher budget.',
  'problem.compensation.unfair':
    '{breaches, plural, one {# group of equal cases has} other {# groups of equal cases have}} different amounts; the summary shows which.',
  'problem.compensation.facts-changed':
    'Outages, affected services, prices or exclusions changed since the assessment. Assess the run again and have it approved anew; if part of it is posted, cancel the rest and start a new run.',
  'problem.compensation.not-external':
    '“{cause}” is the operator’s own responsibility. External causes are: {external}.',
  'problem.compensation.already-excluded': 'Somebody relies on an external cause here already; withdraw that first.',
  'problem.compensation.bad-policy': 'The policy cannot be used like this.',
  'problem.compensation.busy': 'Another simulation is under way. Try again in a moment.',
  'problem.payouts.not-found': 'There is no such payout.',
  'problem.payouts.channel-not-found': 'There is no channel {channel}.',
  'problem.payouts.channel-unusable':
    'The channel cannot work like this. {why, select, money_only {{adapter} credits money only; the units are {units}.} no_resource {Give the resource of {units}.} nothing_fits {Not one of the payouts that wait can stand in this file; each of them says why.} other {See its settings.}}',
  'problem.payouts.unit-not-carried': '{channel} carries {units}, not {unit}.',
  'problem.payouts.stopped': '{channel} was stopped: “{reason}”. Resume it first.',
  'problem.payouts.not-a-file-channel': '{channel} sends each payout by itself.',
  'problem.payouts.nothing-to-send': 'Nothing waits for {channel}.',
  'problem.payouts.taken-back':
    'Nothing that waits for this file is covered any more: the credit of payout {payout} was taken back. Withdraw it, or give the credit again.',
  'problem.payouts.nothing-to-resolve':
    '{state, select, requested {The payout waits for its turn} sending {The payout is being sent} unknown {The biller is still being asked} accepted {The biller accepted the payout} billed {The payout stands on a bill} withdrawn {The payout was withdrawn} other {The payout is in another state by now}}: there is nothing to decide.',
  'problem.payouts.batch-not-found': 'There is no such file.',
  'problem.payouts.answer-unreadable':
    'The answer cannot be read; nothing was taken over. The reader says: “{mistakes}”',
  'problem.payouts.answer-incomplete':
    'The file holds {found} failed records, the log says {failed}. Nothing was taken over.',
  'problem.payouts.bills-unreadable': 'The bills cannot be read; nothing was taken over. The reader says: “{mistakes}”',
  'problem.payouts.line-changed':
    'Line {line} was recorded before with other figures. A bill that changed has a new line.',
  'problem.ledger.not-found': 'There is no transfer {transfer}.',
  'problem.ledger.service-unknown': 'There is no service {service}.',
  'problem.ledger.duplicate': 'This was given to {service} already, as transfer {transfer}.',
  'problem.ledger.already-reversed': 'Transfer {transfer} was taken back by transfer {reversedBy}.',
  'problem.ledger.not-reversible':
    'Transfer {transfer} {kind, select, reversal {is a reversal itself} payout {is a payout} billed {stands on a bill} carried {was carried over} expired {has lapsed} other {is of another kind}}. Only credits, corrections and goodwill can be reversed.',
  'problem.ledger.corrected-since':
    'It was corrected since: without transfer {transfer} less than nothing would remain. Reverse the later corrections first.',
  'problem.ledger.benefit-used':
    'The benefit was used, is on its way or has lapsed: {service} has {balance} of {unit} left.',
  'problem.ledger.bad-amount':
    '{why, select, too_many_decimals {{digits, plural, =0 {{unit} has no decimals, so {amount} cannot be given.} one {{unit} has # decimal and no more, so {amount} cannot be given.} other {{unit} has # decimals and no more, so {amount} cannot be given.}}} other {{amount} is not an amount above zero in {unit}.}}',
  'problem.ledger.wrong-currency': '{service} is billed in {currency}, not in {unit}.',
  'problem.ledger.goodwill-limit':
    'By hand a service may be given {limit} {unit} in thirty days, and {service} already has {given}. For more, start a run and have it approved.',
  'problem.ledger.deadline-passed': '{date} is over: it would lapse at once. Give a later day.',
  'problem.compensation.bad-case': 'The case cannot be answered as it was described.',
  'problem.payouts.channel-exists': 'There is already a channel {channel}. Change it, or choose another name.',
  'problem.payouts.channel-used': 'Payouts went through {channel}, and their history stays. Stop the channel instead.',
  'problem.payouts.adapter-fixed':
    '{channel} is spoken to as “{adapter}”, and payouts may be under way. Add another channel.',
  'problem.payouts.address-erased':
    'What the biller knew {service} by was erased with its customer. Say to which account it is sent.',
  'problem.payouts.file-erased':
    'The file was erased, because a customer in it was erased after it had been answered. Its digest is kept.',
  'problem.ledger.overdrawn': '{service} has {balance} {unit}; {amount} cannot be paid out.',
  'problem.ledger.nothing-to-settle':
    'Of what was sent to {service} for {basis}, {open} {unit} is open; {amount} cannot be on its bill.',
} as const
