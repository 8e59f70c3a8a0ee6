import { describe, expect, it } from 'vitest'
import { checkNotice, fillNotice } from './notice-check.ts'
import type { NoticeLanguage } from './tables/notice-words.ts'

const company = {
  name: 'Exemple Industries',
  contact: 'dpo@exemple.example.test',
  privacyUrl: 'https://exemple.example.test/vie-privee',
}
const french = `{controller} vous écrit pour vous proposer ses logiciels. Cela repose sur notre intérêt légitime à présenter nos offres aux professionnels que leur métier concerne.
Nous détenons ces données : nom, fonction et adresse e-mail professionnelle. Elles viennent de {source}, une source qui n’est pas publique.
Elles sont transmises à nos prestataires HubSpot et Salesforce, sans transfert hors de l’Union européenne. Nous les conservons 3 ans après votre dernier contact.
Vous pouvez y accéder, les rectifier, les effacer, en demander la limitation et vous opposer : {preferences}. Contact : {contact}. Réclamation : CNIL. Le détail : {privacy}.`
const english = `{controller} writes to offer you its software. This rests on our legitimate interest in presenting offers to professionals whose work they concern.
We hold these data: name, job title and business e-mail address. They come from {source}, which is publicly accessible.
They are shared with our providers HubSpot and Salesforce, with no transfer outside the EU. We keep them for 3 years after your last contact.
You may access, correct, erase or restrict them, and object: {preferences}. Contact: {contact}. Complaints: CNIL. More: {privacy}.`
const others = {
  de: `{controller} schreibt Ihnen, um Ihnen seine Software anzubieten. Grundlage ist unser berechtigtes Interesse daran, Fachleuten passende Angebote vorzustellen.
Wir haben diese Daten: Name, Funktion und geschäftliche E-Mail-Adresse. Sie stammen von {source}, einer nicht öffentlichen Quelle.
Sie gehen an unsere Dienstleister HubSpot und Salesforce, ohne Übermittlung außerhalb der EU. Wir speichern sie 3 Jahre nach dem letzten Kontakt.
Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Widerspruch: {preferences}. Kontakt: {contact}. Beschwerde: Ihre Aufsichtsbehörde. Alles Weitere: {privacy}.`,
  es: `{controller} le escribe para presentarle sus programas. Se basa en nuestro interés legítimo en dar a conocer ofertas a profesionales.
Tenemos estos datos: nombre, cargo y correo profesional. Proceden de {source}, una fuente que no es pública.
Los destinatarios son HubSpot y Salesforce, sin transferencia fuera de la Unión Europea. Los conservamos 3 años después del último contacto.
Puede acceder a ellos, rectificarlos, suprimirlos, limitar su uso y oponerse: {preferences}. Contacto: {contact}. Reclamación: AEPD. Más: {privacy}.`,
  it: `{controller} Le scrive per presentarle i propri programmi. Ci basiamo sul nostro legittimo interesse a proporre offerte ai professionisti.
Trattiamo questi dati: nome, ruolo e indirizzo e-mail di lavoro. Provengono da {source}, una fonte non pubblica.
I destinatari sono HubSpot e Salesforce, senza trasferimenti fuori dall’Unione europea. Li conserviamo 3 anni dopo l’ultimo contatto.
Lei può accedere ai dati, rettificarli, cancellarli, limitarne l’uso con la limitazione e opporsi: {preferences}. Contatto: {contact}. Reclamo: Garante. Altro: {privacy}.`,
  nl: `{controller} schrijft u om u software aan te bieden. Dit berust op ons gerechtvaardigd belang om vakmensen passende aanbiedingen te doen.
Wij hebben deze gegevens: naam, functie en zakelijk e-mailadres. Ze komen van {source}, een bron die niet openbaar is.
Ontvangers zijn HubSpot en Salesforce, zonder doorgifte buiten de EU. Wij bewaren ze 3 jaar na het laatste contact.
U hebt recht op inzage, rectificatie, verwijdering, beperking en bezwaar: {preferences}. Contact: {contact}. Klacht: Autoriteit Persoonsgegevens. Meer: {privacy}.`,
}
const missing = (text: string, language: NoticeLanguage) =>
  checkNotice(text, language, company)
    .points.filter((point) => point.found === null)
    .map((point) => point.id)

