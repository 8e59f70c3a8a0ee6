/**
 * Something that was asked for and is not done. `code` is stable and names the sentence of the screen; the message is
 * for whoever reads it as it is (the command line, a log).
 */
export class Refused<Code extends string> extends Error {
  readonly code: Code
  constructor(code: Code, message: string = code) {
    super(message)
    this.code = code
  }
}
