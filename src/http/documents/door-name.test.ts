import { expect, it } from 'vitest'
import { textsOf } from '../locales/texts.ts'
import { doorName } from './door-name.ts'

it.each([
  ['a CRM bears its own name', { door: 'crm', origin: 'HubSpot' }, 'HubSpot'],
  ['a CRM nobody knows any more is one', { door: 'crm', origin: null }, 'CRM'],
  ['a door of ours has its name, whatever system it concerns', { door: 'broker', origin: 'Prospecta' }, 'Broker'],
  ['a door of an older paper stands as it was written', { door: 'hubspot' }, 'hubspot'],
])('%s', (_title, objection, expected) => {
  expect(doorName(textsOf('en').common, objection)).toBe(expected)
})
