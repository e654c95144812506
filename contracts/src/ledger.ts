import { Type } from 'typebox'
import { Count, Instant, Key, oneOf, orNull, pageOf, paging, PlainDate, shape, Uuid } from './common.ts'
import { route } from './route.ts'

/** What a transfer is for. */
export const transferKinds = [
  'credit',
  'correction',
  'goodwill',
  'reversal',
  'payout',
  'billed',
  'carried',
  'expired',
] as const
export type TransferKind = (typeof transferKinds)[number]

/** Where value comes from and goes to; the balance of `customer-credit` is what is owed to customers. */
export const ledgerAccounts = [
  'compensation-expense',
  'goodwill-expense',
  'customer-credit',
  'payout-clearing',
  'billed',
  'lapsed',
] as const
export type LedgerAccount = (typeof ledgerAccounts)[number]

/** Why somebody gave or took back something by hand. Words, no free text: the ledger cannot forget, so it holds nothing personal. */
export const goodwillReasons = ['complaint', 'repeated-faults', 'late-repair', 'missed-appointment', 'loyalty'] as const
export const reversalReasons = ['wrong-amount', 'wrong-service', 'not-owed', 'given-twice', 'appeal'] as const

/** Money as its currency, a benefit as what it is and in what it is counted. */
export const Unit = Type.String({
  pattern: '^([A-Z]{3}|[a-z][a-z-]*:[^\\u0000-\\u001f]{1,60})$',
  description: 'ISO 4217 for money; otherwise kind and unit of a benefit',
  examples: ['PLN', 'data:MB', 'voice:minute', 'validity:day'],
})
const LedgerNumber = Type.String({
  pattern: '^[1-9]\\d{0,18}$',
  description: 'A number of the ledger',
  examples: ['1042'],
})
const Value = Type.String({
  pattern: '^-?\\d{1,19}(\\.\\d{1,4})?$',
  description: 'A decimal with the digits of the currency; a whole number for benefits',
  examples: ['12.50'],
})
/** As found: after tampering any number may stand anywhere. */
const Found = Type.String({ pattern: '^-?\\d{1,19}$' })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hexadecimal digits' })

const transferProperties = {
  id: LedgerNumber,
  kind: oneOf(transferKinds),
  service: Key,
  unit: Unit,
  amount: Value,
  scheme: Type.String(),
  basis: Type.String({
    description: 'What it is for',
    examples: ['period:2026-09-01', 'event:01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10'],
  }),
  revision: Count,
  run: orNull(Uuid),
  reverses: orNull(LedgerNumber),
  corrects: orNull(LedgerNumber),
  claimUntil: orNull(PlainDate),
  expiresOn: orNull(PlainDate),
  reason: orNull(Type.String()),
  actor: Type.String({ examples: ['staff:01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10'] }),
  postedAt: Instant,
  page: LedgerNumber,
}

export const TransferView = shape(transferProperties)

export const TransferWithEntriesView = shape({
  ...transferProperties,
  reversedBy: orNull(LedgerNumber),
  entries: Type.Array(shape({ account: oneOf(ledgerAccounts), service: orNull(Key), amount: Value })),
  /** With this, the page's digest and the export anyone can work out that it was not changed. */
  proof: shape({ page: LedgerNumber, digest: Digest, previous: Digest }),
})

const filters = {
  service: Type.Optional(Key),
  run: Type.Optional(Uuid),
  kind: Type.Optional(oneOf(transferKinds)),
  unit: Type.Optional(Unit),
  scheme: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  basis: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  since: Type.Optional(Instant),
  until: Type.Optional(Instant),
}

export const listTransfers = route({
  id: 'listTransfers',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/transfers',
  summary: 'Transfers, newest first',
  description: '`since` counts, `until` does not.',
  permission: 'ledger.read',
  query: shape({ ...filters, ...paging }),
  reply: pageOf(TransferView),
  problems: ['ledger.service-unknown'],
})

export const downloadTransfers = route({
  id: 'downloadTransfers',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/transfers.csv',
  summary: 'Transfers as CSV, oldest first',
  permission: 'ledger.read',
  query: shape(filters),
  media: 'text/csv',
  problems: ['ledger.service-unknown'],
})

export const readTransfer = route({
  id: 'readTransfer',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/transfers/:transfer',
  summary: 'One transfer with its entries and its place in the chain',
  permission: 'ledger.read',
  params: shape({ transfer: LedgerNumber }),
  reply: TransferWithEntriesView,
  problems: ['ledger.not-found'],
})

