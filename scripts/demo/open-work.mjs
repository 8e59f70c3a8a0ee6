// Silent people with something at a CRM: an open case keeps them, and so does a word of the company's own for customer;
// a lost deal keeps nobody; and a record that the CRM refuses to delete stays as it is.
import { control } from './admin.mjs'

/** How many of each are looked for, the scarcest first: the first of each before the second of any. */
const wanted = { clientInSalesforce: 1, supported: 3, refused: 2, clientInHubspot: 1, lost: 4 }

/**
 * Whom the exercise may do something to: inactive people whom nothing in either CRM would keep, by what the sandbox
 * itself shows. Each row names the contact at each CRM, null where there is none. A company's own deals are left out of
 * it: who is planted at Salesforce moves to a company that has none.
 */
export function plantable(seed, { hubspot, salesforce }) {
  const contacts = new Map(hubspot.contacts.map((contact) => [contact.id, contact]))
  const records = new Map([...salesforce.contacts, ...salesforce.leads].map((record) => [record.Id, record]))
  const sold = new Set(salesforce.opportunityContactRoles.map(({ ContactId }) => ContactId))
  const phoneOf = (person) =>
    contacts.get(String(person.hubspotIds[0]))?.properties.phone ?? records.get(person.salesforceIds[0])?.Phone
  const shared = (keyOf) => Map.groupBy(seed, keyOf)
  const [byPhone, byName] = [shared(phoneOf), shared(nameOf)]
  return seed
    .filter(
      (person) =>
        // Opens count for nothing, and whose last act is a day too old is past the term.
        ['silent', 'silent-opens', 'edge-past'].includes(person.life) &&
        // Of the others the start of the term is only assumed, and they are kept for that.
        person.source === 'form' &&
        person.optOut === 'none' &&
        person.duplicate === 'none' &&
        !person.role &&
        person.otherLast === null &&
        person.hubspotIds.length <= 1 &&
        person.salesforceIds.length <= 1 &&
        // Whoever looks like somebody who is active is kept for that.
        byPhone.get(phoneOf(person)).length === 1 &&
        byName.get(nameOf(person)).length === 1,
    )
    .map(({ email, otherEmail, hubspotIds, salesforceIds }) => ({
      emails: [email, otherEmail].filter(Boolean).map((address) => address.toLowerCase()),
      hubspot: hubspotIds[0] === undefined ? null : String(hubspotIds[0]),
      salesforce: salesforceIds[0] ?? null,
    }))
    .filter(
      ({ hubspot: id, salesforce: other }) =>
        (id === null || isFree(contacts.get(id))) && !sold.has(other) && records.get(other)?.IsConverted !== true,
    )
}

const nameOf = ({ firstName, lastName, company }) =>
  [...[firstName, lastName].toSorted((a, b) => (a < b ? -1 : 1)), company].join(' ').toLowerCase()

const isFree = ({ archived, properties, dealIds }) =>
  !archived && dealIds.length === 0 && !['customer', 'opportunity', 'evangelist'].includes(properties.lifecyclestage)

/**
 * Deals `people` out to what is to be shown of them, nobody twice. A case and a word for customer at Salesforce need a
 * contact there, a refusal a contact or a lead, a lost deal a contact at HubSpot. Who stands in both is left to the
 * refusals, which are to show that one CRM's no does not undo what the other did.
 */
export function dealOut(people) {
  const left = new Set(people)
  const inSalesforce = ({ salesforce }) => salesforce !== null
  // A lead has neither company nor cases.
  const isContact = ({ salesforce }) => salesforce?.startsWith('003') === true
  const inHubspot = ({ hubspot }) => hubspot !== null
  const inBoth = (person) => inSalesforce(person) && inHubspot(person)
  const fits = {
    clientInSalesforce: isContact,
    clientInHubspot: inHubspot,
    refused: inSalesforce,
    supported: isContact,
    lost: inHubspot,
  }
  const dealt = Object.fromEntries(Object.keys(wanted).map((part) => [part, []]))
  for (let round = 1; round <= Math.max(...Object.values(wanted)); round++)
    for (const [part, most] of Object.entries(wanted)) {
      const able = [...left].filter(fits[part])
      const one = able.find((person) => inBoth(person) === (part === 'refused')) ?? able[0]
      if (round > most || one === undefined) continue
      left.delete(one)
      dealt[part].push(one)
    }
  return dealt
}

