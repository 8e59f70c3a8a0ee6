import type { AccessAsker } from '../../domain/evidence/access-asker.ts'
import type { App } from '../app/app.ts'

const place = (id: string) => ({ table: 'access_requests', row: id, column: 'sealed' })

/** By what somebody is known again: keyed hashes of address and number. A name tells nobody apart. */
export function hashesOf(app: App, { email, phone }: AccessAsker): Buffer[] {
  return [
    ...(email === null ? [] : [app.keys.hashEmail(email)]),
    ...(phone === null ? [] : [app.keys.hashPhone(phone)]),
  ]
}

/** Address, number and name as they are kept of somebody who is in no system, bound to their request. */
export const sealAsker = (app: App, id: string, asker: AccessAsker): string =>
  app.keys.seal(JSON.stringify(asker), place(id))

export const openAsker = (app: App, id: string, sealed: string): AccessAsker =>
  JSON.parse(app.keys.open(sealed, place(id))) as AccessAsker
