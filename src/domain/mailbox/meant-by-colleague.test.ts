import { describe, expect, it } from 'vitest'
import { meantByColleague } from './meant-by-colleague.ts'
import { ownWords, quotedSenders } from './text/own-words.ts'

const isOurs = (email: string) => email.endsWith('@exemple.example.test')
const of = (text: string, subject = 'Fwd: Stop') =>
  meantByColleague(
    { subject, own: ownWords(text).sentences.join('\n'), quoted: quotedSenders(text), attached: [], unread: 0 },
    isOurs,
  )
const anna = { is: 'forwarded', emails: ['anna@kunde.example.test'] }

// As Gmail, Outlook, Apple Mail and Thunderbird write it, in the six languages of the tables.
describe('the author of what a colleague passes on', () => {
  it.each<[string, string]>([
    [
      'Gmail, en',
      '---------- Forwarded message ---------\nFrom: Anna Kunde <Anna@Kunde.example.test>\nDate: Tue, 24 Nov 2026 at 09:12\nSubject: Stop\nTo: <rep@exemple.example.test>\n\nPlease stop.',
    ],
    [
      'Gmail, fr',
      'À traiter\n\n---------- Forwarded message ---------\nDe : Anna Kunde <anna@kunde.example.test>\nDate: mar. 24 nov. 2026 à 09:12\nSubject: Stop\nTo: Rep <rep@exemple.example.test>\n\nMerci.',
    ],
    [
      'Outlook, fr',
      'De : Anna Kunde <anna@kunde.example.test>\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : Rep <rep@exemple.example.test>\nObjet : Stop\n\nMerci de me retirer.',
    ],
    [
      'Outlook, de',
      'Von: Anna Kunde <anna@kunde.example.test>\nGesendet: Dienstag, 24. November 2026 09:12\nAn: Rep <rep@exemple.example.test>\nBetreff: Stop\n\nBitte austragen.',
    ],
    [
      'Outlook, es',
      'De: Anna Kunde <anna@kunde.example.test>\nEnviado: martes, 24 de noviembre de 2026 9:12\nPara: Rep <rep@exemple.example.test>\nAsunto: Stop\n\nNo.',
    ],
    [
      'Outlook, it',
      'Da: Anna Kunde <anna@kunde.example.test>\nInviato: martedì 24 novembre 2026 09:12\nA: Rep <rep@exemple.example.test>\nOggetto: Stop\n\nNo.',
    ],
    [
      'Outlook, nl',
      'Van: Anna Kunde <anna@kunde.example.test>\nVerzonden: dinsdag 24 november 2026 09:12\nAan: Rep <rep@exemple.example.test>\nOnderwerp: Stop\n\nNee.',
    ],
    [
      'Outlook of old, with mailto',
      '-----Original Message-----\nFrom: Anna Kunde [mailto:anna@kunde.example.test]\nSent: Tuesday\nTo: Rep\nSubject: Stop\n\nPlease stop.',
    ],
    [
      'Outlook for the web, in bold',
      '________________________________\n*From:* Anna Kunde <anna@kunde.example.test>\n*Sent:* Tuesday\n*To:* Rep <rep@exemple.example.test>\n*Subject:* Stop\n\nPlease stop.',
    ],
    [
      'Apple Mail, de',
      'Anfang der weitergeleiteten Nachricht:\n\n> Von: Anna Kunde <anna@kunde.example.test>\n> Betreff: Stop\n> Datum: 24. November 2026 um 09:12\n> An: Rep <rep@exemple.example.test>\n>\n> Bitte nicht mehr.',
    ],
    [
      'Thunderbird, en, where the author stands last',
      '-------- Forwarded Message --------\nSubject: Stop\nDate: Tue, 24 Nov 2026 09:12:00 +0100\nFrom: Anna Kunde <anna@kunde.example.test>\nTo: rep@exemple.example.test\n\nPlease stop.',
    ],
    [
      'Thunderbird, fr',
      '-------- Message transféré --------\nSujet : Stop\nDate : Tue, 24 Nov 2026 09:12:00 +0100\nDe : Anna Kunde <anna@kunde.example.test>\nPour : rep@exemple.example.test\n\nMerci.',
    ],
    [
      'through a second colleague',
      'From: Boss <boss@exemple.example.test>\nSent: Tuesday\nTo: Rep\nSubject: Fwd: Stop\n\nFYI\n\nFrom: Anna Kunde <anna@kunde.example.test>\nSent: Tuesday\nTo: Boss\nSubject: Stop\n\nPlease stop.',
    ],
    [
      'with our own mail below hers',
      'From: Anna Kunde <anna@kunde.example.test>\nSent: Tuesday\nTo: Rep\nSubject: Re: Offer\n\nStop.\n\nFrom: Rep <rep@exemple.example.test>\nSent: Monday\nTo: Anna\nSubject: Offer\n\nHello',
    ],
    [
      'a reply with the address in the line above the quote',
      'Le mar. 24 nov. 2026 à 09:12, Anna Kunde <anna@kunde.example.test> a écrit :\n> Merci de me retirer.',
    ],
  ])('%s', (_program, text) => expect(of(text)).toEqual(anna))

  const head = (name: string) => `From: ${name}\nSent: Tuesday\nTo: Rep\nSubject: Stop\n\nPlease stop.\n\n`
  it.each<[string, string, string, unknown]>([
    [
      'two people outside',
      head('Anna <anna@kunde.example.test>') + head('Paul <paul@kunde.example.test>'),
      'Fwd: Stop',
      { is: 'doubt', emails: ['anna@kunde.example.test', 'paul@kunde.example.test'] },
    ],
    [
      'an author without an address above another',
      head('Anna Kunde') + head('Paul <paul@kunde.example.test>'),
      'Fwd',
      { is: 'doubt', emails: ['paul@kunde.example.test'] },
    ],
    ['an author without an address', head('Anna Kunde'), 'Fwd', { is: 'doubt', emails: [] }],
    ['colleagues alone', head('Boss <boss@exemple.example.test>'), 'Fwd', { is: 'nobody', emails: [] }],
    [
      'an address in the subject',
      'Said on the phone',
      'Stop: Anna@Kunde.example.test, please',
      { is: 'told', emails: ['anna@kunde.example.test'] },
    ],
    [
      'two addresses in the subject',
      '',
      'anna@kunde.example.test paul@kunde.example.test',
      { is: 'told', emails: ['anna@kunde.example.test', 'paul@kunde.example.test'] },
    ],
    [
      'a subject that names the author',
      head('Anna <anna@kunde.example.test>'),
      'anna@kunde.example.test',
      { is: 'told', emails: ['anna@kunde.example.test'] },
    ],
    [
      'a subject that names another',
      head('Anna <anna@kunde.example.test>'),
      'paul@kunde.example.test',
      { is: 'doubt', emails: ['paul@kunde.example.test', 'anna@kunde.example.test'] },
    ],
    [
      'our own address in the subject',
      head('Anna <anna@kunde.example.test>'),
      'Fwd: mail to rep@exemple.example.test',
      anna,
    ],
    ['what is no address', 'x', 'anna@kunde', { is: 'nobody', emails: [] }],
    ['words alone', 'Anna does not want mail any more', 'Opt-out', { is: 'nobody', emails: [] }],
  ])('%s', (_what, text, subject, expected) => expect(of(text, subject)).toEqual(expected))

  it.each<[string, string, unknown]>([
    ['in single quotes', "Stop 'anna@kunde.example.test'", { is: 'told', emails: ['anna@kunde.example.test'] }],
    [
      'of more than twenty people',
      Array.from({ length: 24 }, (_, at) => `p${at}@kunde.example.test`).join(' '),
      { is: 'told', emails: Array.from({ length: 24 }, (_, at) => `p${at}@kunde.example.test`) },
    ],
    [
      'whose end is cut off',
      `${'x'.repeat(980)} anna@kunde.example.test abc`,
      { is: 'doubt', emails: ['anna@kunde.example.test'] },
    ],
  ])('an address in a subject %s', (_what, subject, expected) => expect(of('', subject)).toEqual(expected))

  it.each<[string, string, unknown]>([
    [
      'an assistant for the author',
      head('assistant@kunde.example.test on behalf of Anna <anna@kunde.example.test>'),
      anna,
    ],
    [
      'a program for an author without an address',
      head('crm@tool.example.test On Behalf Of Anna'),
      { is: 'doubt', emails: [] },
    ],
    ['a name that looks like an address', head('paul@kunde.example.test <anna@kunde.example.test>'), anna],
    ['the address twice, as a link', head('Anna <anna@kunde.example.test<mailto:anna@kunde.example.test>>'), anna],
    [
      'the address in the next line',
      'From: Anna Kunde of the Department with a long name (EMEA)\n<anna@kunde.example.test>\nSent: Tuesday\nTo: Rep\nSubject: Stop\n\nStop.',
      anna,
    ],
    ['a program', head('Forms <no-reply@tool.example.test>'), { is: 'doubt', emails: [] }],
    [
      'an address in the colleague’s words alone',
      'Anna (anna@kunde.example.test) wants no more mails.',
      { is: 'doubt', emails: ['anna@kunde.example.test'] },
    ],
  ])('%s', (_what, text, expected) => expect(of(text)).toEqual(expected))

  const hanging = (from: string | null, quoted: readonly (string | null)[] = [], unread = 0) =>
    meantByColleague({ subject: 'Fwd', own: '', quoted: [], attached: [{ from, quoted }], unread }, isOurs)
  it.each<[string, ReturnType<typeof hanging>, unknown]>([
    ['its author', hanging('Anna@Kunde.example.test', ['paul@kunde.example.test']), anna],
    [
      'of one of ours, whom that one passes on',
      hanging('boss@exemple.example.test', ['anna@kunde.example.test']),
      anna,
    ],
    ['of one of ours, nobody', hanging('boss@exemple.example.test'), { is: 'nobody', emails: [] }],
    [
      'of one of ours, an author without an address',
      hanging('boss@exemple.example.test', [null]),
      { is: 'doubt', emails: [] },
    ],
    [
      'beside one that cannot be read, nobody for certain',
      hanging('anna@kunde.example.test', [], 1),
      { is: 'doubt', emails: ['anna@kunde.example.test'] },
    ],
  ])('takes of a message that hangs on it %s', (_what, meant, expected) => expect(meant).toEqual(expected))
})
