import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleOf } from '../../support/console-pages.ts'
import { append, clearReviews, openMailbox, raw, receive, reviews, scene, someone } from './mailbox-scene.ts'

let page: Awaited<ReturnType<typeof consoleOf>>

beforeAll(async () => {
  await openMailbox()
  page = await consoleOf(scene, scene.dpo)
})
afterAll(async () => {
  await page.close()
  await scene.close()
})

async function say(from: string, text: string): Promise<{ kind: string; id: string; blocked: boolean }[]> {
  await clearReviews()
  await append(raw(from, 'Re: Audit', text))
  await receive()
  return (await reviews()).map(({ kind, id, meanwhile_blocked }) => ({ kind, id, blocked: meanwhile_blocked }))
}
const leaving = 'J’ai quitté la société. Merci d’écrire à Inès Pagel (ines.pagel@nouveau.example.test).'

describe('a message that names somebody else to write to', () => {
  it('asks a person whether to add them: nothing is blocked or written, and it is asked once', async () => {
    const { email } = someone()
    const [asked] = await say(email, leaving)
    expect(asked).toMatchObject({ kind: 'new-contact', blocked: false })
    const path = `/reviews/${asked?.id}`
    expect(await page.get(path)).not.toContain('ines.pagel@')
    const shown = (await page.post(path, `${path}/read`, {})).replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ')
    expect(shown).toMatch(/Person to write to, as the message says Inès Pagel · ines\.pagel@nouveau\.example\.test/u)
    await page.send(path, `${path}/answer`, { answer: 'not-added' })
    expect(await page.get(path)).toContain('Not added, by ')
    expect(await say(email, leaving)).toEqual([])
  })

  it('asks nothing about somebody whom a CRM holds, nor where the writer opts out', async () => {
    const known = someone().email
    expect(await say(someone().email, `Je ne gère plus cela, voyez avec ma collègue : ${known}`)).toEqual([])
    const refused = `${leaving} Et retirez-moi de votre liste.`
    expect((await say(someone().email, refused)).map(({ kind }) => kind)).not.toContain('new-contact')
  })
})

describe('a message in a language that no table reads', () => {
  it('waits for a person, who is told which one it looks like', async () => {
    const [asked] = await say(someone().email, 'Dziękuję, ale proszę mi już nic więcej nie przysyłać. Pozdrawiam')
    expect(asked).toMatchObject({ kind: 'mail-unsure', blocked: true })
    expect(await page.get(`/reviews/${asked?.id}`)).toContain('Language Polish, by the look of its words.')
  })
})
