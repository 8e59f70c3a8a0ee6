// The bare loop over the same pages: HubSpot's list by its SDK, Salesforce's objects by jsforce; nothing is kept.
import { Client } from '@hubspot/api-client'
import jsforce from 'jsforce'

/** Reads every contact of HubSpot, and every Contact and Lead of Salesforce, both at the same time. */
export async function readAllBare({ urls, tokens }) {
  const startedAt = performance.now()
  const [hubspot, salesforce] = await Promise.all([
    readHubspot(urls.hubspotApi, tokens.hubspot),
    readSalesforce(urls.salesforceInstance, tokens.salesforce),
  ])
  return { records: hubspot + salesforce, ms: performance.now() - startedAt }
}

async function readHubspot(basePath, accessToken) {
  const client = new Client({ accessToken, basePath, numberOfApiCallRetries: 5 })
  let records = 0
  let after
  do {
    const page = await client.crm.contacts.basicApi.getPage(100, after, [
      'email',
      'firstname',
      'lastname',
      'jobtitle',
      'company',
      'country',
      'phone',
      'hs_email_optout',
    ])
    records += page.results.length
    after = page.paging?.next?.after
  } while (after !== undefined)
  return records
}

async function readSalesforce(instanceUrl, accessToken) {
  const connection = new jsforce.Connection({ instanceUrl, accessToken, version: '66.0' })
  let records = 0
  for (const object of ['Contact', 'Lead']) {
    let page = await connection.query(
      `SELECT Id, Email, FirstName, LastName, Title, Phone, HasOptedOutOfEmail, SystemModstamp FROM ${object}`,
    )
    records += page.records.length
    while (!page.done) {
      page = await connection.queryMore(page.nextRecordsUrl)
      records += page.records.length
    }
  }
  return records
}
