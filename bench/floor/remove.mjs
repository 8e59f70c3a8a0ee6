// The bare script for removing records at both CRMs: the batch calls that docs/reference asks for, one system after the
// other, each batch read back; nothing is kept anywhere.

const api = '/services/data/v66.0'
/** Ids of one DELETE, of one query in a URL, of one batch. */
const [perDelete, perQuery, hubspotBatch, salesforceBatch] = [90, 70, 100, 200]

const slices = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_unused, place) =>
    list.slice(place * size, (place + 1) * size),
  )

/**
 * Archives `contacts` (ids) in HubSpot; deletes `records` (`{ object, id }`) in Salesforce and empties its bin of them.
 * Gives the milliseconds of all of it.
 */
export async function removeBare({ urls, tokens, contacts, records }) {
  const startedAt = performance.now()
  const hubspot = caller(urls.hubspotApi, tokens.hubspot)
  for (const ids of slices(contacts, hubspotBatch)) await archive(hubspot, ids)
  const salesforce = caller(urls.salesforceInstance, tokens.salesforce)
  for (const batch of slices(records, salesforceBatch)) await deleteAll(salesforce, batch, tokens.salesforce)
  return performance.now() - startedAt
}

function caller(base, token) {
  return async (method, path, body, type = 'application/json') => {
    const answer = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': type, soapaction: '""' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status >= 400 && answer.status !== 404)
      throw new Error(`${method} ${path.slice(0, 80)} answered ${answer.status}`)
    return text
  }
}

async function archive(hubspot, ids) {
  const batch = (verb, query = '') =>
    hubspot('POST', `/crm/objects/2026-03/contacts/batch/${verb}${query}`, {
      inputs: ids.map((id) => ({ id })),
      ...(verb === 'read' ? { properties: ['email'] } : {}),
    })
  await batch('read')
  await batch('archive')
  await batch('read')
  await batch('read', '?archived=true')
}

async function deleteAll(salesforce, batch, session) {
  const byObject = Map.groupBy(batch, ({ object }) => object)
  const live = async () => {
    for (const [object, list] of byObject)
      await salesforce('POST', `${api}/composite/sobjects/${object}`, {
        ids: list.map(({ id }) => id),
        fields: ['Id'],
      })
  }
  const gone = async () => {
    for (const [object, list] of byObject)
      for (const part of slices(list, perQuery))
        await salesforce(
          'GET',
          `${api}/queryAll?q=${encodeURIComponent(`SELECT Id, IsDeleted, MasterRecordId FROM ${object} WHERE Id IN (${part.map(({ id }) => `'${id}'`).join(',')})`)}`,
        )
  }
  await live()
  for (const list of byObject.values())
    for (const part of slices(list, perDelete))
      await salesforce('DELETE', `${api}/composite/sobjects?ids=${part.map(({ id }) => id).join(',')}&allOrNone=false`)
  await live()
  await gone()
  await live()
  await gone()
  const empty = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="urn:partner.soap.sforce.com"><soapenv:Header><p:SessionHeader><p:sessionId>${session}</p:sessionId></p:SessionHeader></soapenv:Header><soapenv:Body><p:emptyRecycleBin>${batch.map(({ id }) => `<p:ids>${id}</p:ids>`).join('')}</p:emptyRecycleBin></soapenv:Body></soapenv:Envelope>`
  for (let time = 0; time < 2; time += 1) await salesforce('POST', '/services/Soap/u/66.0', empty, 'text/xml')
  await live()
}
