/** A refusal that the user can act on: its text is all that is shown, and the exit code is 2. */
export class Failure extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Failure'
  }
}
