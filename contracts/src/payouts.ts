import { Type, type Static } from 'typebox'
import {
  Amount,
  Count,
  Instant,
  Key,
  LongText,
  PlainDate,
  ShortText,
  Uuid,
  oneOf,
  orNull,
  pageOf,
  paging,
  shape,
} from './common.ts'
import { Unit } from './ledger.ts'
import { route } from './route.ts'

const Address = Type.String({
  pattern: '^https?://[^\\s]+$',
  maxLength: 500,
  examples: ['https://billing.example.net'],
})
/** A secret is kept outside the database; here stands the name under which the configuration has it. */
const SecretName = Type.String({
  // None of those with which the product keeps its own.
  pattern: '^(?!(identity|webhooks|messaging|statuspage|portal-provider)$)[a-z][a-z0-9-]{0,60}$',
  description: 'Name of a secret in the configuration: `kill-bill-key` is read from PULIH_SECRET_KILL_BILL_KEY',
})

export const Tmf654Settings = shape({
  adapter: Type.Literal('tmf654'),
  version: oneOf(['4.0.0', '4.1.0']),
  action: oneOf(['adjustBalance', 'topupBalance']),
  url: Type.String({ ...Address, description: 'As far as `/tmf-api/prepayBalanceManagement/v4`' }),
  secret: orNull(SecretName),
  lookup: oneOf(['list', 'none'], { description: 'Whether its list of actions can be searched for ours' }),
})
export const KillBillSettings = shape({
  adapter: Type.Literal('kill-bill'),
  url: Address,
  user: ShortText,
  password: SecretName,
  apiKey: SecretName,
  apiSecret: SecretName,
})
export const LagoSettings = shape({
  adapter: Type.Literal('lago'),
  url: Address,
  secret: SecretName,
  form: oneOf(['wallet', 'credit-note']),
})
export const WebhookSettings = shape({
  adapter: Type.Literal('webhook'),
  url: Address,
  secret: SecretName,
  lookupUrl: orNull(
    Type.String({ ...Address, description: 'Asked with `/<key>` behind it: 200 with the credit, or 404' }),
  ),
})
export const CsvSettings = shape({ adapter: Type.Literal('csv') })
export const ParquetSettings = shape({ adapter: Type.Literal('parquet') })
export const BrmSettings = shape({
  adapter: Type.Literal('brm'),
  database: Type.String({ pattern: '^\\d+(\\.\\d+){3}$', examples: ['0.0.0.1'] }),
  resources: Type.Record(Key, Type.Integer({ minimum: 1, maximum: 99_999_999 }), {
    description: 'The resource of each unit; for currencies usually the number of ISO 4217',
    examples: [{ PLN: 985 }],
  }),
  taxFlag: Type.Integer({ minimum: 0, maximum: 9 }),
  reasonDomain: orNull(Type.Integer({ minimum: 0 })),
  reason: orNull(Type.Integer({ minimum: 0 })),
})

/** How a biller is spoken to. */
export const ChannelSettings = Type.Union([
  Tmf654Settings,
  KillBillSettings,
  LagoSettings,
  WebhookSettings,
  CsvSettings,
  ParquetSettings,
  BrmSettings,
])
export type ChannelSettings = Static<typeof ChannelSettings>

const channelFields = {
  title: ShortText,
  settings: ChannelSettings,
  units: Type.Array(Unit, { minItems: 1, maxItems: 40 }),
  text: Type.String({ minLength: 1, maxLength: 120, description: 'What the customer reads on the bill' }),
  largest: orNull(Type.String({ ...Amount, description: 'A single payout above this waits for a person' })),
  perMinute: orNull(Type.Integer({ minimum: 1, maximum: 60_000, description: 'Requests a minute at most' })),
  settlingSeconds: Type.Integer({
    minimum: 0,
    maximum: 86_400,
    description: 'How long after a request the biller may still be booking it; only then is "not there" believed',
  }),
  rest: oneOf(['stays', 'asked-again'], {
    description:
      'What becomes of a credit above the bill: the biller keeps the rest for the next bill, or we ask again',
  }),
}

export const ChannelView = shape({
  channel: Key,
  ...channelFields,
  queryable: Type.Boolean({ description: 'Whether the biller can be asked for our key' }),
  form: oneOf(['request', 'file']),
  stopped: orNull(ShortText),
  missingSecrets: Type.Array(SecretName, { maxItems: 10 }),
  open: Count,
  waiting: Count,
})

