/**
 * SQL of a boolean: the objection of this id was said for one of the contacts, or for one of the addresses and numbers,
 * other than such as were only taken along with it. Two selects and no `or exists`, for which all objections are looked
 * through. `contacts` and `hashes` are SQL of arrays.
 */
export const isObjectionOf = (id: string, contacts: string, hashes: string): string =>
  `${id} in (select said.id from objections said where said.contact_id = any(${contacts})
   union select oi.objection_id from objection_identities oi where oi.identity_hash = any(${hashes}) and not oi.taken)`
