import { describe, expect, it } from 'vitest'
import { createClock } from '../../sandbox/core/clock.ts'
import { createRecord } from '../../sandbox/salesforce/records/records.ts'
import { parseSoql } from '../../sandbox/salesforce/soql/soql-parse.ts'
import { runSoql } from '../../sandbox/salesforce/soql/soql-run.ts'
import { SoqlError } from '../../sandbox/salesforce/soql/soql-tokens.ts'
import { checksum, isId, makeId } from '../../sandbox/salesforce/account/ids.ts'
import { createSalesforceStore, objectDef } from '../../sandbox/salesforce/account/store.ts'

const store = createSalesforceStore(createClock())
function add(object: string, values: Readonly<Record<string, unknown>>): string {
  const def = objectDef(store, object)
  const written = def === undefined ? null : createRecord(store, def, values)
  if (written === null || !written.ok) throw new Error(JSON.stringify(written))
  return written.id
}
const account = add('Account', { Name: 'Acme Industrie' })
const ana = add('Contact', {
  LastName: "D'Amico",
  FirstName: 'Ana',
  Email: 'Ana@Acme.example.test',
  AccountId: account,
  Title: 'DSI',
})
const bob = add('Contact', {
  LastName: 'Béranger',
  FirstName: 'Bob',
  Email: 'bob_1@acme.example.test',
  HasOptedOutOfEmail: true,
})
const cid = add('Contact', { LastName: 'Costa\\Ferreira', EmailBouncedDate: '2026-01-02T03:04:05+01:00' })
const deal = add('Opportunity', { Name: 'Affaire', StageName: 'Qualification', CloseDate: '2027-01-01' })
add('OpportunityContactRole', { OpportunityId: deal, ContactId: ana })

function ids(where: string, tail = ''): string[] {
  const result = runSoql(
    { store, all: false, version: 'v66.0', asUser: true },
    parseSoql(`SELECT Id FROM Contact WHERE ${where} ${tail}`),
  )
  return result.rows.map((row) => String(row['Id']))
}
function codeOf(text: string): string {
  try {
    runSoql({ store, all: false, version: 'v66.0', asUser: true }, parseSoql(text))
  } catch (error) {
    if (error instanceof SoqlError) return error.code
    throw error
  }
  return 'none'
}

// docs/reference/salesforce.md#soql.
describe('SOQL', () => {
  it.each([
    ["LastName = 'D\\'Amico'", [ana]],
    ["LastName = 'd\\'amico'", [ana]],
    ["LastName = 'Costa\\\\Ferreira'", [cid]],
    ["LastName = 'B\\u00e9ranger'", [bob]],
    ["Email = 'ANA@acme.example.test'", [ana]],
    ["Email IN ('ana@acme.example.test', 'BOB_1@acme.example.test')", [ana, bob]],
    ["Email NOT IN ('ana@acme.example.test')", [bob, cid]],
    ['Email = null', [cid]],
    ['Email != null', [ana, bob]],
    ['HasOptedOutOfEmail = true', [bob]],
    ['HasOptedOutOfEmail = null', [ana, cid]],
    ["Email LIKE 'bob\\_1@%'", [bob]],
    ["Email LIKE '%acme.example.test'", [ana, bob]],
    ["NOT Email LIKE '%acme%'", [cid]],
    ["(Title = 'DSI' OR HasOptedOutOfEmail = true) AND Email != null", [ana, bob]],
    ["Account.Name = 'acme industrie'", [ana]],
    [`Id = '${ana.slice(0, 15)}'`, [ana]],
    [`Id > '${ana}'`, [bob, cid]],
    ['Id IN (SELECT ContactId FROM OpportunityContactRole WHERE Opportunity.IsClosed = false)', [ana]],
    ['EmailBouncedDate = 2026-01-02T02:04:05Z', [cid]],
    ['EmailBouncedDate >= 2026-01-02T03:04:05.000+01:00', [cid]],
    ['EmailBouncedDate < 2026-01-02T03:04:05+0100', []],
    ['CreatedDate = TODAY', [ana, bob, cid]],
    ['CreatedDate < LAST_N_DAYS:1', []],
  ])('finds WHERE %s', (where, expected) => expect(ids(where, 'ORDER BY Id')).toEqual(expected))

  it('puts nulls first unless told otherwise, and cuts with LIMIT and OFFSET', () => {
    expect(ids('Id != null', 'ORDER BY Email, Id')).toEqual([cid, ana, bob])
    expect(ids('Id != null', 'ORDER BY Email DESC NULLS LAST, Id')).toEqual([bob, ana, cid])
    expect(ids('Id != null', 'ORDER BY Id LIMIT 1 OFFSET 1')).toEqual([bob])
  })

  it.each([
    ['SELECT Id FROM Contact WHERE Title = null OR Email = null AND DoNotCall = true', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'a\\qb'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'open", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE HasOptedOutOfEmail = 'true'", 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE CreatedDate > '2026-01-01'", 'INVALID_FIELD'],
    ['SELECT Nothing__c FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id FROM Individual', 'INVALID_TYPE'],
    ['SELECT Id FROM Contact LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
    ["SELECT Id FROM Contact WHERE DoNotCall LIKE 'x'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT FIELDS(ALL) FROM Contact', 'MALFORMED_QUERY'],
    ['SELECT Id, Id FROM Contact', 'MALFORMED_QUERY'],
    ['', 'MALFORMED_QUERY'],
  ])('refuses %s', (text, code) => expect(codeOf(text)).toBe(code))

  it('nests parents and children and writes times with +0000', () => {
    const result = runSoql(
      { store, all: false, version: 'v66.0', asUser: true },
      parseSoql(
        `SELECT Id, Account.Name, EmailBouncedDate, (SELECT Opportunity.Name FROM OpportunityContactRoles) FROM Contact WHERE Id IN ('${ana}', '${cid}') ORDER BY Id`,
      ),
    )
    const shown = result.rows.map((row) => result.present(row))
    const url = (object: string, id: string): { type: string; url: string } => ({
      type: object,
      url: `/services/data/v66.0/sobjects/${object}/${id}`,
    })
    expect(shown).toEqual([
      {
        attributes: url('Contact', ana),
        Id: ana,
        EmailBouncedDate: null,
        Account: { attributes: url('Account', account), Name: 'Acme Industrie' },
        OpportunityContactRoles: {
          totalSize: 1,
          done: true,
          records: [
            {
              attributes: { type: 'OpportunityContactRole', url: expect.any(String) },
              Opportunity: { attributes: url('Opportunity', deal), Name: 'Affaire' },
            },
          ],
        },
      },
      {
        attributes: url('Contact', cid),
        Id: cid,
        EmailBouncedDate: '2026-01-02T02:04:05.000+0000',
        Account: null,
        OpportunityContactRoles: null,
      },
    ])
  })
})

// docs/reference/salesforce.md#ids, the documented ids.
describe('Salesforce ids', () => {
  it.each([
    ['001xx000003DGb2', 'AAG'],
    ['0015f00002J9YYE', 'AA3'],
  ])('gives %s the checksum %s', (id, suffix) => expect(checksum(id)).toBe(suffix))
  it('makes ids that pass its own check, in rising order', () => {
    const made = [1, 61, 62, 5_000, 300_000].map((number) => makeId('003', number))
    expect([made.every(isId), made]).toEqual([true, made.toSorted()])
  })
})
