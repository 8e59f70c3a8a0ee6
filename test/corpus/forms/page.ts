/** One page with forms, as somebody read it before the checks were written. */
export interface FormPageCase {
  id: string
  language: 'fr' | 'en' | 'de'
  html: string
  /** The privacy page behind the link, when it was opened; left out = it was not. */
  policy?: string
  /** J1 to J14 of the form that is meant: p pass, f fail, u a person must look, n not applicable. */
  expected: string
  /** Kept back while the checks were written. */
  held?: boolean
}

/** A whole page around the interesting part. */
export const page = (lang: string, title: string, body: string, style = ''): string =>
  `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${style === '' ? '' : `<style>${style}</style>`}</head><body><header><nav><a href="/">Home</a></nav></header><main><h1>${title}</h1>${body}</main><footer><a href="/mentions">Mentions</a></footer></body></html>`

export const policies = {
  frGood: page(
    'fr',
    'Politique de confidentialité',
    `<p>Dernière mise à jour : 3 mars 2026</p><p>Exemple Industries SAS, responsable de traitement, 12 rue de l'Exemple, Lyon. Délégué à la protection des données : dpo@exemple.example.test.</p>
<h2>Durées de conservation</h2><p>Les données des prospects sont conservées 3 ans à compter de leur dernier contact.</p>
<h2>Vos droits</h2><p>Vous disposez d'un droit d'accès, de rectification, d'effacement, de limitation, d'opposition et de portabilité. Vous pouvez introduire une réclamation auprès de la CNIL.</p>
<h2>Sources</h2><p>Lorsque les données ne viennent pas de vous, elles proviennent de Prospecta, une source non publique.</p>`,
  ),
  frVague: page(
    'fr',
    'Vie privée',
    `<p>Nous conservons vos données aussi longtemps que nécessaire aux finalités poursuivies.</p><p>Vous disposez d'un droit d'accès, de rectification et d'opposition.</p>`,
  ),
  enGood: page(
    'en',
    'Privacy notice',
    `<p>Last updated: 12 January 2026</p><p>Example Industries Ltd is the data controller. Contact our data protection officer at privacy@example.test.</p>
<h2>How long we keep your data</h2><p>We keep the details of prospects for 36 months after our last contact.</p><h2>Your rights</h2><p>You have the right of access, rectification, erasure, restriction, portability and the right to object. You may complain to your supervisory authority.</p>`,
  ),
  enVague: page(
    'en',
    'Privacy policy',
    `<p>We retain personal information for as long as necessary to fulfil our purposes, or for up to 30 days in backups.</p><p>Contact us with any question.</p>`,
  ),
  deGood: page(
    'de',
    'Datenschutzerklärung',
    `<p>Stand: Februar 2026</p><p>Verantwortlicher: Beispiel GmbH, Musterstraße 1, Köln. Datenschutzbeauftragter: datenschutz@beispiel.example.test.</p>
<p>Wir speichern Ihre Daten für Werbezwecke höchstens zwei Jahre nach dem letzten Kontakt.</p><p>Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung, Widerspruch und Datenübertragbarkeit sowie ein Beschwerderecht bei der Aufsichtsbehörde.</p>`,
  ),
} as const
