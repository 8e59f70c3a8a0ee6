import { page, policies, type FormPageCase } from './page.ts'

interface Base {
  language: FormPageCase['language']
  html: string
  policy: string
  expected: string
}

/**
 * A page that has everything: fields that are needed, boxes apart, a dated list of partners, a notice before the
 * button.
 */
const french: Base = {
  language: 'fr',
  policy: policies.frGood,
  expected: 'ppnpnpppuupppu',
  html: page(
    'fr',
    'Recevez notre étude sur la maintenance',
    `<section class="bloc"><form id="etude" action="/etude" method="post">
<p class="legende">Les champs suivis d'un astérisque * sont requis. Si vous ne les remplissez pas, nous ne pourrons pas vous envoyer l'étude.</p>
<div><label for="p">Prénom *</label><input id="p" name="prenom" required></div>
<div><label for="m">Adresse e-mail professionnelle *</label><input id="m" name="mail" type="email" required></div>
<div><label for="t">Téléphone (facultatif)</label><input id="t" name="tel" type="tel"><small>Ce numéro nous permet de vous rappeler au sujet de l'étude. Aucun démarchage téléphonique sans votre accord.</small></div>
<div><input type="checkbox" id="c1" name="c1"><label for="c1">Je souhaite recevoir par e-mail les actualités d'Exemple Industries.</label></div>
<div><input type="checkbox" id="c2" name="c2"><label for="c2">J'accepte que mon adresse e-mail soit communiquée aux partenaires d'Exemple Industries (Prospecta SAS, Novalead SARL ; liste au 15 janvier 2026), pour recevoir leurs offres.</label></div>
<div class="rgpd"><p>Exemple Industries SAS est responsable du traitement de vos données, collectées pour vous envoyer l'étude. Elles sont gardées trente-six mois. Vous pouvez demander l'accès à vos données, leur rectification ou leur suppression, et vous opposer à leur traitement. <a href="/donnees-personnelles">Notre politique de protection des données</a></p></div>
<button type="submit">Recevoir l'étude</button></form></section>`,
  ),
}
const english: Base = {
  language: 'en',
  policy: policies.enGood,
  expected: 'ppnpnpppuupppu',
  html: page(
    'en',
    'Download our benchmark report',
    `<div class="form-wrap"><form id="report" action="/report" method="post">
<p>Fields marked with an asterisk (*) are mandatory. If you do not fill them in, we will not be able to send you the report.</p>
<p><label for="n">First name *</label> <input id="n" name="first_name" required></p>
<p><label for="m">Business e-mail *</label> <input id="m" name="email" type="email" required></p>
<p><label for="t">Phone number (optional, so that we can call you about the report)</label> <input id="t" name="phone" type="tel"><br><em>We only make sales calls if you have given us your consent.</em></p>
<p><input type="checkbox" id="c1" name="c1"> <label for="c1">Keep me posted by email about new products of Example Industries.</label></p>
<p><input type="checkbox" id="c2" name="c2"> <label for="c2">Share my e-mail address with the partners of Example Industries: Prospecta Ltd, Novalead Ltd (list of 15 January 2026), so that they can send me their offers.</label></p>
<p class="privacy">Example Industries Ltd is the controller of your personal data and uses it to send you the report. We delete it after 36 months. You may request access, correction or deletion and object to processing at any time. <a href="/privacy-notice">Read our privacy notice</a></p>
<input type="submit" value="Send me the report"></form></div>`,
  ),
}
const german: Base = {
  language: 'de',
  policy: policies.deGood,
  expected: 'ppnpnpppuupppu',
  html: page(
    'de',
    'Studie herunterladen',
    `<form id="studie" action="/studie" method="post">
<p>Felder mit Sternchen (*) sind Pflichtfelder. Ohne diese Angaben können wir Ihnen die Studie nicht zusenden.</p>
<div><label for="v">Vorname *</label><input id="v" name="vorname" required></div>
<div><label for="m">Geschäftliche E-Mail-Adresse *</label><input id="m" name="email" type="email" required></div>
<div><label for="t">Telefon (freiwillig, um Sie zur Studie zurückzurufen)</label><input id="t" name="telefon" type="tel"> <small>Werbeanrufe nur mit Ihrer Einwilligung.</small></div>
<div><input type="checkbox" id="c1" name="c1"><label for="c1">Ich möchte Neuigkeiten der Beispiel GmbH per E-Mail erhalten.</label></div>
<div><input type="checkbox" id="c2" name="c2"><label for="c2">Ich willige ein, dass meine E-Mail-Adresse an die Partner der Beispiel GmbH weitergegeben wird (Prospecta GmbH, Novalead AG; Stand 15.01.2026), damit sie mir Angebote senden.</label></div>
<p>Verantwortlich für die Verarbeitung Ihrer Daten ist die Beispiel GmbH; sie werden zum Versand der Studie verwendet und nach 36 Monaten gelöscht. Sie haben das Recht auf Auskunft, Berichtigung, Löschung und Widerspruch. <a href="/datenschutz">Datenschutzhinweise</a></p>
<button>Studie anfordern</button></form>`,
  ),
}

