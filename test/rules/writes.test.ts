import { expect, it } from 'vitest'
import type { Written } from '../../src/connector/form.ts'
import { allConnectors } from '../support/lawbase.ts'
import { carnet } from '../third-crm/connector/index.ts'

/** Names of a system as it writes them: fields, an object with its fields, a group. */
const exactName = /^(?:\w+(?:\.\w+)?|\w+: \w+(?:, \w+)*|PermissionSet \w+)$/u

it('what a right writes is named exactly, or said in both languages', () => {
  const found = [...allConnectors, carnet].flatMap(({ id, writes }) =>
    (writes.told === undefined ? [writes.suppress] : [])
      .concat([writes.created, writes.tag, writes.remove, writes.create ?? [], writes.shopper ?? []])
      .flat()
      .concat(Object.values(writes.blockFields))
      .filter((one: Written) => (typeof one === 'string' ? !exactName.test(one) : one.en === '' || one.fr === ''))
      .map((one) => `${id}: ${JSON.stringify(one)}`),
  )
  expect(found).toEqual([])
})
