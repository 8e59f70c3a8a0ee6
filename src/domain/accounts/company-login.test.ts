import { describe, expect, it } from 'vitest'
import { addressOf, groupsOf, roleOf } from './company-login.ts'

const groupRoles = [
  { group: 'sales', role: 'viewer' as const },
  { group: 'ops', role: 'operator' as const },
  { group: 'boss', role: 'admin' as const },
]

describe('the company login', () => {
  it.each([
    [['sales'], 'viewer'],
    [['sales', 'boss', 'ops'], 'admin'],
    [['Boss'], null],
    [[], null],
  ])('of %j gives the highest role of any group: %s', (groups, role) => {
    expect(roleOf(groups, groupRoles)).toBe(role)
  })
  it.each([
    [{ groups: ['a', 3, null, 'b'] }, ['a', 'b']],
    [{ groups: 'a' }, ['a']],
    [{}, []],
    [{ groups: { a: true } }, []],
    [{ _claim_names: { groups: 'src1' } }, null],
    [JSON.parse('{"__proto__":{"groups":["boss"]}}'), []],
  ])('reads the groups of %j as %j', (claims, groups) => {
    expect(groupsOf(claims as Record<string, unknown>, 'groups')).toEqual(groups)
  })
  it.each([
    [{ email: ' Anne@Example.test ' }, 'anne@example.test'],
    [{ email: 'anne@example.test', email_verified: true }, 'anne@example.test'],
    [{ email: 'anne@example.test', email_verified: false }, null],
    [{ email: 'anne@example.test', email_verified: 'false' }, null],
    [{ email: ['anne@example.test'] }, null],
  ])('takes from %j the address %s', (claims, address) => {
    expect(addressOf(claims as Record<string, unknown>)).toBe(address)
  })
})
