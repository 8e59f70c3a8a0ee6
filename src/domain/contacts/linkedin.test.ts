import { expect, it } from 'vitest'
import { linkedInPage } from './linkedin.ts'

it.each<[string, string | null]>([
  ['https://www.linkedin.com/in/anna-muster/', 'linkedin.com/in/anna-muster'],
  ['http://fr.linkedin.com/in/Anna-Muster?trk=people', 'linkedin.com/in/anna-muster'],
  ['linkedin.com/in/ANNA-muster/en', 'linkedin.com/in/anna-muster'],
  [' https://de.linkedin.com/in/j%C3%BCrgen-x ', 'linkedin.com/in/jürgen-x'],
  ['https://linkedin.com/in/ju\u0308rgen-x', 'linkedin.com/in/jürgen-x'],
  ['https://linkedin.com/in/100%', 'linkedin.com/in/100%'],
  ['https://www.linkedin.com/company/muster', null],
  ['https://www.linkedin.com/sales/people/ACwAAA,NAME', null],
  ['https://www.linkedin.com/in/', null],
  ['https://notlinkedin.com/in/anna', null],
  ['Anna Muster', null],
])('%s', (raw, page) => {
  expect(linkedInPage(raw)).toBe(page)
})
