import { expect, it } from 'vitest'
import { ownTexts } from '../../../corpus/score/corpus.mjs'
import { judgedMessages, messageFigures } from '../../../corpus/score/messages.mjs'
import { classifyMail } from '../../../src/domain/mailbox/classify-mail.ts'

// Texts that nobody read while rules were written, and that no model learned from (corpus/README.md). Their wrong rows
// are shown nowhere. The bounds are what was reached, not what is wished for (docs/decisions/0063).
it('messages that were held back are read no worse than before', () => {
  const { held } = ownTexts('messages')
  const { messages, missed, false: mistaken, person } = messageFigures(judgedMessages(held, { classifyMail }))
  console.log(JSON.stringify({ messages, missed, mistaken, person }))
  expect(messages).toBeGreaterThanOrEqual(600)
  expect(missed.share).toBeLessThanOrEqual(0.04)
  expect(mistaken.share).toBeLessThanOrEqual(0.045)
  expect(person.share).toBeLessThanOrEqual(0.32)
})
