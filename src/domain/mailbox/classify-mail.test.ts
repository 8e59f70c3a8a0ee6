import { describe, expect, it } from 'vitest'
import { classifyMail } from './classify-mail.ts'
import { fold } from './text/fold.ts'
import { ownWords } from './text/own-words.ts'
import type { ParsedMail } from './text/parsed-mail.ts'
import { visibleText } from './text/visible-text.ts'
import { mail } from './testing/mail.ts'

describe('what is compared', () => {
  it.each([
    ['DÉSINSCRIPTION', 'desinscription'],
    ['S\u200bT\u200bO\u200bP', 'stop'],
    ['s.t.o.p', 'stop'],
    ['ST0P', 'stop'],
    ['STOOOOP', 'stop'],
    ['ЅТОР', 'stop'],
    ['＊ＳＴＯＰ＊', 'stop'],
    ['ne m’écrivez plus', 'ne m ecrivez plus'],
    ['Don’t e-mail me', 'dont email me'],
    ['\u202epots\u202c', 'pots'],
    ['désinscrivez-moi', 'desinscrivez moi'],
    ['3 devis de 10k', '3 devis de 10k'],
  ])('%j is read as %j', (raw, folded) => {
    expect(fold(raw)).toBe(folded)
  })
})

describe('what the sender wrote', () => {
  it('keeps answers between and below quoted lines, and nothing else', () => {
    expect(
      ownWords(
        'Bonjour\n\nLe mar. 24 nov. 2026 à 09:12, Julie Petit <julie@exemple.example.test> a écrit :\n> Une démo ?\nNon.\n> Un appel ?\nJamais.\n-- \nAnne Roy',
      ),
    ).toMatchObject({ sentences: ['Bonjour', 'Non.', 'Jamais.'], empty: false })
  })
  it.each([
    ['Gmail in Japanese', '2026年11月24日(火) 9:12 Julie Petit <julie@u.example.test>:'],
    ['Yandex', '24.11.2026, 09:12, "Julie Petit" <julie@u.example.test>:'],
  ])('knows the line above a quote without marks in any language: %s', (_name, line) => {
    expect(ownWords(`Sounds good.\n\n${line}\n\nNot interested? Unsubscribe.`)).toMatchObject({
      sentences: ['Sounds good.'],
      empty: false,
    })
  })
  it('joins wrapped lines and does not end a sentence at "art."', () => {
    expect(
      ownWords('Conformément à l’art. 21 du RGPD je vous demande de bien vouloir cesser\ntout envoi. Merci'),
    ).toMatchObject({
      sentences: ['Conformément à l’art. 21 du RGPD je vous demande de bien vouloir cesser tout envoi.', 'Merci'],
      empty: false,
    })
  })
  it('has nothing in a message that only quotes', () => {
    expect(ownWords('-----Original Message-----\nFrom: Julie\nSubject: Audit\n\nReply STOP to opt out')).toMatchObject({
      sentences: [],
      empty: true,
    })
  })
  it('shows the text of broken HTML and hides what nobody sees', () => {
    expect(
      visibleText(
        '<p>Retirez <b>moi<p>de la <i style="display:none">stop</i>liste<div hidden>x</div><a href="a>b">ici</a><script>stop()</script>&eacute;&#x26;&#99999999;',
      ),
    ).toEqual({ text: 'Retirez moi\nde la liste\n\nicié&', cut: false })
  })
})

