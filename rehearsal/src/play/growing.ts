/** A column of numbers that grows: hundreds of thousands of messages take as many bytes as they have to. */
export interface Column {
  push(value: number): void
  at(index: number): number
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

export function column(make: (length: number) => Numbers): Column {
  let values = make(1 << 14)
  let length = 0
  return {
    push(value) {
      if (length === values.length) {
        const more = make(length * 2)
        more.set(values)
        values = more
      }
      values[length++] = value
    },
    at: index => values[index] ?? Number.NaN,
  }
}
