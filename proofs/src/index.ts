export {
  contentOf,
  digestOf,
  genesis,
  headerLine,
  rowLine,
  trailerLine,
  type AuditEntry,
  type AuditLink,
} from './audit/audit-chain.ts'
export {
  auditVerifier,
  verifyAudit,
  verifyAuditChunks,
  type AuditFinding,
  type AuditVerdict,
  type AuditWitness,
} from './audit/verify-audit.ts'
export { accountNumber, flows, flowsOf, type DirectKind, type Flow } from './ledger/account.ts'
export {
  chainChecker,
  type Anchor,
  type End,
  type Finding,
  type FoundPage,
  type LedgerFinding,
  type Verdict,
} from './ledger/check-chain.ts'
export { headLine, pageLine, transferLine } from './ledger/export-line.ts'
export { instantText } from './ledger/line.ts'
export { beginning, pageDigest, transfersPerPage, type PageFacts } from './ledger/page.ts'
export type { Entry, Transfer } from './ledger/transfer.ts'
export { verifyExport } from './ledger/verify-export.ts'
