import { describe, expect, it } from 'vitest'
import { checkNotice, fillNotice } from './notice-check.ts'

const company = { name: 'Exemple Industries', contact: 'dpo@exemple.example.test', privacyUrl: 'https://exemple.example.test/vie-privee' }
const french = `{controller} vous écrit pour vous proposer ses logiciels. Cela repose sur notre intérêt légitime à présenter nos offres aux professionnels que leur métier concerne.
Nous détenons ces données : nom, fonction et adresse e-mail professionnelle. Elles viennent de {source}, une source qui n’est pas publique.
Elles sont transmises à nos prestataires HubSpot et Salesforce, sans transfert hors de l’Union européenne. Nous les conservons 3 ans après votre dernier contact.
Vous pouvez y accéder, les rectifier, les effacer, en demander la limitation et vous opposer : {preferences}. Contact : {contact}. Réclamation : CNIL. Le détail : {privacy}.`
const english = `{controller} writes to offer you its software. This rests on our legitimate interest in presenting offers to professionals whose work they concern.
We hold these data: name, job title and business e-mail address. They come from {source}, which is publicly accessible.
They are shared with our providers HubSpot and Salesforce, with no transfer outside the EU. We keep them for 3 years after your last contact.
You may access, correct, erase or restrict them, and object: {preferences}. Contact: {contact}. Complaints: CNIL. More: {privacy}.`
const missing = (text: string, language: 'fr' | 'en') => checkNotice(text, language, company).points.filter((point) => point.found === null).map((point) => point.id)

describe('the content of a notice (legal-rules D)', () => {
  it.each([['fr', french], ['en', english]] as const)('is complete in %s', (language, text) => {
    expect([missing(text, language), checkNotice(text, language, company)]).toEqual([[], expect.objectContaining({ complete: true, vague: false, unknownFields: [] })])
  })

  it.each([
    ['who solicits', '{controller} vous', 'Nous vous', 'controller'], ['why', ' vous écrit pour vous proposer ses logiciels', '', 'purposes'], ['how long, as a figure (S-EDF)', '3 ans après votre dernier contact', 'le temps nécessaire', 'retention'],
    ['from whom (S-EDF, S-KASPR)', '{source}', 'nos partenaires', 'source'], ['whether public', ', une source qui n’est pas publique', '', 'public'], ['to whom', 'transmises à nos prestataires HubSpot et Salesforce', 'chez nous', 'recipients'],
    ['the right to restrict', ', en demander la limitation', '', 'restriction'], ['the right to object', ' et vous opposer', '', 'objection'], ['where to complain', 'Réclamation : CNIL.', '', 'complaint'], ['which interest', ' à présenter nos offres aux professionnels que leur métier concerne', '', 'interest'],
    ['what is held', 'nom, fonction et adresse e-mail professionnelle', 'celles de votre fiche', 'categories'], ['the second layer', 'Le détail : {privacy}.', '', 'privacyLink'], ['transfers', ', sans transfert hors de l’Union européenne', '', 'transfers'],
  ])('must say %s', (_name, from, to, point) => {
    expect(french).toContain(from)
    expect(missing(french.replace(from, to), 'fr')).toContain(point)
  })

  it('asks how to withdraw only of a consent, and which interest only of an interest', () => {
    const onConsent = french.replace('notre intérêt légitime à présenter nos offres aux professionnels que leur métier concerne', 'votre consentement')
    expect([missing(onConsent, 'fr'), missing(`${onConsent} Vous pouvez le retirer.`, 'fr')]).toEqual([['withdrawal'], []])
  })

  it('names a field that stands for nothing, and words in the place of a figure', () => {
    const text = french.replace('{source}', '{source} {sorce}').replace('3 ans après', 'le temps nécessaire, 3 ans au plus, après')
    expect(checkNotice(text, 'fr', company)).toMatchObject({ complete: false, vague: true, unknownFields: ['sorce'] })
  })

  it('fills its fields and leaves what it has no value for', () => {
    expect(fillNotice('{controller}, {source}, {preferences}', { controller: 'A', source: 'B' })).toBe('A, B, {preferences}')
  })
})
