import { problems } from './catalogue.ts'

export const payoutsProblems = problems({
  'payouts.not-found': {
    status: 404,
    title: 'No such payout',
    detail: 'There is no payout {payout}.',
  },
  'payouts.channel-not-found': {
    status: 404,
    title: 'No such channel',
    detail: 'There is no payout channel {channel}.',
  },
  'payouts.channel-exists': {
    status: 409,
    title: 'The channel exists',
    detail: 'There is already a payout channel {channel}; change it, or choose another name.',
  },
  'payouts.channel-used': {
    status: 409,
    title: 'The channel was used',
    detail: 'Payouts went through {channel}, and their history stays; stop the channel instead.',
  },
  'payouts.channel-unusable': {
    status: 422,
    title: 'The channel cannot work like this',
    detail: '{reason}',
    also: ['why', 'adapter', 'units'],
  },
  'payouts.adapter-fixed': {
    status: 409,
    title: 'The adapter cannot be changed',
    detail: '{channel} speaks {adapter}, and payouts may be under way; add another channel.',
  },
  'payouts.unit-not-carried': {
    status: 422,
    title: 'The channel does not carry this unit',
    detail: '{channel} carries {units}, not {unit}.',
  },
  'payouts.stopped': {
    status: 409,
    title: 'The channel is stopped',
    detail: '{channel} was stopped: {reason}. Resume it first.',
  },
  'payouts.not-a-file-channel': {
    status: 409,
    title: 'The channel takes no files',
    detail: '{channel} sends each payout by itself.',
  },
  'payouts.nothing-to-send': {
    status: 409,
    title: 'Nothing to send',
    detail: 'No requested payout waits for {channel}.',
  },
  'payouts.taken-back': {
    status: 409,
    title: 'The credits were taken back',
    detail:
      'Nothing that waits for this file is covered any more; of payout {payout} {reason}. Withdraw it, or give the credit again.',
  },
  'payouts.nothing-to-resolve': {
    status: 409,
    title: 'Nothing to resolve',
    detail: 'The payout is {state}; `{finding}` can be said only of one that is {possible}.',
  },
  'payouts.address-erased': {
    status: 422,
    title: 'The address was erased',
    detail: 'What the biller knew {service} by was erased with its customer. Say to which address it is sent.',
  },
  'payouts.batch-not-found': {
    status: 404,
    title: 'No such file',
    detail: 'There is no payout file {batch}.',
  },
  'payouts.file-erased': {
    status: 404,
    title: 'The file was erased',
    detail: 'A customer in it was erased after it had been answered. Its manifest and digest are kept.',
  },
  'payouts.answer-unreadable': {
    status: 422,
    title: 'The answer cannot be read',
    detail: 'Nothing was taken over. {mistakes}',
  },
  'payouts.answer-incomplete': {
    status: 422,
    title: 'The answer is not complete',
    detail: 'The file holds {found} failed records, the log of the biller says {failed}. Nothing was taken over.',
  },
  'payouts.bills-unreadable': {
    status: 422,
    title: 'The bills cannot be read',
    detail: 'Nothing was taken over. {mistakes}',
  },
  'payouts.line-changed': {
    status: 409,
    title: 'A line of a bill changed',
    detail: 'Line {line} was recorded before with other figures. A bill that changed has a new line.',
  },
})