/** Plants all of it; gives the records by what is to be seen of them, and the addresses of everybody planted. */
export async function plantOpenWork(urls) {
  const [seed, state] = [await control(urls, 'GET', '/_sandbox/seed'), await control(urls, 'GET', '/_sandbox/state')]
  const dealt = dealOut(plantable(seed, state))
  const at = (system, part) => dealt[part].map((person) => person[system])
  const [supported, lost, refused] = [at('salesforce', 'supported'), at('hubspot', 'lost'), at('salesforce', 'refused')]
  const clients = { salesforce: at('salesforce', 'clientInSalesforce'), hubspot: at('hubspot', 'clientInHubspot') }
  await control(urls, 'POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: refused } })
  const act = (system, name, more) => control(urls, 'POST', '/_sandbox/act', { system, act: name, ...more })
  const moveTo = async (company, people) => {
    const account = await act('salesforce', 'create', { object: 'Account', fields: company })
    for (const { salesforce: id } of people)
      if (id?.startsWith('003') === true) await act('salesforce', 'update', { id, fields: { AccountId: account.Id } })
  }
  // The company's own words for a customer, a type and a stage that is an id with a label.
  await moveTo({ Name: 'Acme', Type: 'Client' }, dealt.clientInSalesforce)
  const others = Object.entries(dealt).flatMap(([part, people]) => (part === 'clientInSalesforce' ? [] : people))
  await moveTo({ Name: 'Atelier sans affaire' }, others)
  for (const id of supported)
    await act('salesforce', 'create', { object: 'Case', fields: { Subject: 'Panne', ContactId: id } })
  for (const id of lost)
    await act('hubspot', 'create-object', {
      object: 'deals',
      properties: { dealname: 'Projet', dealstage: 'closedlost' },
      contacts: [id],
    })
  await act('hubspot', 'set-options', { property: 'lifecyclestage', options: { 9001: 'Kunde' } })
  for (const id of clients.hubspot)
    await act('hubspot', 'update-contact', { id, properties: { lifecyclestage: '9001' } })
  const emails = Object.values(dealt).flatMap((people) => people.flatMap((person) => person.emails))
  return { supported, lost, clients, refused, emails }
}

const personal = ['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Title']

/**
 * What became of them once the plan had ended: `guarded` people were kept by an open case; `untouched` records that
 * could not be deleted say of their person what they said `before`.
 */
export async function whatBecame(urls, { supported, lost, clients, refused }, { guards, before }) {
  const { hubspot, salesforce } = await control(urls, 'GET', '/_sandbox/state')
  const rowsOf = (state) => [...state.contacts, ...state.leads]
  const isThere = {
    salesforce: (id) => salesforce.contacts.some((row) => row.Id === id && row.IsDeleted !== true),
    hubspot: (id) => hubspot.contacts.some((row) => row.id === id && !row.archived),
  }
  return {
    guarded: guards.find(({ name }) => name === 'open-case')?.count ?? 0,
    supported: supported.length,
    stayed: supported.filter(isThere.salesforce).length,
    clients: clients.salesforce.length + clients.hubspot.length,
    clientsStayed:
      clients.salesforce.filter(isThere.salesforce).length + clients.hubspot.filter(isThere.hubspot).length,
    refused: refused.length,
    untouched: refused.filter((id) => {
      const [then, now] = [before.salesforce, salesforce].map((state) => rowsOf(state).find((row) => row.Id === id))
      return now !== undefined && now.IsDeleted !== true && personal.every((field) => then[field] === now[field])
    }).length,
    lost: lost.length,
    gone: lost.filter((id) => !isThere.hubspot(id)).length,
  }
}
