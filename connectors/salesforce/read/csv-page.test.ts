import { expect, it } from 'vitest'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { FieldInfo } from '../fields/describe.ts'
import { readCsvPage } from './csv-page.ts'

const fields = new Map(
  (
    [
      ['Title', 'string'],
      ['Email', 'email'],
      ['HasOptedOutOfEmail', 'boolean'],
      ['Own__c', undefined],
    ] as const
  ).map(([name, type]): [string, FieldInfo] => [name, type === undefined ? { name } : { name, type }]),
)
const stamp = '2026-11-25T10:00:00.000Z'

it('reads quoted values, checkboxes, empty ones and related fields', () => {
  const text = `"Id","SystemModstamp","Title","Email","HasOptedOutOfEmail","Own__c","Account.Name","Account.Type"\n"003A","${stamp}","a ""b"", c\nd","#N/A","true","false","Acme",""\n"003B","${stamp}","true","","false","true","",""\n`
  expect(readCsvPage(text, fields)).toEqual([
    {
      Id: '003A',
      SystemModstamp: stamp,
      Title: 'a "b", c\nd',
      Email: null,
      HasOptedOutOfEmail: true,
      Own__c: false,
      Account: { Name: 'Acme', Type: null },
    },
    {
      Id: '003B',
      SystemModstamp: stamp,
      Title: 'true',
      Email: null,
      HasOptedOutOfEmail: false,
      Own__c: true,
      Account: { Name: null, Type: null },
    },
  ])
})

it('reads a page of nothing but its header', () => {
  expect(readCsvPage('"Id","SystemModstamp"\n', fields)).toEqual([])
})

it.each([
  ['is a web page', '<!doctype html><html lang="en"></html>'],
  ['is empty', ''],
  ['has no header', `"003A","${stamp}"\n`],
  ['ends in the middle of a value', `"Id","SystemModstamp"\n"003A","2026-11-2`],
  ['has a short line', `"Id","SystemModstamp"\n"003A"\n`],
])('refuses a page that %s', (_name, text) => {
  expect(() => readCsvPage(text, fields)).toThrow(
    new ConnectorError(
      'unexpected-response',
      'Salesforce gave results of a query job in another form than documented.',
    ),
  )
})
