// Silent people with something at a CRM: an open case keeps them, and so does a word of the company's own for customer;
// a lost deal keeps nobody; and a record that the CRM refuses to delete stays as it is.
import { control } from './admin.mjs'

const most = 5

/** Gives their records; none where the base has nobody who fits. */
export async function plantOpenWork(urls) {
  const silent = (await control(urls, 'GET', '/_sandbox/seed')).filter(
    (person) =>
      person.life === 'silent' &&
      // Of the others the start of the term is only assumed, and they are kept for that.
      person.source === 'form' &&
      person.optOut === 'none' &&
      person.duplicate === 'none',
  )
  // Some of them may be kept for another reason too, such as a deal of their own.
  const supported = silent
    .filter(({ hubspotIds, salesforceIds }) => hubspotIds.length === 0 && salesforceIds.length === 1)
    .flatMap(({ salesforceIds }) => salesforceIds.filter((id) => id.startsWith('003')))
    .slice(0, most)
  const lost = silent
    .filter(({ hubspotIds, salesforceIds }) => hubspotIds.length === 1 && salesforceIds.length === 0)
    .flatMap(({ hubspotIds }) => hubspotIds)
    .slice(0, most)
  // The company's own words for a customer, a type and a stage that is an id with a label: the last of each.
  const clients = {
    salesforce: supported.length > 1 ? supported.splice(-1) : [],
    hubspot: lost.length > 1 ? lost.splice(-1) : [],
  }
  // More than one, since somebody of the plan is restored during the window.
  const refused = silent
    .filter(({ hubspotIds, salesforceIds }) => hubspotIds.length === 1 && salesforceIds.length === 1)
    .flatMap(({ salesforceIds }) => salesforceIds.filter((id) => id.startsWith('003')))
    .slice(0, most)
  await control(urls, 'POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: refused } })
  const act = (system, name, more) => control(urls, 'POST', '/_sandbox/act', { system, act: name, ...more })
  for (const id of supported)
    await act('salesforce', 'create', { object: 'Case', fields: { Subject: 'Panne', ContactId: id } })
  for (const id of lost)
    await act('hubspot', 'create-object', {
      object: 'deals',
      properties: { dealname: 'Projet', dealstage: 'closedlost' },
      contacts: [id],
    })
  for (const id of clients.salesforce) {
    const account = await act('salesforce', 'create', { object: 'Account', fields: { Name: 'Acme', Type: 'Client' } })
    await act('salesforce', 'update', { id, fields: { AccountId: account.Id } })
  }
  await act('hubspot', 'set-options', { property: 'lifecyclestage', options: { 9001: 'Kunde' } })
  for (const id of clients.hubspot)
    await act('hubspot', 'update-contact', { id, properties: { lifecyclestage: '9001' } })
  return { supported, lost, clients, refused }
}

const personal = ['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Title']

/**
 * What became of them once the plan had ended: `guarded` people were kept by an open case; `untouched` records that
 * could not be deleted say of their person what they said `before`.
 */
export async function whatBecame(urls, { supported, lost, clients, refused }, { guards, before }) {
  const { hubspot, salesforce } = await control(urls, 'GET', '/_sandbox/state')
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
      const [then, now] = [before.salesforce, salesforce].map(({ contacts }) => contacts.find((row) => row.Id === id))
      return now !== undefined && now.IsDeleted !== true && personal.every((field) => then[field] === now[field])
    }).length,
    lost: lost.length,
    gone: lost.filter((id) => !isThere.hubspot(id)).length,
  }
}
