import { expect, it } from 'vitest'
import { detailsIn, ourDetail } from './our-details.ts'

const crm = {
  french: {
    '{field} is hidden from our user; give it read access': '{field} est masqué ; donnez l’accès en lecture',
    'the org refuses {fields}; fill them in ({code})': 'l’organisation refuse {fields} ; remplissez-les ({code})',
    'the org refuses the change; fill them in ({code})': 'l’organisation refuse la modification ; complétez ({code})',
    '{why}; still filled: {fields}': '{why} ; encore remplis : {fields}',
    'The broker says: {reason}': 'Le courtier dit : « {reason} »',
  },
}
const app = { connectors: new Map([['crm', crm]]) }

it.each([
  ['ours', 'this system cannot take a block off', 'ce système ne peut pas retirer un blocage'],
  ['with the name in it', 'merged into record 4711', 'fusionnée dans la fiche 4711'],
  ['of several connectors', 'Any CRM answered 502; the call is made again later.', 'Any CRM a répondu 502\u00a0; l’appel est refait plus tard.'],
  ['of a connector', 'A.B is hidden from our user; give it read access', 'A.B est masqué\u00a0; donnez l’accès en lecture'],
  ['by the entry that says most of it', 'the org refuses the change; fill them in (X_1)', 'l’organisation refuse la modification\u00a0; complétez (X_1)'],
  ['and what another entry says of a part of it', 'the org refuses Email; fill them in (X_1); still filled: Email', 'l’organisation refuse Email\u00a0; remplissez-les (X_1)\u00a0; encore remplis\u00a0: Email'],
  ['but not what a person or a vendor said in it', "The broker says: it's late", "Le courtier dit\u00a0: «\u00a0it's late\u00a0»"],
])('says in French what is said: %s', (_name, english, french) => {
  expect([ourDetail(english, 'fr', app), ourDetail(english, 'en', app)]).toEqual([french, english])
})

it.each([
  ['a vendor’s code', 'FIELD_CUSTOM_VALIDATION_EXCEPTION Email'],
  ['a sentence with nothing where a name must be', ' is hidden from our user; give it read access'],
  ['a sentence that ends otherwise', 'A.B is hidden from our user; ask its admin'],
  ['a text longer than any of ours', `merged into record ${'4'.repeat(600)}`],
])('leaves to be quoted: %s', (_name, text) => {
  expect([ourDetail(text, 'fr', app), detailsIn('fr', app)(text)]).toEqual([null, text])
})

it('knows no sentence of a connector that is not there', () => {
  const text = 'A.B is hidden from our user; give it read access'
  expect(ourDetail(text, 'fr', { connectors: new Map() })).toBeNull()
})
