/** Reads within the bounds of a typed array; a read outside would be a mistake here and not in the data. */
export function at(values: Int32Array | Float64Array, index: number): number {
  return values[index] as number
}

/** Adds in place and returns the sum. */
export function increase(values: Int32Array, index: number, by: number): number {
  return (values[index] = at(values, index) + by)
}