describe('who decides', () => {
  it.each([
    ['our token, whatever the words', mail({ token: true, text: 'ok' }), ['objection']],
    [
      'a token taken back in words waits for a person',
      mail({ token: true, text: "Please don't remove me" }),
      ['unsure'],
    ],
    [
      'an automatic answer with our token is none',
      mail({ token: true, text: 'Absent', headers: { 'auto-submitted': 'auto-replied' } }),
      ['auto-reply'],
    ],
    [
      "a null return path is a machine's",
      mail({ text: 'Your message was received.', headers: { 'return-path': '<>' } }),
      ['auto-reply'],
    ],
    [
      'but not below the command of a mailto link',
      mail({ subject: 'unsubscribe', text: '', headers: { 'return-path': '<>' } }),
      ['objection'],
    ],
    [
      'and still below an answer to one',
      mail({ subject: 'Re: unsubscribe', text: '', headers: { 'return-path': '<>' } }),
      ['auto-reply'],
    ],
    [
      'so is one that only its subject names',
      mail({ token: true, subject: 'Out of office', text: 'Back on Monday.' }),
      ['auto-reply'],
    ],
    [
      "a ticket tool that carries a person's no waits for a person",
      mail({ text: 'Retirez-nous de votre liste.', headers: { 'auto-submitted': 'auto-generated' } }),
      ['unsure'],
    ],
    [
      'two bodies that differ wait for a person',
      mail({ text: 'See you Monday!', html: '<p>Take me off your list</p>' }),
      ['unsure'],
    ],
    [
      'a letter that hangs on the message waits for a person',
      mail({ text: 'Veuillez trouver ma lettre ci-jointe. Cordialement', attachments: 1 }),
      ['unsure'],
    ],
    ['a language of no table waits for a person', mail({ text: 'Proszę usunąć mój adres z waszej listy' }), ['unsure']],
    [
      'a mailing offers to unsubscribe below its text',
      mail({
        text: 'Our news of November. See you at the fair!\n\nUnsubscribe',
        headers: { 'list-unsubscribe': '<https://x.example.test>' },
      }),
      ['none'],
    ],
    [
      'so does one in HTML',
      mail({
        html: '<p>Our news of November. See you at the fair!</p><a href="https://x.example.test">Unsubscribe</a> | <a href="https://y.example.test">View online</a>',
        headers: { 'list-unsubscribe': '<https://x.example.test>', precedence: 'bulk' },
      }),
      ['none'],
    ],
    [
      'a person whose program adds that header says no',
      mail({ text: 'Unsubscribe\n\nAnne Roy', headers: { 'list-unsubscribe': '<https://x.example.test>' } }),
      ['objection'],
    ],
    [
      'and below a greeting, speaking of himself',
      mail({ text: 'Hello,\nunsubscribe me.', headers: { 'list-unsubscribe': '<https://x.example.test>' } }),
      ['objection'],
    ],
    [
      'and below a greeting, in an answer',
      mail({
        text: 'Hello,\nunsubscribe.',
        headers: { 'list-unsubscribe': '<https://x.example.test>', 'in-reply-to': '<a@u.example.test>' },
      }),
      ['objection'],
    ],
    [
      'a list of people passes on a no',
      mail({
        text: 'Hello,\nUnsubscribe',
        headers: { 'list-unsubscribe': '<mailto:leave@x.example.test>', precedence: 'list' },
      }),
      ['objection'],
    ],
    ['DMARC failure reports are no complaints', mail({ feedbackType: 'auth-failure' }), ['none']],
    ['not-spam reports are no complaints', mail({ feedbackType: 'not-spam' }), ['none']],
  ])('%s', (_name, message, verdicts) => {
    expect(classifyMail(message).verdicts).toEqual(verdicts)
  })

  it('says which rule spoke, on which words, in which language', () => {
    expect(classifyMail(mail({ text: 'Graag uitschrijven' }))).toEqual({
      verdicts: ['objection'],
      confidence: 0.9,
      reasons: [{ rule: 'command', language: 'nl', phrase: 'graag uitschrijven' }],
      bounce: null,
      about: [],
      scope: null,
      newContact: null,
      foreign: null,
    })
  })
})

