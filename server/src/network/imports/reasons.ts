import { importReasons, type ImportReason } from '@pulih/contracts'

export type Reason = ImportReason

/** A row that was not taken. Rows count from the header, which is row 1. */
export interface Rejection {
  readonly row: number
  readonly field: string
  readonly reason: Reason
  readonly value: string | null
}

export function sayReason(reason: string, value: string | null): { says: string; remedy: string } {
  const [says, remedy] = isReason(reason) ? importReasons[reason] : [reason, '']
  return { says: says.replace('{value}', () => value ?? ''), remedy }
}

function isReason(code: string): code is Reason {
  return Object.hasOwn(importReasons, code)
}

/** Why nothing of a file was used: as one text, which says what it was, what to do and the code; and by code and value for programs. */
export function whyNothing(kept: string | null) {
  if (kept === null) return { reason: null, reasonCode: null, reasonValue: null }
  const [reasonCode = '', ...field] = kept.split(' ')
  const reasonValue = field.length === 0 ? null : field.join(' ')
  const { says, remedy } = sayReason(reasonCode, reasonValue)
  return { reason: remedy === '' ? kept : `${says}. ${remedy} (${reasonCode})`, reasonCode, reasonValue }
}

/** A file of which nothing can be used. `field` is what the sentence about it names. */
export class RefusedFile extends Error {
  readonly reason: Reason
  readonly field: string

  constructor(reason: Reason, field = '') {
    super(field === '' ? reason : `${reason} ${field}`)
    this.name = 'RefusedFile'
    this.reason = reason
    this.field = field
  }
}
