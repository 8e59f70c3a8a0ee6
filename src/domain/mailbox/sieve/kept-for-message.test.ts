import { describe, expect, it } from 'vitest'
import { classifyMail } from '../classify-mail.ts'
import { mail } from '../testing/mail.ts'
import { forgetMessage, keptForMessage } from './kept-for-message.ts'

describe('what is kept of a message', () => {
  const asked: string[] = []
  const length = keptForMessage((text) => asked.push(text))

  it('is asked once while it is read, and no longer known after it', () => {
    expect([length('a'), length('b'), length('a')]).toEqual([1, 2, 1])
    forgetMessage()
    expect([length('a'), asked]).toEqual([3, ['a', 'b', 'a']])
  })

  it('is forgotten by the reader when it has read one', () => {
    length('c')
    classifyMail(mail({ text: 'Hello' }))
    length('c')
    expect(asked.filter((text) => text === 'c')).toEqual(['c', 'c'])
  })

  it('is never more than some hundred texts', () => {
    for (let at = 0; at < 501; at++) length(`text ${at}`)
    length('text 0')
    expect(asked.filter((text) => text === 'text 0')).toHaveLength(2)
  })
})
