/** A text without what no database keeps: the sign of the number 0, and halves of signs. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
