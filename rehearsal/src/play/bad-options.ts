/** An option that is not known, or that says what cannot be. */
export class BadOptions extends Error {
  constructor(mistake: string) {
    super(`${mistake}\n\nnpm run rehearse -- --help says what there is.`)
    this.name = 'BadOptions'
  }
}