/** A message of Marc's, as mail programs pass it on. */
const passedOn = (own: string, said: string) =>
  `${own}\n\n---------- Forwarded message ---------\nFrom: Marc Durand <marc@client.example.test>\nDate: Tue, 24 Nov 2026 at 09:12\nSubject: Re: Audit\nTo: Julie <julie@u.example.test>\n\n${said}\n\nLe lun. 23 nov. 2026 à 10:00, Julie a écrit :\n> Pour vous désinscrire, cliquez ici`

describe('whom an objection is meant for', () => {
  const marc = ['marc@client.example.test']
  it.each<[string, ParsedMail, string[], string[]]>([
    [
      'an objection passed on with a word',
      mail({
        subject: 'Fwd: Audit',
        text: passedOn('Can you take care of this one? Thanks', 'Please remove me from your list.'),
      }),
      ['someone-else'],
      marc,
    ],
    [
      'an objection passed on without a word',
      mail({ subject: 'Fwd: Audit', text: passedOn('', 'Pas intéressé, merci.') }),
      ['someone-else'],
      marc,
    ],
    [
      'an objection passed on by Outlook',
      mail({
        subject: 'TR: Audit',
        text: 'Merci de traiter.\n\nDe : Marc Durand\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : Julie Petit\nObjet : Re: Audit\n\nJe ne souhaite plus être contacté.',
      }),
      ['someone-else'],
      [],
    ],
    [
      'an objection passed on by Apple Mail',
      mail({
        subject: 'Fwd: Audit',
        text: 'See below\n\n> Begin forwarded message:\n>\n> From: Marc <marc@client.example.test>\n> Subject: Re: Audit\n> Date: 24 November 2026 at 09:12\n>\n> Unsubscribe me please',
      }),
      ['someone-else'],
      marc,
    ],
    [
      'an objection passed on in HTML',
      mail({
        subject: 'Fwd: Audit',
        html: '<p>FYI, thanks</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Marc &lt;marc@client.example.test&gt;<br>Subject: Re: Audit<br></div><p>Take me off your list</p></div>',
      }),
      ['someone-else'],
      marc,
    ],
    [
      'an objection passed on with its head in a table',
      mail({
        subject: 'Tr : Audit',
        html: "<p>Bonjour, à traiter svp</p><div>-------- Message transféré --------</div><table><tr><th>Sujet : </th><td>Re: Audit</td></tr><tr><th>De : </th><td>Marc &lt;marc@client.example.test&gt;</td></tr><tr><th>Pour : </th><td>Julie</td></tr></table><p>Je m'oppose à tout démarchage.</p>",
      }),
      ['someone-else'],
      marc,
    ],
    [
      'an objection that hangs on it',
      mail({
        subject: 'TR: Audit',
        text: 'Voici la réponse de Marc. Bonne journée',
        attachments: 1,
        attached: [{ from: 'marc@client.example.test', text: 'Désinscrivez-moi' }],
      }),
      ['someone-else'],
      marc,
    ],
    [
      'his own no, sent once more',
      mail({
        subject: 'Fwd: Audit',
        from: 'marc@client.example.test',
        text: passedOn('See what I wrote to you', 'Please remove me from your list.'),
      }),
      ['objection'],
      [],
    ],
    [
      'our offer passed on to a colleague',
      mail({
        subject: 'Fwd: Audit',
        text: passedOn(
          'Cela pourrait vous intéresser, pouvez-vous me rappeler mardi ?',
          'Bonjour, une démo ?\nPour vous désinscrire, cliquez ici : https://u.example.test',
        ),
      }),
      ['none'],
      [],
    ],
    [
      'our offer answered',
      mail({
        subject: 'Re: Audit',
        text: passedOn('Volontiers mardi', 'Please remove me from your list.').replace(
          '---------- Forwarded message ---------',
          '-----Original Message-----',
        ),
      }),
      ['none'],
      [],
    ],
    ['a colleague', mail({ text: 'Please remove my colleague Marc Durand from your list.' }), ['someone-else'], []],
    [
      'a colleague who has left, from a mailbox that may be hers',
      mail({ text: 'Merci de retirer ma collègue Sophie de vos fichiers, elle a quitté la société.' }),
      ['objection', 'someone-else'],
      [],
    ],
    ['both', mail({ text: 'Désinscrivez-moi ainsi que mon collègue Marc.' }), ['objection', 'someone-else'], []],
    [
      'the boss, in the words of an assistant',
      mail({ text: 'Mr Smith does not wish to be contacted. Please remove him from your list.' }),
      ['objection', 'someone-else'],
      [],
    ],
    [
      'another address',
      mail({ text: 'Please unsubscribe Marc@client.example.test' }),
      ['objection', 'someone-else'],
      marc,
    ],
    [
      'another address beside his own',
      mail({
        subject: 'Désinscription',
        text: 'Merci de désinscrire aussi mon autre adresse marc@client.example.test, pas seulement anne.roy@acme.example.test',
      }),
      ['objection', 'someone-else'],
      marc,
    ],
    [
      'a list of people who opted out elsewhere',
      mail({
        subject: 'Opted-out leads',
        from: 'privacy@broker.example.test',
        text: 'Hello,\n\nthese leads have opted out this week. Please remove them from your systems:\n\nmarc@client.example.test\n- Sophie.Bey@other.example.test\n\nThe team',
      }),
      ['objection', 'someone-else'],
      [...marc, 'sophie.bey@other.example.test'],
    ],
    [
      'nobody but himself, with an address below his name',
      mail({ text: 'Please remove me from your list.\n\nAnne Roy\n\ncontact@acme.example.test' }),
      ['objection'],
      [],
    ],
    ['nobody but himself', mail({ text: 'Remove anne.roy@ACME.example.test from your list.' }), ['objection'], []],
    ['a colleague to turn to', mail({ text: "Ne m'écrivez plus, contactez mon collègue Marc." }), ['objection'], []],
    [
      'one who has left, from the mailbox left behind',
      mail({ text: 'She has left the company, please remove her from your list.' }),
      ['objection'],
      [],
    ],
    [
      'an automatic answer that quotes a no',
      mail({
        subject: 'Automatic reply: Fwd: Audit',
        text: passedOn('I am out of office until Monday', 'Please remove me from your list.'),
      }),
      ['auto-reply'],
      [],
    ],
  ])('%s', (_name, message, verdicts, about) => {
    const found = classifyMail(message)
    expect({ verdicts: found.verdicts, about: found.about }).toEqual({ verdicts, about })
  })
})

