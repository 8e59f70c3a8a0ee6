import { describe, expect, it } from 'vitest'
import { readable } from './readable.ts'
import { mail } from './testing/mail.ts'

describe('what is left encoded in a message', () => {
  it.each<[string, string, string]>([
    ['quoted-printable in UTF-8', 'Je me d=C3=A9sabonne. Merci=\n.', 'Je me désabonne. Merci.'],
    ['quoted-printable in Latin-1', 'Je me d=E9sabonne', 'Je me désabonne'],
    ['entities', 'merci de ne plus m&rsquo;&eacute;crire&nbsp;!', 'merci de ne plus m’écrire !'],
    [
      'an address with a parameter, as it stands',
      'voir https://acme.example.test/?id=12&page=3',
      'voir https://acme.example.test/?id=12&page=3',
    ],
    ['a sum, as it stands', '2+2=4, a<b', '2+2=4, a<b'],
  ])('%s', (_name, text, shown) => {
    expect(readable(mail({ text }))).toEqual(mail({ text: shown }))
  })

  it('words of a subject', () => {
    expect(
      readable(mail({ subject: 'Re: =?UTF-8?Q?d=C3=A9sabonnement_imm=C3=A9diat?= =?utf-8?B?LCBtZXJjaQ==?=' })).subject,
    ).toBe('Re: désabonnement immédiat, merci')
  })

  it('HTML where text should be', () => {
    expect(readable(mail({ text: '<div dir="auto">Stop</div>' }))).toEqual(mail({ html: '<div dir="auto">Stop</div>' }))
  })
})
