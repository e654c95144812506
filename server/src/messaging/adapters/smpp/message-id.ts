import type { SettingsOf } from '../adapter.ts'

export type ReceiptIds = SettingsOf<'smpp'>['receiptIds']

/**
 * An id as it is compared. Centres write numbers with more or fewer zeros in front and in letters of either case in the two places; what
 * mixes the cases or has other letters is no number, and stays.
 */
export function comparable(id: string): string {
  const bare = id.trim()
  if (!/^(?:[\da-f]+|[\dA-F]+)$/.test(bare)) return bare
  return bare.toLowerCase().replace(/^0+(?=.)/, '')
}

/**
 * The id that the answer to a message gave, from the one that its receipt has: some centres answer with a hexadecimal number and write
 * the same in decimal in the receipt, or the other way round.
 */
export function answeredId(receipted: string, receiptIds: ReceiptIds): string {
  const id = comparable(receipted)
  switch (receiptIds) {
    case 'same':
      return id
    case 'decimal':
      return /^\d{1,64}$/.test(id) ? BigInt(id).toString(16) : id
    case 'hexadecimal':
      return /^[\da-f]{1,64}$/.test(id) ? BigInt(`0x${id}`).toString() : id
  }
}
