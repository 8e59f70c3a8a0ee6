import { expect, it } from 'vitest'
import { normalPhone } from '../contacts/identity.ts'
import { readAddress, readEntryNumber as readTyped } from '../objections/objection-entry.ts'
import { latinDigits } from './latin-digits.ts'
import { linesOf } from '../contacts/numbers/lines.ts'
import { readNumber } from '../contacts/numbers/read-number.ts'

const written = {
  'Arabic-Indic': '٠٦ ٣٩ ٩٨ ٢٠ ٠٤',
  Persian: '۰۶ ۳۹ ۹۸ ۲۰ ۰۴',
  Devanagari: '०६ ३९ ९८ २० ०४',
  'double width': '０６ ３９ ９８ ２０ ０４',
  Thai: '๐๖ ๓๙ ๙๘ ๒๐ ๐๔',
  mathematical: '𝟬𝟲 𝟯𝟵 𝟵𝟴 𝟮𝟬 𝟬𝟰',
}

it.each(Object.entries(written))('a number in %s digits is the same number', (_script, raw) => {
  expect(latinDigits(raw)).toBe('06 39 98 20 04')
  expect(linesOf({ phone: raw, mobile: null, country: null }, null)).toEqual(
    linesOf({ phone: '06 39 98 20 04', mobile: null, country: null }, null),
  )
  expect(readNumber({ raw, country: null }, 'FR')?.number).toBe('+33639982004')
  expect(normalPhone(raw, 'FR')).toBe('+33639982004')
  expect(readTyped(raw, 'FR').value).toBe('+33639982004')
})

it('every script has its digits in runs of ten', () => {
  const digits = Array.from({ length: 0x11_00_00 }, (_, code) => code).filter(
    (code) => (code < 0xd8_00 || code > 0xdf_ff) && /^\p{Nd}$/u.test(String.fromCodePoint(code)),
  )
  expect(digits.length % 10).toBe(0)
  const ten = digits.map((code) => latinDigits(String.fromCodePoint(code))).join('')
  expect(ten).toBe('0123456789'.repeat(digits.length / 10))
})

it.each([
  ['its plus, too', '＋３３ ６ ３９ ９８ ２０ ０４'],
  ['zeros for it', '००३३ ६ ३९ ९८ २० ०४'],
])('a number that names its country is read with %s', (_name, raw) => {
  expect(readNumber({ raw, country: null }, null)?.number).toBe('+33639982004')
})

it.each([
  ['in an address of Latin letters', 'anna.roy１２@example.test', 'anna.roy12@example.test'],
  ['in one of digits alone', '١٢٣@example.test', '123@example.test'],
  ['in an address of that script it is the mailbox itself', 'محمد١٢@example.test', 'محمد١٢@example.test'],
])('a digit of another script %s', (_name, typed, expected) => {
  expect(readAddress(typed).value).toBe(expected)
})
