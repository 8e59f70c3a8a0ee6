import { expect, it } from 'vitest'
import { recordPage } from './record-page.ts'

it('leads to the page of a record, over https or inside this machine, and nowhere else', () => {
  const pages = [
    'https://app.example.test/contacts/1/record/0-1/{id}',
    'https://org.example.test/{id}',
    'http://localhost:4010/{id}',
    'http://app.example.test/{id}',
    'javascript:alert(1)//{id}',
    'https://nobody@org.example.test/{id}',
    'https://org.example.test/',
    '{id}',
    '',
    null,
  ].map((link) => recordPage(link, '5$&/1'))
  expect(pages).toEqual([
    'https://app.example.test/contacts/1/record/0-1/5%24%26%2F1',
    'https://org.example.test/5%24%26%2F1',
    'http://localhost:4010/5%24%26%2F1',
    ...Array.from({ length: 7 }, () => null),
  ])
})
