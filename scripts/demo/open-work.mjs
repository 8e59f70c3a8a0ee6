// Silent people with something at a CRM: an open case keeps them, a lost deal keeps nobody.
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
  const act = (system, name, more) => control(urls, 'POST', '/_sandbox/act', { system, act: name, ...more })
  for (const id of supported)
    await act('salesforce', 'create', { object: 'Case', fields: { Subject: 'Panne', ContactId: id } })
  for (const id of lost)
    await act('hubspot', 'create-object', {
      object: 'deals',
      properties: { dealname: 'Projet', dealstage: 'closedlost' },
      contacts: [id],
    })
  return { supported, lost }
}

/** What became of them once the plan had ended: `guarded` people were kept by an open case. */
export async function whatBecame(urls, { supported, lost }, guards) {
  const { hubspot, salesforce } = await control(urls, 'GET', '/_sandbox/state')
  return {
    guarded: guards.find(({ name }) => name === 'open-case')?.count ?? 0,
    supported: supported.length,
    stayed: supported.filter((id) => salesforce.contacts.some((row) => row.Id === id && row.IsDeleted !== true)).length,
    lost: lost.length,
    gone: lost.filter((id) => !hubspot.contacts.some((row) => row.id === id && !row.archived)).length,
  }
}