describe('hostile input is read in seconds, on a busy machine too', () => {
  const times = 200_000
  it.each([
    ['open tags', { html: '<a '.repeat(times) }],
    ['open quotes', { html: '<a "'.repeat(times) }],
    ['open comments', { html: '<!--'.repeat(times) }],
    ['open conditionals', { html: '<!['.repeat(times) }],
    ['nested blocks', { html: '<div>'.repeat(times) }],
    ['cells behind a colon', { html: `:${'<td> '.repeat(times)}` }],
    ['one long word', { text: 'a'.repeat(times * 5) }],
    ['spaces', { text: `x${' '.repeat(times * 5)}x` }],
    ['many lines', { text: 'on 1 a\n'.repeat(times) }],
    ['many quotes', { text: '> '.repeat(times) }],
    ['underscores', { text: '_'.repeat(times) }],
    ['many words', { text: 'ne pas plus de la les vos '.repeat(times / 10) }],
    ['many objections', { text: 'stop. '.repeat(times / 10) }],
    ['letters apart', { text: 's t o p '.repeat(times / 10) }],
    ['entities', { html: '&amp;&#1;'.repeat(times / 5) }],
    ['subject', { subject: 're: '.repeat(times / 10), text: 'x' }],
  ])('%s', (_name, more) => {
    // A text that made it search for ever would end with the time of the test.
    expect(classifyMail(mail(more))).toBeDefined()
  })
})
