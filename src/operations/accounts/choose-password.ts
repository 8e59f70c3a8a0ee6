import { Refused } from '../../domain/app/refused.ts'
import { hashPassword } from '../../crypto/password.ts'
import { passwordFault } from '../../domain/accounts/weak-password.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

/** Why an account could not be made, or get a password; `local-off`: none is taken. `field` is the form's. */
export class AccountRefused extends Refused<'link' | 'email' | 'password' | 'weak' | 'name' | 'local-off'> {}

/** The hash of a password that nobody guesses from what everybody knows of the account. Throws AccountRefused. */
export async function checkedHash(
  app: App,
  { email, name, password }: { email: string; name: string; password: string },
  own: readonly string[] = [],
): Promise<string> {
  if (!isAddress(email)) throw new AccountRefused('email')
  if (name.trim() === '') throw new AccountRefused('name')
  const { controller } = (await loadSettings(app.pool)).settings
  const company = controller === null ? [] : [controller.name, controller.contact, controller.privacyUrl]
  const fault = passwordFault(password, [email, name, ...company, ...own, 'Lawbase'])
  if (fault !== null) throw new AccountRefused(fault === 'weak' ? 'weak' : 'password')
  return hashPassword(password)
}

/** An address for logging in; it is never mailed here, so a short check is enough. */
export function isAddress(email: string): boolean {
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/u.test(email.trim())
}
