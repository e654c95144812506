/** A file as texts: the names of its columns and its rows in blocks. A row that cannot be cut into fields is undefined. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: AsyncIterable<readonly (readonly string[] | undefined)[]>
}