export const readStatement = route({
  id: 'readStatement',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/services/:service/statement',
  summary: 'All transfers of one service with its balance after each, newest first',
  permission: 'ledger.read',
  params: shape({ service: Key }),
  query: shape(paging),
  reply: shape({
    service: Key,
    balances: Type.Array(shape({ unit: Unit, amount: Value })),
    items: Type.Array(
      shape({
        ...transferProperties,
        change: Type.String({
          description: 'What it did to the balance of the customer',
          pattern: '^-?\\d{1,19}(\\.\\d{1,4})?$',
        }),
        balance: Value,
      }),
    ),
    next: orNull(Type.String({ maxLength: 500 })),
  }),
  problems: ['ledger.service-unknown'],
})

export const readBalances = route({
  id: 'readBalances',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/balances',
  summary: 'Trial balance: every account in every unit, which sum to nothing',
  permission: 'ledger.read',
  reply: shape({
    items: Type.Array(shape({ unit: Unit, account: oneOf(ledgerAccounts), balance: Value, transfers: Count })),
  }),
})

export const reverseTransfer = route({
  id: 'reverseTransfer',
  context: 'ledger',
  method: 'POST',
  path: '/ledger/reversals',
  summary: 'Take back one transfer by its exact opposite',
  permission: 'ledger.reverse',
  body: shape({ transfer: LedgerNumber, reason: oneOf(reversalReasons) }),
  reply: TransferView,
  status: 201,
  idempotent: true,
  problems: [
    'ledger.not-found',
    'ledger.not-reversible',
    'ledger.already-reversed',
    'ledger.corrected-since',
    'ledger.benefit-used',
  ],
})

export const giveGoodwill = route({
  id: 'giveGoodwill',
  context: 'ledger',
  method: 'POST',
  path: '/ledger/goodwill',
  summary: 'Give one service something that it could not demand',
  description:
    'What a service may be given by hand within thirty days is limited per unit (setting `ledger.goodwill-limits`). ' +
    'The same reference twice for the same service is refused.',
  permission: 'ledger.post',
  body: shape({
    service: Key,
    unit: Unit,
    amount: Type.String({ pattern: '^\\d{1,15}(\\.\\d{1,4})?$', examples: ['20.00'] }),
    reason: oneOf(goodwillReasons),
    reference: Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]{0,79}$',
      description: 'Number of the ticket or complaint; no names',
      examples: ['TT-2026-00193'],
    }),
    claimUntil: Type.Optional(PlainDate),
    expiresOn: Type.Optional(PlainDate),
  }),
  reply: TransferView,
  status: 201,
  idempotent: true,
  problems: [
    'ledger.service-unknown',
    'ledger.bad-amount',
    'ledger.wrong-currency',
    'ledger.goodwill-limit',
    'ledger.duplicate',
    'ledger.deadline-passed',
  ],
})

/** What a verification finds, as near to the place as digests can tell. */
export const ledgerFindings = [
  'page-missing',
  'page-changed',
  'page-not-chained',
  'transfers-missing',
  'transfers-added',
  'entries-wrong',
  'outside-pages',
  'head-differs',
  'anchor-differs',
  'accounts-changed',
  'line-unreadable',
] as const
export type LedgerFinding = (typeof ledgerFindings)[number]

export const LedgerVerdict = shape({
  whole: Type.Boolean(),
  pages: Count,
  transfers: Count,
  entries: Count,
  /** Of the last page. Keep it elsewhere, and later ask whether it is still part of the chain. */
  head: shape({ page: Type.String(), digest: Digest }),
  findings: Type.Array(shape({ says: oneOf(ledgerFindings), page: orNull(Found), transfer: orNull(Found) })),
})

export const verifyLedger = route({
  id: 'verifyLedger',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/verification',
  summary: 'Work out every digest again and compare',
  description:
    'With an anchor, a page number and digest kept elsewhere, it also tells whether the chain is still the one of that day.',
  permission: 'ledger.verify',
  query: shape({ page: Type.Optional(LedgerNumber), digest: Type.Optional(Digest) }),
  reply: LedgerVerdict,
})

export const exportLedger = route({
  id: 'exportLedger',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/export',
  summary: 'The whole ledger as JSON lines, which can be verified without a database',
  permission: 'ledger.verify',
  media: 'application/jsonl',
})
