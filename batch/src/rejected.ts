import { csvField } from '@pulih/kernel'
import { refusalReasons, type RefusalReason } from './plan.ts'

export const rejectedHeader = 'file,row,column,reason,value,remedy\n'

const remedies: Readonly<Record<RefusalReason, string>> = {
  'missing-value': 'Fill in this column.',
  'not-a-number': 'Write a plain decimal number such as 129.00.',
  negative: 'Write an amount of zero or more.',
  'too-many-decimals': 'Round to the decimals that the currency has.',
  'too-large': 'Check the amount; more than 10^15 of the smallest unit of the currency is no fee.',
  'unknown-word': 'Use one of the words that docs/formats.md lists for this column.',
  'unknown-element': 'Add the element to the network file or correct it here.',
  'unknown-area': 'Use an area code that the run knows.',
  'out-of-range': 'Write a whole number from 1 to 28.',
  'too-long': 'Shorten the identifier to at most 128 bytes.',
  'too-few-fields': 'Give the line as many fields as the header has.',
  'too-many-fields': 'Give the line as many fields as the header has; quote fields that hold the separator.',
  'broken-quotes': 'Close every quote on the same line and double the quotes inside.',
  'not-utf8': 'Save the file as UTF-8.',
  'not-an-instant': 'Write an instant such as 2026-09-10T08:00:00+02:00.',
  duplicate: 'Keep one line for each service; the first one counts.',
  'wrong-currency': 'Give all amounts in the currency of the run.',
}

const longestValue = 80

/** One line of rejected.csv. The reason is the kernel's number: its place in the list, counted from one. */
export function rejectedLine(
  file: string,
  row: number,
  column: string,
  reasonNumber: number,
  value: Uint8Array,
): string {
  const reason = refusalReasons[reasonNumber - 1]
  if (!reason) throw new RangeError(`the kernel gave the unknown reason ${reasonNumber}`)
  return `${csvField(file)},${row},${csvField(column)},${reason},"${shortened(value).replaceAll('"', '""')}",${csvField(remedies[reason])}\n`
}

/** At most eighty bytes, cut between characters. */
function shortened(value: Uint8Array): string {
  let end = Math.min(value.length, longestValue)
  while (end > 0 && end < value.length && ((value[end] ?? 0) & 0xc0) === 0x80) end--
  return Buffer.from(value.subarray(0, end))
    .toString('utf8')
    .replace(/[\r\n]/g, ' ')
}
