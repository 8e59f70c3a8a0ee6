// Records of both CRMs in one shape, from the sandbox's own state, and who is who among them.

/**
 * @typedef {{ key: string, system: 'hubspot' | 'salesforce', object: string, id: string, primary: string | null,
 *   addresses: string[], first: string, last: string, live: boolean, frozen: boolean, goneAt: number | null, createdAt:
 *   number, sameAs: string[], row: any }} CrmRecord
 */

/** Every contact and lead of a `/_sandbox/state`, also those in a bin. @returns {CrmRecord[]} */
export function recordsOf(state) {
  const hubspot = state.hubspot.contacts.map((contact) => {
    const primary = plainAddress(contact.properties.email)
    return {
      key: `contact:${contact.id}`,
      system: 'hubspot',
      object: 'contact',
      id: contact.id,
      primary,
      addresses: distinct([primary, ...contact.additionalEmails.map(plainAddress)]),
      first: contact.properties.firstname ?? '',
      last: contact.properties.lastname ?? '',
      live: !contact.archived,
      frozen: false,
      goneAt: contact.archivedAt === null ? null : Date.parse(contact.archivedAt),
      createdAt: Date.parse(contact.createdAt),
      sameAs: contact.mergedIds.map((id) => `contact:${id}`),
      row: contact,
    }
  })
  const salesforce = [
    ...state.salesforce.contacts.map((row) => ['Contact', row]),
    ...state.salesforce.leads.map((row) => ['Lead', row]),
  ].map(([object, row]) => {
    const primary = plainAddress(row.Email)
    return {
      key: `${object}:${row.Id}`,
      system: 'salesforce',
      object,
      id: row.Id,
      primary,
      addresses: distinct([primary]),
      first: row.FirstName ?? '',
      last: row.LastName ?? '',
      live: row.IsDeleted !== true,
      frozen: object === 'Lead' && row.IsConverted === true,
      goneAt: row.IsDeleted === true ? Date.parse(row.SystemModstamp) : null,
      createdAt: Date.parse(row.CreatedDate),
      sameAs: [
        row.MasterRecordId ? `${object}:${row.MasterRecordId}` : null,
        row.ConvertedContactId ? `Contact:${row.ConvertedContactId}` : null,
      ].filter((key) => key !== null),
      row,
    }
  })
  return [...hubspot, ...salesforce]
}

export function plainAddress(raw) {
  const text = String(raw ?? '')
    .trim()
    .toLowerCase()
  return text === '' ? null : text
}

const distinct = (values) => [...new Set(values.filter((value) => value !== null))]

const publicHosts = new Set(
  'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.fr yahoo.fr yahoo.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net icloud.com gmx.de gmx.fr web.de'.split(
    ' ',
  ),
)
const functions =
  'contact info infos compta comptabilite achat achats direction rh commercial commerciaux accueil secretariat facturation support sales marketing hello bonjour admin office service services sav vente ventes recrutement billing accounting hr reception contacts no-reply noreply'.split(
    ' ',
  )

/** contact@, compta2@, info-fr@: read by many, so it ties nobody to anybody. */
export function isShared(address) {
  const [local = '', host = ''] = [
    address.slice(0, address.lastIndexOf('@')),
    address.slice(address.lastIndexOf('@') + 1),
  ]
  if (publicHosts.has(host)) return false
  return (
    functions.includes(local) ||
    new RegExp(`^(${functions.join('|')})(\\d+|[-.](fr|france|pro|web))?\\d*$`, 'u').test(local)
  )
}

/**
 * Groups of records that are surely one human: the same personal address without clearly or possibly different family
 * names, a secondary address, or the vendor's own word (merge, conversion). Gives a function from record key to group.
 */
export function groupPeople(records) {
  const parent = new Map(records.map((record) => [record.key, record.key]))
  const find = (key) => {
    let at = key
    while (parent.get(at) !== at) at = parent.get(at)
    return at
  }
  const holders = new Map()
  for (const record of records)
    for (const address of record.addresses)
      if (!isShared(address)) holders.set(address, [...(holders.get(address) ?? []), record])
  for (const group of holders.values()) {
    for (const a of group) for (const b of group) if (a !== b && !mayDiffer(a, b)) parent.set(find(a.key), find(b.key))
  }
  for (const record of records)
    for (const other of record.sameAs) if (parent.has(other)) parent.set(find(record.key), find(other))
  const groups = new Map()
  for (const record of records) groups.set(find(record.key), [...(groups.get(find(record.key)) ?? []), record])
  return { membersOf: (key) => (parent.has(key) ? groups.get(find(key)) : []), groups: [...groups.values()] }
}

/** True unless the family names are equal, one holds the other, or one is missing: what is unsure ties nobody. */
function mayDiffer(a, b) {
  const [left, right] = [letters(a.last), letters(b.last)]
  return left !== '' && right !== '' && !left.includes(right) && !right.includes(left)
}

const letters = (name) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/gu, '')
