/** A field of a CSV file (RFC 4180): in quotes where a comma, a quote or a line break asks for them. */
export function csvField(text: string): string {
  return quotedIf(/[",\r\n]/, text)
}

/**
 * A field of a CSV file that a person opens in a spreadsheet, which may part lines at semicolons and tabs, and would run what begins
 * like a formula: that gets an apostrophe before it, unless it is a plain number.
 */
export function spreadsheetField(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)
  return quotedIf(/[",;\t\r\n]/, isFormula ? `'${text}` : text)
}

function quotedIf(asking: RegExp, text: string): string {
  return asking.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