const ofChannel = shape({ channel: Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' }) })

export const listChannels = route({
  id: 'listChannels',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/channels',
  summary: 'The channels through which credits reach billers',
  permission: 'payouts.read',
  reply: shape({ items: Type.Array(ChannelView, { maxItems: 500 }) }),
})
export const getChannel = route({
  id: 'getChannel',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/channels/:channel',
  summary: 'One channel',
  permission: 'payouts.read',
  params: ofChannel,
  reply: ChannelView,
  versioned: true,
  problems: ['payouts.channel-not-found'],
})
export const addChannel = route({
  id: 'addChannel',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/channels',
  summary: 'Add a channel',
  description: 'It begins stopped: test it, then resume it.',
  permission: 'settings.write',
  body: shape({ channel: ofChannel.properties.channel, ...channelFields }),
  reply: ChannelView,
  status: 201,
  idempotent: true,
  problems: ['payouts.channel-exists', 'payouts.channel-unusable'],
})
export const changeChannel = route({
  id: 'changeChannel',
  context: 'ledger',
  method: 'PUT',
  path: '/payouts/channels/:channel',
  summary: 'Change a channel',
  description: 'The adapter cannot be changed, because open payouts were sent through it: add another channel.',
  permission: 'settings.write',
  params: ofChannel,
  body: shape(channelFields),
  reply: ChannelView,
  versioned: true,
  problems: ['payouts.channel-not-found', 'payouts.channel-unusable', 'payouts.adapter-fixed'],
})
export const removeChannel = route({
  id: 'removeChannel',
  context: 'ledger',
  method: 'DELETE',
  path: '/payouts/channels/:channel',
  summary: 'Remove a channel that was never used',
  permission: 'settings.write',
  params: ofChannel,
  status: 204,
  problems: ['payouts.channel-not-found', 'payouts.channel-used'],
})
export const testChannel = route({
  id: 'testChannel',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/channels/:channel/test',
  summary: 'Ask the biller something harmless',
  permission: 'settings.write',
  params: ofChannel,
  reply: shape({ works: Type.Boolean(), said: orNull(LongText) }),
  problems: ['payouts.channel-not-found'],
})
export const setAddresses = route({
  id: 'setAddresses',
  context: 'ledger',
  method: 'PUT',
  path: '/payouts/channels/:channel/addresses',
  summary: 'Say by which account, bucket or wallet the biller knows services',
  description:
    "A service without an address is known to the biller by the service's own key. One whose address was erased with its customer keeps none unless `erasedToo` is said, because somebody else has the service now; `erased` says how many were left so.",
  permission: 'payouts.send',
  params: ofChannel,
  body: shape({
    items: Type.Array(shape({ service: Key, address: Key }), { minItems: 1, maxItems: 5_000 }),
    erasedToo: Type.Optional(Type.Boolean()),
  }),
  reply: shape({ set: Count, erased: Count }),
  problems: ['payouts.channel-not-found'],
})
export const stopPayouts = route({
  id: 'stopPayouts',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/stop',
  summary: 'Send nothing more, through one channel or through any',
  description:
    'What is under way is finished and recorded; questions about unknown outcomes go on, because they move nothing.',
  permission: 'payouts.send',
  body: shape({ channel: Type.Optional(ofChannel.properties.channel), reason: ShortText }),
  reply: shape({ stopped: Count }),
  idempotent: true,
})
export const resumePayouts = route({
  id: 'resumePayouts',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/resume',
  summary: 'Send again, through one channel or through all',
  permission: 'payouts.send',
  body: shape({ channel: Type.Optional(ofChannel.properties.channel) }),
  reply: shape({ resumed: Count }),
  idempotent: true,
})

export const payoutStates = [
  'requested',
  'sending',
  'unknown',
  'waiting-for-person',
  'accepted',
  'rejected',
  'billed',
  'withdrawn',
] as const
const PayoutState = oneOf(payoutStates)
/** What a person may say of a payout. */
export const payoutFindings = ['arrived', 'send-again', 'withdraw', 'set-off'] as const

const payoutFields = {
  id: Uuid,
  key: Uuid,
  channel: Key,
  state: PayoutState,
  service: Key,
  address: Key,
  unit: Unit,
  amount: Amount,
  seen: Type.String({ ...Amount, description: 'What bills have shown of it' }),
  for: Key,
  run: orNull(Uuid),
  reference: orNull(LongText),
  reason: orNull(LongText),
  requestedAt: Instant,
  dueAt: Instant,
  batch: orNull(Uuid),
}
export const PayoutView = shape(payoutFields)

export const requestPayouts = route({
  id: 'requestPayouts',
  context: 'ledger',
  method: 'POST',
  path: '/payouts',
  summary: "Ask for customers' credit balances to be paid through a channel",
  description:
    'One payout per service, for what it is owed and not yet under way. Asking again for the same bill or run adds nothing that was asked for before.',
  permission: 'payouts.send',
  body: shape({
    channel: ofChannel.properties.channel,
    unit: Unit,
    for: Type.Union([shape({ bill: Key }), shape({ run: Uuid })]),
    services: Type.Optional(Type.Array(Key, { minItems: 1, maxItems: 5_000 })),
  }),
  reply: shape({ requested: Count, amount: Amount, waiting: Count }),
  status: 202,
  idempotent: true,
  problems: ['payouts.channel-not-found', 'payouts.unit-not-carried'],
})
export const listPayouts = route({
  id: 'listPayouts',
  context: 'ledger',
  method: 'GET',
  path: '/payouts',
  summary: 'Payouts, newest first',
  permission: 'payouts.read',
  query: shape({
    ...paging,
    state: Type.Optional(PayoutState),
    channel: Type.Optional(Key),
    unit: Type.Optional(Unit),
    run: Type.Optional(Uuid),
    service: Type.Optional(Key),
  }),
  reply: pageOf(PayoutView),
})
export const AttemptView = shape({
  number: Count,
  kind: oneOf(['send', 'ask', 'file', 'person']),
  startedAt: Instant,
  endedAt: orNull(Instant),
  outcome: orNull(ShortText),
  detail: orNull(LongText),
})
export const getPayout = route({
  id: 'getPayout',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/:payout',
  summary: 'One payout with everything that was tried',
  permission: 'payouts.read',
  params: shape({ payout: Uuid }),
  reply: shape({
    ...payoutFields,
    attempts: Type.Array(AttemptView),
    choices: Type.Array(oneOf(payoutFindings)),
  }),
  problems: ['payouts.not-found'],
})
export const resolvePayout = route({
  id: 'resolvePayout',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/:payout/resolve',
  summary: 'Say what became of a payout that we cannot find out about, or correct a rejected one',
  description:
    '`arrived`: the credit is on the customer’s account. `send-again`: it is not, and is sent once more under the same key, if wished to another address. `withdraw`: it is not, or no longer, and shall not be sent. `set-off`: it is, although the customer no longer has the credit; the debt is set off against later ones.',
  permission: 'payouts.reconcile',
  params: shape({ payout: Uuid }),
  body: shape({
    finding: oneOf(payoutFindings),
    reference: Type.Optional(ShortText),
    address: Type.Optional(Key),
    note: ShortText,
  }),
  reply: PayoutView,
  idempotent: true,
  personal: 'payout',
  problems: ['payouts.not-found', 'payouts.nothing-to-resolve', 'payouts.address-erased'],
})

export const BatchView = shape({
  id: Uuid,
  number: Count,
  channel: Key,
  file: ShortText,
  rows: Count,
  sums: Type.Record(Unit, Amount),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  createdAt: Instant,
  accepted: Count,
  rejected: Count,
  outstanding: Count,
})
const ofBatch = shape({ batch: Uuid })

export const makeBatch = route({
  id: 'makeBatch',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/batches',
  summary: 'Write the requested payouts of a file channel into a file',
  permission: 'payouts.send',
  body: shape({
    channel: ofChannel.properties.channel,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  }),
  reply: BatchView,
  status: 201,
  idempotent: true,
  problems: [
    'payouts.channel-not-found',
    'payouts.channel-unusable',
    'payouts.not-a-file-channel',
    'payouts.nothing-to-send',
    'payouts.stopped',
    'payouts.taken-back',
  ],
})
export const listBatches = route({
  id: 'listBatches',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/batches',
  summary: 'Files, newest first, with what is still unanswered',
  permission: 'payouts.read',
  query: shape({ ...paging, channel: Type.Optional(Key) }),
  reply: pageOf(BatchView),
})
export const getBatch = route({
  id: 'getBatch',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/batches/:batch',
  summary: "A file's manifest: count, sums and digest",
  permission: 'payouts.read',
  params: ofBatch,
  reply: BatchView,
  problems: ['payouts.batch-not-found'],
})
export const downloadBatch = route({
  id: 'downloadBatch',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/batches/:batch/file',
  summary: 'The file itself, the same bytes each time, until a customer in it is erased',
  permission: 'payouts.send',
  params: ofBatch,
  reply: Type.Unknown(),
  media: 'application/octet-stream',
  problems: ['payouts.batch-not-found', 'payouts.file-erased'],
})
const Strange = shape({ key: Key, said: LongText })
export const importBatchAnswer = route({
  id: 'importBatchAnswer',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/batches/:batch/answer',
  summary: "Read the biller's answer to a file",
  description:
    'For Oracle BRM the file of failed records: what is not in it was accepted, so say how many failed as its log counts them. For CSV and Parquet a CSV with key, result, reference and reason. The same answer again changes nothing; an answer that contradicts an earlier one is reported and not followed.',
  permission: 'payouts.reconcile',
  params: ofBatch,
  query: shape({ failed: Type.Optional(Count) }),
  reply: shape({ accepted: Count, rejected: Count, repeated: Count, contradicted: Type.Array(Strange) }),
  accepts: ['text/csv', 'application/octet-stream'],
  problems: ['payouts.batch-not-found', 'payouts.answer-unreadable', 'payouts.answer-incomplete'],
})

const BillCredit = shape({
  line: Type.String({ ...Key, description: "The biller's own identifier of this line on this bill" }),
  bill: Key,
  billedOn: PlainDate,
  key: Type.Optional(Uuid),
  text: Type.Optional(Type.String({ ...LongText, description: 'Where our key is found if `key` is not given' })),
  reference: Type.Optional(ShortText),
  address: Type.Optional(
    Type.String({
      ...Key,
      description: 'Whose account it is on, as the channel knows it; without it nobody looks whether that is right',
    }),
  ),
  unit: Unit,
  amount: Type.String({ ...Amount, pattern: '^\\d{1,15}(\\.\\d{1,4})?$' }),
})
const Recorded = shape({ recorded: Count, repeated: Count, matched: Count, unmatched: Count, billed: Count })

export const recordBillCredits = route({
  id: 'recordBillCredits',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/bills',
  summary: 'Tell which credits were seen on bills',
  permission: 'payouts.reconcile',
  body: shape({
    channel: ofChannel.properties.channel,
    items: Type.Array(BillCredit, { minItems: 1, maxItems: 5_000 }),
  }),
  reply: Recorded,
  idempotent: true,
  problems: ['payouts.channel-not-found', 'payouts.line-changed'],
})
export const importBillCredits = route({
  id: 'importBillCredits',
  context: 'ledger',
  method: 'POST',
  path: '/payouts/bills/import',
  summary: 'Import credits seen on bills as CSV',
  description:
    'Columns: line, bill, billed_on, key, text, reference, address, unit, amount; key, text, reference and address may be empty. The amount of a credit is above zero.',
  permission: 'payouts.reconcile',
  query: shape({ channel: ofChannel.properties.channel }),
  reply: Recorded,
  accepts: ['text/csv'],
  problems: ['payouts.channel-not-found', 'payouts.line-changed', 'payouts.bills-unreadable'],
})

const Sum = shape({ count: Count, amount: Amount })
export const ReconciliationLine = shape({
  channel: Key,
  unit: Unit,
  run: orNull(Uuid),
  requested: Sum,
  accepted: Sum,
  seen: Sum,
  carried: Amount,
  open: Sum,
  agrees: Type.Boolean({ description: 'requested = accepted = seen on the bill, and nothing odd on it' }),
})
const reconciliationQuery = {
  channel: Type.Optional(Key),
  unit: Type.Optional(Unit),
  run: Type.Optional(Uuid),
}
export const breakKinds = [
  'not-accepted',
  'accepted-not-seen',
  'different-amount',
  'duplicate-on-bill',
  'other-address',
  'seen-not-requested',
  'more-than-balance',
] as const
export const BreakView = shape({
  kind: oneOf(breakKinds),
  channel: Key,
  unit: Unit,
  payout: orNull(Uuid),
  key: orNull(Uuid),
  address: orNull(Key),
  requested: orNull(Amount),
  seen: orNull(Amount),
  since: Instant,
  ageDays: Count,
})
export const getReconciliation = route({
  id: 'getReconciliation',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/reconciliation',
  summary: 'Requested, accepted and seen on bills, side by side',
  permission: 'payouts.read',
  query: shape(reconciliationQuery),
  reply: shape({
    at: Instant,
    lines: Type.Array(ReconciliationLine),
    breaks: Type.Array(shape({ kind: oneOf(breakKinds), count: Count })),
  }),
})
export const listBreaks = route({
  id: 'listBreaks',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/reconciliation/breaks',
  summary: 'What does not agree, oldest first',
  permission: 'payouts.read',
  query: shape({ ...paging, ...reconciliationQuery, kind: Type.Optional(oneOf(breakKinds)) }),
  reply: pageOf(BreakView),
})
export const exportBreaks = route({
  id: 'exportBreaks',
  context: 'ledger',
  method: 'GET',
  path: '/payouts/reconciliation/breaks.csv',
  summary: 'What does not agree, as CSV',
  permission: 'payouts.read',
  query: shape({ ...reconciliationQuery, kind: Type.Optional(oneOf(breakKinds)) }),
  reply: Type.Unknown(),
  media: 'text/csv',
})
