/** A file as texts: the names of its columns and its rows in blocks. A row that cannot be cut into fields is undefined. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: AsyncIterable<readonly (readonly string[] | undefined)[]>
  /** How much of the file was read so far, from 0 to 1; without it nobody knows before the end. */
  readonly share?: () => number
}
