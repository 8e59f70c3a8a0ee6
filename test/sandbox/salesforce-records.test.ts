import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { SalesforceClient } from './client.ts'
import { connectSalesforce, control, http, list, pick } from './client.ts'

// docs/reference/salesforce.md#rest, #records, #create-field, #deleting, #limits, #codes-unsure, #rotation-session.
describe('Salesforce records', () => {
  let sandbox: Sandbox
  let client: SalesforceClient
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 400, seed: 5, limitsX: 0 })
    client = await connectSalesforce(sandbox)
  })
  afterAll(() => sandbox.close())

  const create = async (fields: Readonly<Record<string, unknown>> = {}): Promise<string> =>
    String(pick((await client.call('POST', '/sobjects/Contact', { LastName: 'Essai', ...fields })).body, 'id'))

  it('pages by locator with a page size of its own, once per record', async () => {
    await control(sandbox, 'POST', 'switches', { salesforce: { pageSize: 130 } })
    const ids: unknown[] = []
    let page = await client.query('SELECT Id FROM Contact ORDER BY SystemModstamp, Id')
    const total = pick(page.body, 'totalSize')
    for (;;) {
      ids.push(...list(page.body, 'records').map((row) => pick(row, 'Id')))
      const next = pick(page.body, 'nextRecordsUrl')
      if (typeof next !== 'string') break
      page = await client.call('GET', next.replace('/services/data/v66.0', ''))
    }
    await control(sandbox, 'POST', 'switches', { salesforce: { pageSize: 2_000 } })
    expect([ids.length, new Set(ids).size]).toEqual([total, total])
    expect((await client.call('GET', '/query/0r8000000000000000')).body).toEqual([
      { message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' },
    ])
  })

  it('answers a collection by 200 with one result per record, in order', async () => {
    const id = await create()
    const answer = await client.call('PATCH', '/composite/sobjects', {
      allOrNone: false,
      records: [
        { attributes: { type: 'Contact' }, id: '003000000000001AAA', HasOptedOutOfEmail: true },
        { attributes: { type: 'Contact' }, id, HasOptedOutOfEmail: true },
        { attributes: { type: 'Contact' }, id, LastActivityDate: '2026-01-01' },
        { attributes: { type: 'Contact' }, id, Nothing__c: 1 },
      ],
    })
    expect([
      answer.status,
      list(answer.body).map((row) => [pick(row, 'success'), pick(row, 'errors', 0, 'statusCode')]),
    ]).toEqual([
      200,
      [
        [false, 'NOT_FOUND'],
        [true, undefined],
        [false, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
        [false, 'INVALID_FIELD'],
      ],
    ])
  })

  it('rolls a collection back with allOrNone, and takes 200 records at most', async () => {
    const id = await create()
    const bad = { attributes: { type: 'Contact' }, id, Nothing__c: 1 }
    const answer = await client.call('PATCH', '/composite/sobjects', {
      allOrNone: true,
      records: [{ attributes: { type: 'Contact' }, id, Title: 'Changed' }, bad],
    })
    expect(list(answer.body).map((row) => pick(row, 'errors', 0, 'statusCode'))).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'INVALID_FIELD',
    ])
    expect(pick((await client.call('GET', `/sobjects/Contact/${id}?fields=Title`)).body, 'Title')).toBe(null)
    const many = await client.call('PATCH', '/composite/sobjects', { records: Array.from({ length: 201 }, () => bad) })
    expect([many.status, pick(many.body, 0, 'errorCode')]).toEqual([400, 'EXCEEDED_ID_LIMIT'])
  })

  it('retrieves with null in place of missing ids', async () => {
    const id = await create({ Email: 'Grande@Essai.example.test' })
    const answer = await client.call('POST', '/composite/sobjects/Contact', {
      ids: ['003000000000001AAA', id],
      fields: ['Id', 'Email'],
    })
    expect(answer.body).toEqual([
      null,
      {
        attributes: { type: 'Contact', url: `/services/data/v66.0/sobjects/Contact/${id}` },
        Id: id,
        Email: 'Grande@Essai.example.test',
      },
    ])
  })

  it.each([
    ['an ill-formed id', '/sobjects/Contact/abc', 400, 'MALFORMED_ID'],
    ['an unknown id', '/sobjects/Contact/003000000000001AAA', 404, 'NOT_FOUND'],
    ['an unknown object', '/sobjects/Individual/describe', 404, 'NOT_FOUND'],
  ])('refuses %s', async (_what, path, status, code) => {
    const answer = await client.call('GET', path)
    expect([answer.status, pick(answer.body, 0, 'errorCode')]).toEqual([status, code])
  })

  it('hides a field everywhere when the user may not see it', async () => {
    const id = await create()
    await control(sandbox, 'POST', 'act', {
      system: 'salesforce',
      act: 'hide-field',
      object: 'Contact',
      field: 'HasOptedOutOfEmail',
    })
    const names = list((await client.call('GET', '/sobjects/Contact/describe')).body, 'fields').map((field) =>
      pick(field, 'name'),
    )
    const read = await client.query('SELECT HasOptedOutOfEmail FROM Contact')
    const write = await client.call('PATCH', `/sobjects/Contact/${id}`, { HasOptedOutOfEmail: true })
    expect([
      names.includes('HasOptedOutOfEmail'),
      pick(read.body, 0, 'errorCode'),
      pick(write.body, 0, 'errorCode'),
    ]).toEqual([false, 'INVALID_FIELD', 'INVALID_FIELD'])
    await control(sandbox, 'POST', 'act', {
      system: 'salesforce',
      act: 'show-field',
      object: 'Contact',
      field: 'HasOptedOutOfEmail',
    })
    expect((await client.call('PATCH', `/sobjects/Contact/${id}`, { HasOptedOutOfEmail: true })).status).toBe(204)
  })

  it('shows a field made through Tooling only once an assigned permission set opens it', async () => {
    const field = await client.call('POST', '/tooling/sobjects/CustomField', {
      FullName: 'Contact.Base_Legale__c',
      Metadata: { type: 'Text', label: 'Base légale', length: 80 },
    })
    expect(field.status).toBe(201)
    expect((await client.query('SELECT Base_Legale__c FROM Contact LIMIT 1')).status).toBe(400)
    const set = pick(
      (await client.call('POST', '/sobjects/PermissionSet', { Name: 'Essai', Label: 'Essai' })).body,
      'id',
    )
    const user = String(pick(client.first, 'id')).split('/').at(-1)
    await client.call('POST', '/sobjects/FieldPermissions', {
      ParentId: set,
      SobjectType: 'Contact',
      Field: 'Contact.Base_Legale__c',
      PermissionsRead: true,
      PermissionsEdit: false,
    })
    expect((await client.query('SELECT Base_Legale__c FROM Contact LIMIT 1')).status).toBe(400)
    await client.call('POST', '/sobjects/PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set })
    expect((await client.query('SELECT Base_Legale__c FROM Contact LIMIT 1')).status).toBe(200)
    const closed = await client.call('PATCH', `/sobjects/Contact/${await create()}`, { Base_Legale__c: 'x' })
    expect(pick(closed.body, 0, 'errorCode')).toBe('INVALID_FIELD_FOR_INSERT_UPDATE')
    const again = await client.call('POST', '/tooling/sobjects/CustomField', {
      FullName: 'Contact.Base_Legale__c',
      Metadata: { type: 'Text', label: 'x', length: 80 },
    })
    expect(pick(again.body, 0, 'errorCode')).toBe('DUPLICATE_DEVELOPER_NAME')
    const found = await client.call(
      'GET',
      `/tooling/query?q=${encodeURIComponent("SELECT Id, DeveloperName FROM CustomField WHERE TableEnumOrId = 'Contact' AND DeveloperName = 'Base_Legale'")}`,
    )
    expect(pick(found.body, 'totalSize')).toBe(1)
  })

  it('puts a deleted record in the bin for 15 days, then it is gone', async () => {
    const id = await create()
    expect((await client.call('DELETE', `/sobjects/Contact/${id}`)).status).toBe(204)
    expect(pick((await client.call('DELETE', `/sobjects/Contact/${id}`)).body, 0, 'errorCode')).toBe(
      'ENTITY_IS_DELETED',
    )
    const soql = `SELECT Id FROM Contact WHERE Id = '${id}'`
    const totals = async (): Promise<unknown[]> => [
      pick((await client.query(soql)).body, 'totalSize'),
      pick((await client.query(soql, true)).body, 'totalSize'),
    ]
    expect(await totals()).toEqual([0, 1])
    await control(sandbox, 'POST', 'act', { system: 'salesforce', act: 'undelete', id })
    expect(await totals()).toEqual([1, 1])
    await client.call('DELETE', `/sobjects/Contact/${id}`)
    await control(sandbox, 'POST', 'clock', { advanceMs: 17 * 86_400_000 })
    client = await connectSalesforce(sandbox, client.app)
    expect(await totals()).toEqual([0, 0])
  })

  it('empties the bin by SOAP only: no way back, and a row in queryAll for about a day', async () => {
    const id = await create()
    await client.call('DELETE', `/sobjects/Contact/${id}`)
    const soap = (verb: string): ReturnType<typeof http> =>
      http(
        'POST',
        `${sandbox.urls.salesforceInstance}/services/Soap/u/66.0`,
        `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader><sessionId>${client.tokens.access}</sessionId></SessionHeader></soapenv:Header><soapenv:Body><${verb} xmlns="urn:partner.soap.sforce.com"><ids>${id}</ids></${verb}></soapenv:Body></soapenv:Envelope>`,
        { 'content-type': 'text/xml' },
      )
    expect((await soap('emptyRecycleBin')).body).toContain('<success>true</success>')
    expect((await soap('emptyRecycleBin')).body).toContain('no recycle bin entry found')
    expect((await soap('undelete')).body).toContain('<success>false</success>')
    const soql = `SELECT Id FROM Contact WHERE Id = '${id}'`
    expect([
      pick((await client.query(soql, true)).body, 'totalSize'),
      (await client.call('GET', `/sobjects/Contact/${id}`)).status,
    ]).toEqual([1, 404])
    await control(sandbox, 'POST', 'clock', { advanceMs: 25 * 3_600_000 })
    client = await connectSalesforce(sandbox, client.app)
    expect(pick((await client.query(soql, true)).body, 'totalSize')).toBe(0)
  })

  it('freezes a converted lead, and leaves the opt-out of an existing contact as it was', async () => {
    const contactId = await create({ Email: 'meme@essai.example.test' })
    const leadId = String(
      pick(
        (
          await client.call('POST', '/sobjects/Lead', {
            LastName: 'Piste',
            Company: 'Acme',
            Email: 'meme@essai.example.test',
            HasOptedOutOfEmail: true,
          })
        ).body,
        'id',
      ),
    )
    await control(sandbox, 'POST', 'act', { system: 'salesforce', act: 'convert-lead', id: leadId, contactId })
    const lead = await client.query(`SELECT IsConverted, ConvertedContactId FROM Lead WHERE Id = '${leadId}'`)
    const contact = await client.query(`SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '${contactId}'`)
    const write = await client.call('PATCH', `/sobjects/Lead/${leadId}`, { HasOptedOutOfEmail: false })
    expect([
      pick(lead.body, 'records', 0, 'ConvertedContactId'),
      pick(contact.body, 'records', 0, 'HasOptedOutOfEmail'),
      pick(write.body, 0, 'errorCode'),
    ]).toEqual([contactId, false, 'CANNOT_UPDATE_CONVERTED_LEAD'])
    expect((await client.call('DELETE', `/sobjects/Lead/${leadId}`)).status).toBe(204)
  })

  it('counts its calls in a header, and records the client name of the caller', async () => {
    const answer = await client.call('GET', '/limits', undefined, { 'Sforce-Call-Options': 'client=lawbase' })
    expect(answer.headers['sforce-limit-info']).toMatch(/^api-usage=\d+\/\d+$/)
    const lines = list((await control(sandbox, 'GET', 'requests?system=salesforce')).body)
    expect(pick(lines.at(-1), 'client')).toBe('client=lawbase')
  })

  it('refuses to delete a record that a case hangs on', async () => {
    const id = await create()
    await control(sandbox, 'POST', 'switches', { 'salesforce.deleteFailedIds': [id] })
    const answer = await client.call('DELETE', `/composite/sobjects?ids=${id}`)
    expect(pick(answer.body, 0, 'errors', 0, 'statusCode')).toBe('DELETE_FAILED')
  })

  it('has Individuals only with Data Protection and Privacy, shared by the records of a person', async () => {
    const codes = async (): Promise<unknown[]> => [
      (await client.call('GET', '/sobjects/Individual/describe')).status,
      pick((await client.query('SELECT Id FROM Individual')).body, 0, 'errorCode'),
      pick((await client.query('SELECT IndividualId FROM Contact')).body, 0, 'errorCode'),
      list((await client.call('GET', '/sobjects/Contact/describe')).body, 'fields').some(
        (field) => pick(field, 'name') === 'IndividualId',
      ),
    ]
    expect(await codes()).toEqual([404, 'INVALID_TYPE', 'INVALID_FIELD', false])
    await control(sandbox, 'POST', 'switches', { salesforce: { dataProtection: true } })
    expect(await codes()).toEqual([200, undefined, undefined, true])
    const rows = list(
      (
        await client.query(
          'SELECT Id, Email, IndividualId, Individual.HasOptedOutSolicit FROM Contact WHERE IndividualId != null',
        )
      ).body,
      'records',
    )
    expect(rows.length).toBeGreaterThan(50)
    expect(new Set(rows.map((row) => pick(row, 'Individual', 'HasOptedOutSolicit')))).toEqual(new Set([false]))
    const id = String(pick(rows[0], 'IndividualId'))
    await client.call('PATCH', `/sobjects/Individual/${id}`, { HasOptedOutSolicit: true })
    expect(
      pick(
        (
          await client.query(
            `SELECT Id FROM Contact WHERE IndividualId IN (SELECT Id FROM Individual WHERE HasOptedOutSolicit = true)`,
          )
        ).body,
        'records',
        0,
        'Id',
      ),
    ).toBe(pick(rows[0], 'Id'))
    await control(sandbox, 'POST', 'switches', { salesforce: { dataProtection: false } })
  })
})
