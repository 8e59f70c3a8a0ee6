import { describe, expect, it } from 'vitest'
import { classifyPhone, type PhoneClass, type PhoneContext } from './classify-phone.ts'

const fixed = '01 99 00 12 34'
const personal = (line: PhoneClass['line'], reason: PhoneClass['reason'], rule: PhoneClass['rule']): PhoneClass => ({
  nature: 'personal',
  line,
  reason,
  rule,
})
const generic = (line: PhoneClass['line'], reason: PhoneClass['reason']): PhoneClass => ({
  nature: 'generic',
  line,
  reason,
  rule: 'A8',
})

describe('A6: every number of a one-person business is personal', () => {
  it.each<[string, string, PhoneContext]>([
    ['its switchboard', fixed, { label: 'Standard', legalForm: 'sole-trader' }],
    ['its freephone number', '0800 00 12 34', { headcount: 1 }],
    ['its shop', fixed, { label: 'Boutique', jobTitle: 'Micro-entrepreneur' }],
  ])('%s', (_name, raw, context) => {
    expect(classifyPhone(raw, 'FR', context)).toEqual(personal('unknown', 'one-person-business', 'A6'))
  })
})

describe('A7: the number of a small company that carries a person’s name', () => {
  it.each<[string, PhoneContext, PhoneClass]>([
    ['is personal', { company: 'Plomberie Jean Dupont' }, personal('unknown', 'company-named-after-person', 'A7')],
    [
      'is the switchboard of a larger one',
      { company: 'Transports Jean Dupont', headcount: 60 },
      generic('switchboard', 'switchboard'),
    ],
  ])('%s', (_name, context, expected) => {
    expect(classifyPhone(fixed, 'FR', { label: 'Company phone', ...context })).toEqual(expected)
  })
})

describe('A8: a number of the company or of a service is generic', () => {
  it.each<[string, string, string | null, PhoneContext, PhoneClass]>([
    ['a switchboard', fixed, 'FR', { label: 'Standard' }, generic('switchboard', 'switchboard')],
    [
      'the company’s field, on a named record',
      fixed,
      'FR',
      { label: 'company_phone', firstName: 'Anne', lastName: 'Roy' },
      generic('switchboard', 'switchboard'),
    ],
    ['a German -0', '030 23125-0', 'DE', {}, generic('switchboard', 'switchboard')],
    ['a department', fixed, 'FR', { label: 'Service comptabilité' }, generic('switchboard', 'department')],
    ['a German department', '030 23125 100', 'DE', { label: 'Buchhaltung' }, generic('switchboard', 'department')],
    ['the same fixed number on three people', fixed, 'FR', { holders: 3 }, generic('switchboard', 'several-holders')],
    ['a fax', fixed, 'FR', { label: 'Fax' }, generic('switchboard', 'fax')],
    ['a freephone number', '0800 00 12 34', 'FR', {}, generic('shared-cost', 'service-number')],
    ['a shared cost number', '0 825 12 34 56', 'FR', {}, generic('shared-cost', 'service-number')],
    ['a number of four digits', '3949', 'FR', {}, generic('shared-cost', 'service-number')],
    [
      'a British freephone number behind 00, without a country',
      '0044 808 157 0123',
      null,
      {},
      generic('shared-cost', 'service-number'),
    ],
    ['a British freephone number', '+44 808 157 0123', 'FR', {}, generic('shared-cost', 'service-number')],
    ['a large shop', fixed, 'FR', { label: 'Magasin', headcount: 160 }, generic('switchboard', 'switchboard')],
  ])('%s', (_name, raw, country, context, expected) => {
    expect(classifyPhone(raw, country, context)).toEqual(expected)
  })
})

describe('A9: the phone of a small shop is personal', () => {
  it.each<[string, PhoneContext]>([
    ['by the label', { label: 'Boutique' }],
    ['by the company’s trade', { company: 'Boulangerie du Port', headcount: 4 }],
    ['also when the field says switchboard', { label: 'Standard', company: 'Fleuriste des Halles' }],
  ])('%s', (_name, context) => {
    expect(classifyPhone(fixed, 'FR', context)).toEqual(personal('shop', 'shop-phone', 'A9'))
  })
})

