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
        expect.objectContaining({ complete: true, faults: [], unknownFields: [] }),
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
        faults: [{ id: 'term' }],
      })
    },
  )

  it.each<[NoticeLanguage, string, string]>([
    ['fr', 'partners', 'Ces données viennent de nos partenaires.'],
    ['fr', 'publicSources', 'Elles viennent de sources publiques.'],
    ['fr', 'denied', 'Vous ne pouvez pas vous opposer à ce traitement.'],
    ['fr', 'term', 'Nous les gardons le temps nécessaire.'],
    ['fr', 'partners', 'Elles sont transmises à des sociétés partenaires.'],
    ['fr', 'denied', 'Vous ne pourrez pas vous opposer à ce traitement.'],
    ['fr', 'denied', 'Il n’est pas possible de vous opposer.'],
    ['en', 'partners', 'We share them with our partners (list on request).'],
    ['en', 'denied', 'You will not be able to object.'],
    ['en', 'denied', 'Objection is not possible.'],
    ['de', 'denied', 'Ein Widerspruch ist nicht möglich.'],
    ['es', 'denied', 'La oposición no es posible.'],
    ['it', 'denied', 'L’opposizione non è possibile.'],
    ['en', 'partners', 'We got them from our partners.'],
    ['en', 'publicSources', 'They come from publicly available sources.'],
    ['en', 'denied', 'You cannot object to this use.'],
    ['en', 'denied', 'The right to erasure does not apply here.'],
    ['en', 'term', 'We keep them as long as necessary.'],
    ['de', 'partners', 'Die Daten stammen von unseren Partnern.'],
    ['de', 'publicSources', 'Sie stammen aus öffentlich zugänglichen Quellen.'],
    ['de', 'denied', 'Sie haben kein Recht auf Löschung.'],
    ['es', 'partners', 'Proceden de nuestros socios comerciales.'],
    ['es', 'publicSources', 'Proceden de fuentes públicas.'],
    ['es', 'denied', 'Usted no puede oponerse a este uso.'],
    ['it', 'partners', 'Provengono dai nostri partner.'],
    ['it', 'publicSources', 'Provengono da fonti pubbliche.'],
    ['it', 'denied', 'Lei non può opporsi a questo uso.'],
    ['nl', 'partners', 'Ze komen van onze partners.'],
    ['nl', 'publicSources', 'Ze komen uit openbare bronnen.'],
    ['nl', 'denied', 'U kunt geen bezwaar maken.'],
  ])('refuses in %s, for %s: %s', (language, id, sentence) => {
    const text = { fr: french, en: english, ...others }[language]
    expect(checkNotice(`${text}\n${sentence}`, language, company)).toMatchObject({
      complete: false,
      faults: [{ id, found: sentence }],
    })
  })

  it('takes partners who are named, a source that is said to be public, and rights that are given', () => {
    const text = `${french} Nos partenaires : Prospecta et Dialinfo. Elles viennent de {source}, une source publique. Vous pouvez vous opposer sans motif.`
    expect(checkNotice(text, 'fr', company).faults).toEqual([])
  })

  it.each<[NoticeLanguage, string]>([
    ['fr', 'Vous n’avez aucun motif à donner pour vous opposer.'],
    ['fr', 'Vous n’avez pas à justifier votre demande d’accès.'],
    ['fr', 'Vos données ne sont transmises à aucun partenaire.'],
    ['en', 'You do not have to give a reason to object.'],
    ['en', 'We never share your data with partners.'],
  ])('takes in %s what denies nothing: %s', (language, sentence) => {
    expect(checkNotice(sentence, language, company).faults).toEqual([])
  })

  it.each<[NoticeLanguage, string, boolean]>([
    ['fr', 'Elles sont conservées conformément au règlement (UE) 2016/679.', false],
    ['en', 'We keep your data in accordance with Regulation (EU) 2016/679.', false],
    ['en', 'We keep them for a reasonable period (art. 5).', false],
    ['fr', 'Nous les conservons trente-six (36) mois.', true],
    ['fr', 'Nous les conservons 36\u00A0mois.', true],
    ['en', 'The retention period is 36 calendar months.', true],
    ['en', 'They are kept for 3 (three) years.', true],
    ['de', 'Gespeichert werden sie 36 Monate.', true],
    ['nl', 'De bewaartermijn is 3 jaar.', true],
  ])('in %s takes for a term only a figure of time: %s', (language, sentence, told) => {
    expect(!missing(sentence, language).includes('retention')).toBe(told)
  })

  it('refuses the name of a source that names none, whatever the text says', () => {
    const besides = { dpo: null, sources: ['Salon Prospecta 2026', 'Sources publiques', 'Our partners', 'Internet'] }
    expect(checkNotice(french, 'fr', company, besides)).toMatchObject({
      complete: false,
      faults: [
        { id: 'publicSources', found: 'Sources publiques' },
        { id: 'partners', found: 'Our partners' },
        { id: 'publicSources', found: 'Internet' },
      ],
    })
  })

  it.each<[string, string, string, string | null, string]>([
    [
      'the officer, of a company that has one',
      '',
      'dpo',
      'Ada Byron, dpo@exemple.example.test',
      'Délégué à la protection des données : Ada Byron.',
    ],
    [
      'portability, of what rests on a contract',
      'Base : exécution du contrat.',
      'portability',
      null,
      'Droit à la portabilité.',
    ],
    [
      'whether answers are compulsory, of a form',
      'Vous avez rempli un formulaire.',
      'compulsory',
      null,
      'Aucune réponse n’est obligatoire.',
    ],
    [
      'what a score is for',
      'Nous calculons un score.',
      'profiling',
      null,
      'Ce score sert pour choisir qui appeler, sans effet sur vos droits.',
    ],
  ])('asks for %s, and for nobody else', (_what, more, point, dpo, answer) => {
    const ask = (text: string, officer: string | null) =>
      checkNotice(text, 'fr', company, { dpo: officer, sources: [] })
        .points.filter(({ id, found }) => id === point && found === null)
        .map(({ id }) => id)
    expect([ask(french, null), ask(`${french}\n${more}`, dpo), ask(`${french}\n${more} ${answer}`, dpo)]).toEqual([
      [],
      [point],
      [],
    ])
  })

  it('asks how to withdraw only of a consent, and which interest only of an interest', () => {
    const onConsent = french.replace(
      'notre intérêt légitime à présenter nos offres aux professionnels que leur métier concerne',
      'votre consentement',
    )
    expect([
      missing(onConsent, 'fr'),
      missing(`${onConsent} Vous pouvez le retirer. Droit à la portabilité.`, 'fr'),
    ]).toEqual([['portability', 'withdrawal'], []])
  })

  it('names a field that stands for nothing, and words in the place of a figure', () => {
    const text = french
      .replace('{source}', '{source} {sorce}')
      .replace('3 ans après', 'le temps nécessaire, 3 ans au plus, après')
    expect(checkNotice(text, 'fr', company)).toMatchObject({
      complete: false,
      faults: [{ id: 'term' }],
      unknownFields: ['sorce'],
    })
  })

  it('fills its fields and leaves what it has no value for', () => {
    expect(fillNotice('{controller}, {source}, {preferences}', { controller: 'A', source: 'B' })).toBe(
      'A, B, {preferences}',
    )
  })
})
