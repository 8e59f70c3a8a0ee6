import { expect, it } from 'vitest'
import { placeOf } from './visits.ts'

it.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['127.0.0.1', null],
  ['::1', null],
  ['::ffff:127.0.0.1', null],
  ['10.1.2.3', null],
  ['172.31.0.1', null],
  ['172.32.0.1', '172.32.0.1'],
  ['192.168.1.1', null],
  ['fd00::1', null],
  ['fe80::1', null],
  [undefined, null],
])('a visit from %s is counted at %s', (address, place) => {
  expect(placeOf(address)).toBe(place)
})
