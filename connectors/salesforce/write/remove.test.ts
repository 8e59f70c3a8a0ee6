import { describe, expect, it } from 'vitest'
import { blockersIn } from './remove.ts'

describe('what a deletion is refused for (docs/reference/salesforce.md#delete-refused)', () => {
  it.each([
    [
      'Your attempt to delete Anne Roy could not be completed because it is associated with the following cases.: 00001005\n',
      ['(cases)'],
    ],
    [
      'Your attempt to delete Roy could not be completed because it is associated with the following active portal users.: anne@example.test',
      ['(active portal users)'],
    ],
    ['… because it is associated with the following 00001005, Anne Roy.: x', []],
    [`… it is associated with the following ${'very long '.repeat(9)}.: x`, []],
    ['Votre tentative de suppression de Anne Roy a échoué', []],
    ['', []],
  ])('is the label alone: %s', (message, words) => expect(blockersIn(message)).toEqual(words))
})
