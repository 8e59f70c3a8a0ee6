import { expect, it } from 'vitest'
import { isCompanyDomain } from './mail-domain.ts'

it.each([
  ['acme.example.test', true],
  ['fr.acme.co.uk', true],
  ['acme.fr', true],
  ['acme.onmicrosoft.com', true],
  ['co.uk', false],
  ['asso.fr', false],
  ['test', false],
  ['onmicrosoft.com', false],
  ['github.io', false],
  ['gmail.com', false],
  ['orange.fr', false],
  ['yahoo.co.uk', false],
])('takes %s for the domain of a company: %s (F2)', (domain, isOne) => {
  expect(isCompanyDomain(domain)).toBe(isOne)
})