/** What is broken, where it was, what stands there now; `also` are rows that fall with it. */
type Break = readonly [
  row: number,
  from: string | RegExp,
  to: string,
  also?: Readonly<Record<number, string>>,
  policy?: string,
]

const frenchBreaks: readonly Break[] = [
  [
    1,
    '<div><input type="checkbox" id="c1"',
    '<div><label for="d">Date de naissance (facultatif)</label><input id="d" name="dn"></div><div><input type="checkbox" id="c1"',
  ],
  [
    1,
    /<label for="t">.*<\/small>/u,
    '<label for="t">Téléphone *</label><input id="t" name="tel" type="tel" required><small>Pas de démarchage téléphonique sans votre accord.</small>',
  ],
  [2, "Si vous ne les remplissez pas, nous ne pourrons pas vous envoyer l'étude.", ''],
  [2, /<p class="legende">.*<\/p>/u, ''],
  [
    3,
    /<div><input type="checkbox" id="c1".*<\/div>\n<div><input type="checkbox" id="c2".*<\/div>/u,
    '<p>Sauf opposition, vous recevrez nos offres commerciales par e-mail.</p>',
    { 4: 'n', 11: 'n', 12: 'p' },
  ],
  [4, 'name="c1"', 'name="c1" checked="checked"'],
  [4, 'par e-mail les actualités', 'par e-mail, SMS et téléphone les actualités'],
  [
    4,
    "les actualités d'Exemple Industries.",
    "les actualités d'Exemple Industries et de ses partenaires.",
    { 11: 'p' },
  ],
  [
    4,
    '<button type="submit">',
    '<p>En validant ce formulaire, vous acceptez de recevoir nos communications commerciales.</p><button type="submit">',
    { 12: 'f' },
  ],
  [
    5,
    '<button type="submit">',
    '<fieldset><legend>Souhaitez-vous notre newsletter ?</legend><label><input type="radio" name="nl" value="1" checked> Oui</label><label><input type="radio" name="nl" value="0"> Non</label></fieldset><button type="submit">',
    { 4: 'f' },
  ],
  [
    6,
    '<a href="/donnees-personnelles">Notre politique de protection des données</a>',
    '<a href="/cgv">Conditions générales et protection des données</a>',
    { 8: 'p' },
  ],
  [7, /Elles sont gardées trente-six mois\./u, 'Elles sont conservées le temps nécessaire.'],
  [
    7,
    /Vous pouvez demander l'accès.*leur traitement\. /u,
    '',
    {},
    page(
      'fr',
      'Vie privée',
      '<p>Le respect de votre vie privée nous importe. Nous gardons les données des prospects trois ans.</p>',
    ),
  ],
  [8, /(<div class="rgpd">.*<\/div>)\n(<button.*<\/button>)/u, '$2\n$1'],
  [8, 'href="/donnees-personnelles"', 'href="#"'],
  [8, '<div class="rgpd">', '<div class="rgpd" style="display:none">', { 6: 'f' }],
  [
    9,
    'et vous opposer à leur traitement.',
    "et vous opposer à leur traitement, en joignant la copie d'un titre d'identité.",
  ],
  [
    9,
    'et vous opposer à leur traitement.',
    'et vous opposer à leur traitement. Pour vous désabonner, connectez-vous à votre espace client.',
  ],
  [11, ' (Prospecta SAS, Novalead SARL ; liste au 15 janvier 2026)', ''],
  [11, ' ; liste au 15 janvier 2026', ''],
  [12, 'name="c1"', 'name="c1" required'],
  [13, ' Aucun démarchage téléphonique sans votre accord.', ''],
  [
    14,
    /<div class="rgpd"><p>.*<\/p>/u,
    '<div class="rgpd"><p>Example Industries SAS is the controller of your personal data and uses it to send you the report. It is deleted after 36 months. You may request access, correction or deletion and object to processing. <a href="/privacy">Privacy notice</a></p>',
  ],
]
const englishBreaks: readonly Break[] = [
  [
    1,
    '<p><input type="checkbox" id="c1"',
    '<p><label for="r">Religion (optional)</label><input id="r" name="religion"></p><p><input type="checkbox" id="c1"',
  ],
  [2, / If you do not fill them in, we will not be able to send you the report\./u, ''],
  [2, /<p>Fields marked.*<\/p>/u, ''],
  [
    3,
    /<p><input type="checkbox" id="c1".*<\/p>\n<p><input type="checkbox" id="c2".*<\/p>/u,
    '<p>We will also use your details to send you marketing emails about our products, based on our legitimate interests.</p>',
    { 4: 'n', 11: 'n', 12: 'p' },
  ],
  [4, 'name="c1"', 'name="c1" checked'],
  [4, 'by email about', 'by email, phone and SMS about'],
  [
    4,
    '<input type="submit"',
    '<p>By requesting the report you agree to receive our newsletter.</p><input type="submit"',
    { 12: 'f' },
  ],
  [
    5,
    '<input type="submit" value="Send me the report">',
    '<button class="btn btn-primary" type="submit">Yes, sign me up</button> <a href="/report.pdf" class="link-muted">No thanks, I prefer to miss out</a>',
    {},
  ],
  [
    6,
    '<a href="/privacy-notice">Read our privacy notice</a>',
    '<a href="/terms">Terms and conditions and privacy</a>',
    { 8: 'p' },
  ],
  [7, 'We delete it after 36 months.', 'We keep it for as long as necessary.'],
  [8, /(<p class="privacy">.*<\/p>)\n(<input type="submit".*?>)/u, '$2\n$1'],
  [8, 'href="/privacy-notice"', 'href="https://www.example.test/"'],
  [9, 'object to processing at any time.', 'object to processing at any time; please enclose a copy of your passport.'],
  [9, 'object to processing at any time.', 'object to processing at any time. To unsubscribe, log in to your account.'],
  [11, ': Prospecta Ltd, Novalead Ltd (list of 15 January 2026)', ''],
  [12, 'name="c1"', 'name="c1" required'],
  [13, '<em>We only make sales calls if you have given us your consent.</em>', ''],
]
const germanBreaks: readonly Break[] = [
  [
    1,
    '<div><input type="checkbox" id="c1"',
    '<div><label for="g">Geburtsdatum (freiwillig)</label><input id="g" name="geb"></div><div><input type="checkbox" id="c1"',
  ],
  [2, 'Ohne diese Angaben können wir Ihnen die Studie nicht zusenden.', ''],
  [
    3,
    /<div><input type="checkbox" id="c1".*<\/div>\n<div><input type="checkbox" id="c2".*<\/div>/u,
    '<p>Wir informieren Sie außerdem per E-Mail über unsere Angebote.</p>',
    { 4: 'n', 11: 'n', 12: 'p' },
  ],
  [4, 'name="c1"', 'name="c1" checked'],
  [4, 'per E-Mail erhalten', 'per E-Mail und Telefon erhalten'],
  [
    4,
    '<button>',
    '<p>Mit dem Absenden des Formulars willigen Sie in den Erhalt von Werbung ein.</p><button>',
    { 12: 'f' },
  ],
  [6, '<a href="/datenschutz">Datenschutzhinweise</a>', '<a href="/agb">AGB und Datenschutz</a>', { 8: 'p' }],
  [7, 'nach 36 Monaten gelöscht', 'so lange wie nötig gespeichert'],
  [8, /(<p>Verantwortlich.*<\/p>)\n(<button>.*<\/button>)/u, '$2\n$1'],
  [9, 'Löschung und Widerspruch.', 'Löschung und Widerspruch; bitte fügen Sie eine Kopie Ihres Personalausweises bei.'],
  [11, ' (Prospecta GmbH, Novalead AG; Stand 15.01.2026)', ''],
  [12, 'name="c1"', 'name="c1" required'],
  [13, ' <small>Werbeanrufe nur mit Ihrer Einwilligung.</small>', ''],
]

function cases(base: Base, breaks: readonly Break[]): FormPageCase[] {
  const { language, policy } = base
  return [
    { id: `${language}-whole`, language, policy, html: base.html, expected: base.expected },
    ...breaks.map(([row, from, to, also = {}, behind], place): FormPageCase => {
      const html = base.html.replace(from, to)
      if (html === base.html) throw new Error(`${language} break ${place} of J${row} changes nothing`)
      const expected = Array.from(base.expected)
        .map((letter, at) => (at + 1 === row ? 'f' : (also[at + 1] ?? letter)))
        .join('')
      return {
        id: `${language}-j${row}-${place}`,
        language,
        html,
        expected,
        ...(row === 7 ? (behind === undefined ? {} : { policy: behind }) : { policy }),
      }
    }),
  ]
}

/** One fault each, nothing else changed: a check that is too eager shows at once. */
export const oneFaultPages = [
  ...cases(french, frenchBreaks),
  ...cases(english, englishBreaks),
  ...cases(german, germanBreaks),
]
