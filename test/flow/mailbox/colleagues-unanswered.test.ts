import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeMailboxSettings } from '../../../src/operations/mailbox/colleagues/mailbox-settings.ts'
import { append, mailboxId, openMailbox, raw, receive, reviews, scene } from './mailbox-scene.ts'

// Without a mail server of ours no colleague is told what became of a message.
beforeAll(async () => {
  await openMailbox()
  await changeMailboxSettings(scene.app, scene.admin, mailboxId, {
    colleagues: true,
    domains: 'exemple.example.test',
    authServer: '',
    vendors: '',
  })
})
afterAll(() => scene.close())

it('a message that names nobody is a question where the colleague cannot be told', async () => {
  await append(raw('julie@exemple.example.test', 'Opt-out', 'Anna does not want our mails any more.'))
  await receive()
  expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender'])
})
