import { describe, expect, it } from 'vitest'
import { classifyMail } from '../classify-mail.ts'
import { mail } from '../testing/mail.ts'

const from = 'jean.roy@acme.example.test'
const named = (text: string, more: Parameters<typeof mail>[0] = {}) =>
  classifyMail(mail({ from, subject: 'Re: Audit', text, ...more })).newContact

describe('whom a message says to write to instead', () => {
  it.each([
    [
      'Jean Roy a quitté la société. Merci de vous adresser à Inès Pagel (i.pagel@acme.example.test).',
      { email: 'i.pagel@acme.example.test', name: 'Inès Pagel' },
    ],
    ['Not me, try Joan in facilities: joan@acme.example.test', { email: 'joan@acme.example.test', name: null }],
    [
      'Zuständig ist die Kollegin Lena von Arx, l.vonarx@acme.example.test, ich leite es weiter.',
      { email: 'l.vonarx@acme.example.test', name: 'Lena von Arx' },
    ],
    [
      'Ya no trabajo aquí. Para asuntos de compras: compras@acme.example.test',
      { email: 'compras@acme.example.test', name: null },
    ],
    [
      'Mario ha lasciato l’azienda. Si rivolga ad Anna Bruni: a.bruni@acme.example.test',
      { email: 'a.bruni@acme.example.test', name: 'Anna Bruni' },
    ],
    [
      'Filip werkt hier niet meer, contacteer Lien Maes: l.maes@acme.example.test',
      { email: 'l.maes@acme.example.test', name: 'Lien Maes' },
    ],
    [
      'I have left. Invoices go to billing@acme.example.test, everything else to Jane Roe, jane.roe@acme.example.test',
      { email: 'jane.roe@acme.example.test', name: 'Jane Roe' },
    ],
  ])('%s', (text, found) => {
    expect(named(text)).toEqual(found)
  })

  it('is nobody in a note of absence, the writer, somebody in a quotation, or one of a list', () => {
    expect([
      named('Je suis absent jusqu’au 3 mars. En cas d’urgence, contactez Inès Pagel : i.pagel@acme.example.test'),
      named('Ce n’est pas moi, écrivez à la comptabilité.\n\nJean Roy\njean.roy@acme.example.test'),
      named('D’accord pour mardi.\n\n> Contactez mon collègue Paul : paul@us.example.test'),
      named('Écrivez à a@x.example.test, b@x.example.test ou c@x.example.test'),
      named('Voici ma commande, 200 vis M6, à livrer à Rennes.'),
    ]).toEqual([null, null, null, null, null])
  })

  it.each([
    ['Please unsubscribe my former colleague bob@acme.example.test, I’d like to stay.', null],
    ['Do not remove me, only my colleague bob@acme.example.test.', null],
    ['bob@acme.example.test has left the company, please remove him.', null],
    ['Merci de désinscrire mon ancien collègue bob@acme.example.test, moi je reste volontiers.', null],
    ['Stop writing to jane@acme.example.test, contact ann@acme.example.test instead.', 'ann@acme.example.test'],
    [
      'Paul n’est plus chez nous, supprimez paul@acme.example.test de vos listes. Écrivez à marie@acme.example.test.',
      'marie@acme.example.test',
    ],
    ['Jane has left, and Ann (ann@acme.example.test) takes over.', 'ann@acme.example.test'],
  ])('is nobody to be removed or said to have left: %s', (text, email) => {
    expect(named(text)?.email ?? null).toEqual(email)
  })

  it('is told by an automatic answer of somebody who left', () => {
    const headers = { 'auto-submitted': 'auto-replied' }
    expect(named('I have left the company. Please contact info@acme.example.test.', { headers })).toEqual({
      email: 'info@acme.example.test',
      name: null,
    })
  })
})