describe('the content of a notice (D1, D2)', () => {
  it.each([['fr', french], ['en', english], ...Object.entries(others)] as [NoticeLanguage, string][])(
    'is complete in %s',
    (language, text) => {
      expect([missing(text, language), checkNotice(text, language, company)]).toEqual([
        [],
        expect.objectContaining({ complete: true, vague: false, unknownFields: [] }),
      ])
    },
  )

  it.each([
    ['who solicits', '{controller} vous', 'Nous vous', 'controller'],
    ['why', ' vous écrit pour vous proposer ses logiciels', '', 'purposes'],
    ['how long, as a figure (S-EDF)', '3 ans après votre dernier contact', 'le temps nécessaire', 'retention'],
    ['from whom (S-EDF, S-KASPR)', '{source}', 'nos partenaires', 'source'],
    ['whether public', ', une source qui n’est pas publique', '', 'public'],
    ['to whom', 'transmises à nos prestataires HubSpot et Salesforce', 'chez nous', 'recipients'],
    ['the right to restrict', ', en demander la limitation', '', 'restriction'],
    ['the right to object', ' et vous opposer', '', 'objection'],
    ['where to complain', 'Réclamation : CNIL.', '', 'complaint'],
    ['which interest', ' à présenter nos offres aux professionnels que leur métier concerne', '', 'interest'],
    ['what is held', 'nom, fonction et adresse e-mail professionnelle', 'celles de votre fiche', 'categories'],
    ['the second layer', 'Le détail : {privacy}.', '', 'privacyLink'],
    ['transfers', ', sans transfert hors de l’Union européenne', '', 'transfers'],
  ])('must say %s', (_name, from, to, point) => {
    expect(french).toContain(from)
    expect(missing(french.replace(from, to), 'fr')).toContain(point)
  })

  it.each(Object.entries(others) as [NoticeLanguage, string][])(
    'misses each sentence that is left out, in %s',
    (language, text) => {
      const sentences = text.split(/(?<=[.:;])\s+/u)
      for (const sentence of sentences)
        if (/\d|öffentlich|pública|pubblica|openbaar|\{source\}/u.test(sentence))
          expect(missing(text.replace(sentence, ''), language)).not.toEqual([])
      const vague = {
        de: 'solange es erforderlich ist',
        es: 'el tiempo necesario',
        it: 'il tempo necessario',
        nl: 'zolang als nodig',
      }[language as 'de']
      expect(checkNotice(text.replace(/3 (?:Jahre|años|anni|jaar)[^.]*/u, vague), language, company)).toMatchObject({
        complete: false,
        vague: true,
      })
    },
  )

  it('asks how to withdraw only of a consent, and which interest only of an interest', () => {
    const onConsent = french.replace(
      'notre intérêt légitime à présenter nos offres aux professionnels que leur métier concerne',
      'votre consentement',
    )
    expect([missing(onConsent, 'fr'), missing(`${onConsent} Vous pouvez le retirer.`, 'fr')]).toEqual([
      ['withdrawal'],
      [],
    ])
  })

  it('names a field that stands for nothing, and words in the place of a figure', () => {
    const text = french
      .replace('{source}', '{source} {sorce}')
      .replace('3 ans après', 'le temps nécessaire, 3 ans au plus, après')
    expect(checkNotice(text, 'fr', company)).toMatchObject({ complete: false, vague: true, unknownFields: ['sorce'] })
  })

  it('fills its fields and leaves what it has no value for', () => {
    expect(fillNotice('{controller}, {source}, {preferences}', { controller: 'A', source: 'B' })).toBe(
      'A, B, {preferences}',
    )
  })
})
