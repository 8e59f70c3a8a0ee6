import { describe, expect, it } from 'vitest'
import { classifyMail } from './classify-mail.ts'
import type { ParsedMail, MailVerdict } from './text/parsed-mail.ts'
import { mail } from './testing/mail.ts'

describe('what stands where nobody looks', () => {
  it.each<[string, ParsedMail, readonly MailVerdict[]]>([
    [
      'a refusal under a header of machines is a person’s',
      mail({ text: 'Please take me off your list. Tom', headers: { 'auto-submitted': 'auto-replied' } }),
      ['unsure'],
    ],
    [
      'so is a right',
      mail({ text: 'Supprimez toutes mes données, art. 17 RGPD.', headers: { 'return-path': '<>' } }),
      ['unsure', 'erasure'],
    ],
    [
      'the end of a line of 4,300 signs is read',
      mail({ text: `${'The pallets arrived on Thursday. '.repeat(130)}Please remove me from your mailing list.` }),
      ['unsure'],
    ],
    [
      'a paragraph with a word of footers is no footer when it speaks of the sender',
      mail({
        text: 'Guten Tag, vielen Dank für Ihre Nachricht.\n\nIch bin irrtümlich in Ihrem Verteiler. Bitte streichen Sie mich.',
      }),
      ['unsure'],
    ],
    [
      'nor are words below the mark of a signature lost',
      mail({ text: 'Hello Anna, thanks for the call yesterday.\n--\nPlease take me off this list.' }),
      ['unsure'],
    ],
    [
      'a right in the other body is asked',
      mail({ text: 'Merci.', html: '<p>Merci.</p><p>Quelles données détenez-vous sur moi ?</p>' }),
      ['access'],
    ],
  ])('%s', (_name, message, verdicts) => {
    expect(classifyMail(message).verdicts).toEqual(verdicts)
  })

  it('a command at the beginning of a question is a doubt at most', () => {
    expect(classifyMail(mail({ text: 'Stop, wait: which Tuesday did you mean?' })).verdicts).not.toContain('objection')
  })

  it('a channel that is only named is not kept', () => {
    const scopeOfCalls = (text: string) => classifyMail(mail({ text })).scope
    expect(scopeOfCalls('Keine Anrufe mehr. Ihre Mails landen übrigens auch im Müll.')).toBe(null)
    expect(scopeOfCalls('Keine Anrufe mehr, schreiben Sie lieber eine Mail.')).toEqual({
      kind: 'channel',
      channels: ['phone'],
    })
  })

  it('whom to write to instead is not who refuses', () => {
    const said = classifyMail(
      mail({
        text: 'Stop using my private address, write to tom@acme.example.test instead.',
        from: 'a@acme.example.test',
      }),
    )
    expect(said.about).toEqual([])
  })

  it.each([
    'Vous pouvez me répondre par mail',
    'On fait ça par mail ou par téléphone ?',
    'Je reçois déjà la newsletter, merci.',
    'Nous avons déjà de quoi faire cette année, on en reparle en mars.',
    'Merci pour ces mails, très utiles.',
    'Le fournisseur actuel cesse toute maintenance en juin.',
  ])('French words are no Spanish or Italian refusal: %s', (text) => {
    expect(classifyMail(mail({ text })).verdicts).not.toContain('objection')
  })
})

describe('a refusal that names nothing but an address', () => {
  const from = 'jane@acme.example.test'
  const read = (text: string) => {
    const { verdicts, about } = classifyMail(mail({ from, subject: 'Re: our offer', text }))
    return { verdicts, about }
  }

  it.each([
    'Remove jane@acme.example.test.',
    'Please delete this address jane@acme.example.test',
    'Supprimez jane@acme.example.test',
    'Bitte löschen Sie jane@acme.example.test',
    'jane@acme.example.test bitte austragen',
    'Borre jane@acme.example.test, por favor',
    'Cancellate jane@acme.example.test',
    'Verwijder jane@acme.example.test aub',
  ])('is the sender’s where it is theirs: %s', (text) => {
    expect(read(text)).toEqual({ verdicts: ['objection'], about: [] })
  })

  it.each([
    'Remove bob@acme.example.test please.',
    'Supprimez bob@acme.example.test et contactez marie@acme.example.test.',
    'Stop mailing bob@acme.example.test and remove bob@acme.example.test, contact ann@acme.example.test.',
    'Elimine bob@acme.example.test',
    'Supprimez l’adresse mail bob@acme.example.test',
  ])('is another’s too, and not of whom it says to write to: %s', (text) => {
    expect(read(text)).toEqual({ verdicts: ['objection', 'someone-else'], about: ['bob@acme.example.test'] })
  })

  it.each([
    'Could you remove bob@acme.example.test from the thread?',
    'We have removed bob@acme.example.test, the invoice goes to me from now on.',
    'Merci de retirer bob@acme.example.test de la boucle.',
    'Ich habe bob@acme.example.test aus dem Verlauf entfernt.',
    'Please remove bob@acme.example.test from our workspace, he changed teams.',
    'Please delete the contact address from the appendix.',
    'Bitte nicht jane@acme.example.test löschen!',
    'Niet jane@acme.example.test verwijderen',
  ])('is none where somebody leaves a conversation, or the sender did it: %s', (text) => {
    expect(read(text).verdicts).not.toContain('objection')
  })

  it.each(['Please do not contact bob@acme.example.test.', 'Merci de ne plus contacter bob@acme.example.test.'])(
    'names whom it turns down: %s',
    (text) => {
      expect(read(text).about).toEqual(['bob@acme.example.test'])
    },
  )

  it('is read in no time, however often a form repeats its words', () => {
    const words = ['email adresse ', 'e mail adres ', 'this address ', 'cette adresse ', 'esta direccion ', 'bitte ']
    for (const word of words)
      for (const verb of ['Lösche ', 'Verwijder ', 'Remove ', 'Supprimez ', 'Borre ', 'Cancella '])
        expect(read(`${verb}${word.repeat(40)}x`).about).toEqual([])
  })
})