describe('A10: mobiles and direct lines are personal', () => {
  it.each<[string, string, string | null, PhoneContext, PhoneClass]>([
    ['a mobile', '06 39 98 12 34', 'FR', {}, personal('mobile', 'mobile', 'A10')],
    [
      'a mobile called switchboard that many carry',
      '+33 6 39 98 12 34',
      null,
      { label: 'Standard', holders: 9 },
      personal('mobile', 'mobile', 'A10'),
    ],
    ['a mobile in a range that is not in use', '07700 900123', 'GB', {}, personal('mobile', 'mobile', 'A10')],
    [
      'an American number called mobile',
      '202-555-0143',
      'US',
      { label: 'MobilePhone' },
      personal('mobile', 'mobile', 'A10'),
    ],
    ['a direct line', fixed, 'FR', { label: 'Ligne directe', holders: 4 }, personal('direct', 'direct-line', 'A10')],
    [
      'a direct line by a German word',
      '030 23125 222',
      'DE',
      { label: 'Durchwahl' },
      personal('direct', 'direct-line', 'A10'),
    ],
    [
      'an extension behind a switchboard',
      `${fixed} poste 12`,
      'FR',
      { label: 'Standard' },
      personal('direct', 'direct-line', 'A10'),
    ],
    ['a line at home', fixed, 'FR', { label: 'Domicile' }, personal('direct', 'private-line', 'A10')],
    ['a fax at home, in one word', fixed, 'FR', { label: 'HomeFax' }, personal('direct', 'private-line', 'A10')],
  ])('%s', (_name, raw, country, context, expected) => {
    expect(classifyPhone(raw, country, context)).toEqual(expected)
  })
})

describe('a fixed line without a label beside a company', () => {
  const large: PhoneContext = { company: 'Opalune SAS', headcount: 60 }
  const line = generic('switchboard', 'company-line')
  it.each<[string, PhoneContext, PhoneClass]>([
    ['is the company’s', large, line],
    ['is so with words of a service for a name', { ...large, firstName: 'Service', lastName: 'Achats' }, line],
    ['is so for a firm of unknown size by its form', { company: 'Opalune SAS' }, line],
    ['is so for an authority of any size', { company: 'Mairie de Zel', legalForm: 'public-body', headcount: 4 }, line],
    ['is so for an association without employees', { company: 'Amis du Zel', legalForm: 'association' }, line],
    [
      'is that of a service named behind it',
      { ...large, company: 'Opalune - service achats', headcount: 4 },
      generic('switchboard', 'department'),
    ],
    [
      'is the entrance named behind it',
      { ...large, company: 'Opalune (accueil)' },
      generic('switchboard', 'switchboard'),
    ],
    [
      'is a person’s when one is named behind it',
      { ...large, company: 'Opalune - Dr Brumel' },
      personal('direct', 'direct-line', 'A10'),
    ],
    [
      'is a person’s when the record names one',
      { ...large, lastName: 'Roy' },
      personal('unknown', 'unlabelled-number', 'A15'),
    ],
    ['is doubtful below ten people', { ...large, headcount: 9 }, personal('unknown', 'unlabelled-number', 'A15')],
    [
      'is doubtful when neither size nor form is known',
      { company: 'Opalune' },
      personal('unknown', 'unlabelled-number', 'A15'),
    ],
    [
      'is a person’s when the company is called after one',
      { company: 'Transports Fouquart', headcount: 60 },
      personal('unknown', 'company-named-after-person', 'A7'),
    ],
  ])('%s', (_name, context, expected) => {
    expect(classifyPhone(fixed, 'FR', context)).toEqual(expected)
  })
})

describe('A15: in doubt a number is personal', () => {
  it.each<[string, string, string | null, PhoneContext, PhoneClass]>([
    ['a fixed number without a label', fixed, 'FR', {}, personal('unknown', 'unlabelled-number', 'A15')],
    [
      'a field that says only that it is at work',
      fixed,
      'FR',
      { label: 'Téléphone bureau' },
      personal('unknown', 'unlabelled-number', 'A15'),
    ],
    [
      'two people, perhaps one after the other',
      fixed,
      'FR',
      { holders: 2 },
      personal('unknown', 'unlabelled-number', 'A15'),
    ],
    ['words', 'call me', 'FR', { label: 'Standard' }, personal('unknown', 'unreadable-number', 'A15')],
    [
      'a national number without a country',
      fixed,
      null,
      { label: 'Standard' },
      personal('unknown', 'unreadable-number', 'A15'),
    ],
  ])('%s', (_name, raw, country, context, expected) => {
    expect(classifyPhone(raw, country, context)).toEqual(expected)
  })
})
