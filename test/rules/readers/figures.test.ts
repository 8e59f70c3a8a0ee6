import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addressFigures, judgedAddresses } from '../../../corpus/score/addresses.mjs'
import { ownTexts } from '../../../corpus/score/corpus.mjs'
import { judgedMessages, messageFigures } from '../../../corpus/score/messages.mjs'
import { judgedTitles, titleFigures } from '../../../corpus/score/titles.mjs'
import { classifyMail } from '../../../src/domain/mailbox/classify-mail.ts'

// Texts that nobody read while rules were written, and that no model learned from (corpus/README.md). Their wrong rows
// are shown nowhere. The bounds are what was reached, not what is wished for (docs/decisions/0063).
describe('texts that were held back are read no worse than before', () => {
  it('messages', () => {
    const { held } = ownTexts('messages')
    const { messages, missed, false: mistaken, person } = messageFigures(judgedMessages(held, { classifyMail }))
    console.log(JSON.stringify({ messages, missed, mistaken, person }))
    expect(messages).toBeGreaterThanOrEqual(1_000)
    expect(missed.share).toBeLessThanOrEqual(0.012)
    expect(mistaken.share).toBeLessThanOrEqual(0.028)
    expect(person.share).toBeLessThanOrEqual(0.2)
  })

  // As the built command answers: `npm run check` and `npm test` build first.
  it('addresses and numbers', () => {
    const { f1, right } = addressFigures(judgedAddresses(ownTexts('addresses').held))
    expect({ f1: f1 >= 0.91, right: (right.share ?? 0) >= 0.91 }).toEqual({ f1: true, right: true })
  })

  it('titles', () => {
    const held = judgedTitles(ownTexts('titles').held, join(import.meta.dirname, '../../../corpus/titles'))
    const figures = titleFigures(held)
    expect(figures.right.share).toBeGreaterThanOrEqual(0.93)
    expect(figures['left to a person, though clear'].share).toBeLessThanOrEqual(0.07)
    expect(figures['concerned without basis'].part).toBe(0)
  })
})
