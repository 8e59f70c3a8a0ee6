import { Refused } from '../../domain/app/refused.ts'

/** A step of connecting that cannot go on; the code names the sentence of the screen. */
export class ConnectRefused extends Refused<
  | 'unknown-connector'
  | 'field'
  | 'state'
  | 'refused'
  | 'not-installed'
  | 'other-account'
  | 'other-login'
  | 'typed-secret'
  | 'vendor'
  | 'already-connected'
  | 'secret-again'
  | 'another-app'
> {
  /** Form field at fault, for `field`. */
  readonly field: string | null
  constructor(code: ConnectRefused['code'], message: string, field: string | null = null) {
    super(code, message)
    this.field = field
  }
}
