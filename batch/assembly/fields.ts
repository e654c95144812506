/**
 * Where a field lies. A row is known by the address of its first entry in the index of ends; the entry before it is the end of
 * the line above, so that a field always begins one byte behind the entry before its own.
 */
@inline
export function fieldStart(row: usize, column: u32): usize {
  return <usize>load<u32>(row + ((<usize>column) << 2) - 4) + 1
}

/** The last field of a line may carry the carriage return of a CRLF line end, which is not part of it. */
@inline
export function fieldEnd(row: usize, column: u32, isLast: bool): usize {
  const end = <usize>load<u32>(row + ((<usize>column) << 2))
  return isLast ? end - usize(load<u8>(end - 1) == 13) : end
}

/** Notes why a row is refused. The first reason found stays. */
@inline
export function refuse(refusal: usize, reason: u32, column: u32): void {
  if (load<u32>(refusal) == 0) store<u32>(refusal, reason | (column << 8))
}

/**
 * The first eight bytes, zeros behind a shorter field. Blocks are padded, so that reading past a field is safe. No branch and no
 * select: the lengths in a column are anything but predictable.
 */
@inline
export function headOf(start: usize, length: u32): u64 {
  const whole = -(<u64>(length >= 8))
  const part = ((<u64>1) << ((<u64>length) << 3)) - 1
  return load<u64>(start) & (whole | part)
}

/** The last eight bytes of a field longer than eight, else zero; head, tail and length say all about a field of up to sixteen. */
@inline
export function tailOf(start: usize, length: u32): u64 {
  return load<u64>(start + length - 8) & -(<u64>(length > 8))
}
