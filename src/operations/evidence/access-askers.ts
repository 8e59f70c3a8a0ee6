import type { KeyRing } from '../../store/app/key-ring.ts'
import type { AccessAsker } from '../../domain/evidence/access-asker.ts'
import type { Sql } from '../../store/app/database.ts'
import { contactsNear, nearShown } from '../../store/contacts/access-askers.ts'
import { askerHashes, sealedAsker, type AccessRequest } from '../../store/evidence/access-requests.ts'
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

const openAsker = (keys: KeyRing, id: string, sealed: string): AccessAsker =>
  JSON.parse(keys.open(sealed, place(id))) as AccessAsker

/** Who asked, as it is kept; null = the request is a contact's, or was brought back from the journal. */
export async function askerOf(app: App, sql: Sql, id: string): Promise<AccessAsker | null> {
  const sealed = await sealedAsker(sql, id)
  return sealed === null ? null : openAsker(app.keys, id, sealed)
}

/** All contacts that may be who asked, by name, address or number. */
export async function nearOnes(sql: Sql, id: string, asker: AccessAsker | null): Promise<string[]> {
  const { firstName, lastName, phone } = asker ?? { firstName: null, lastName: null, phone: null }
  return contactsNear(sql, { firstName, lastName, phone, hashes: await askerHashes(sql, id) }, null)
}

/** Those of them at whom nobody looked when it was searched: they came since, or are like who asked since. */
export async function unseenOnes(
  app: App,
  sql: Sql,
  { id, looked }: Pick<AccessRequest, 'id' | 'looked'>,
): Promise<string[]> {
  const near = await nearOnes(sql, id, await askerOf(app, sql, id))
  return near.filter((one) => looked?.others?.includes(one) !== true)
}

/**
 * Of `near`, who is to be looked at now: where they are more than a page shows those at whom nobody looked come first,
 * and the others wait for the next look.
 */
export function toLookAt(near: readonly string[], looked: AccessRequest['looked']): { now: string[]; later: number } {
  const unseen = near.filter((id) => looked?.others?.includes(id) !== true)
  const all = near.length > nearShown && unseen.length > 0 ? unseen : near
  return { now: all.slice(0, nearShown), later: Math.max(0, unseen.length - nearShown) }
}
