import { page, policies, type FormPageCase } from './page.ts'

export const germanPages: readonly FormPageCase[] = [
  {
    id: 'de-kontakt-good',
    language: 'de',
    expected: 'ppnnnpppuunnnu',
    policy: policies.deGood,
    html: page(
      'de',
      'Kontakt',
      `<form action="/kontakt"><p>Mit * gekennzeichnete Felder sind Pflichtfelder; ohne diese Angaben können wir Ihre Anfrage nicht bearbeiten.</p><label for="n">Name *</label><input id="n" name="name" required><label for="e">E-Mail-Adresse *</label><input id="e" type="email" name="email" required><label for="m">Nachricht *</label><textarea id="m" name="nachricht" required></textarea>
<p>Die Beispiel GmbH verwendet Ihre Angaben ausschließlich zur Beantwortung Ihrer Anfrage. Speicherdauer und Ihre Rechte: <a href="/datenschutz">Datenschutzerklärung</a>.</p><button>Nachricht senden</button></form>`,
    ),
  },
  {
    id: 'de-newsletter-vorangekreuzt',
    language: 'de',
    expected: 'ffnfnpupuunpfu',
    html: page(
      'de',
      'Newsletter abonnieren',
      `<form action="/nl"><label>E-Mail<input type="email" name="email" required></label><label>Telefon<input type="tel" name="telefon"></label><label><input type="checkbox" name="ok" checked="checked"> Ich möchte Angebote per E-Mail und Telefon erhalten</label><p><a href="/datenschutz">Datenschutzerklärung</a></p><button>Anmelden</button></form>`,
    ),
  },
  {
    id: 'de-whitepaper',
    language: 'de',
    expected: 'pfnfnpupuuffnu',
    html: page(
      'de',
      'Whitepaper herunterladen',
      `<form action="/wp"><label>Vorname*<input name="vorname" required></label><label>Nachname*<input name="nachname" required></label><label>Geschäftliche E-Mail*<input type="email" name="email" required></label><label><input type="checkbox" name="w" required> Ich willige ein, dass die Beispiel GmbH und ihre verbundenen Unternehmen mir Werbung per E-Mail senden.*</label><p>Hinweise in unserer <a href="/datenschutz.html">Datenschutzerklärung</a>. *Pflichtfeld</p><button>Jetzt herunterladen</button></form>`,
    ),
  },
  {
    id: 'de-rueckruf',
    language: 'de',
    held: true,
    expected: 'ppnnnpppuunnpu',
    html: page(
      'de',
      'Rückruf anfordern',
      `<form action="/rueckruf"><p>Beide Felder sind Pflichtfelder, da wir Sie sonst nicht zurückrufen können.</p><label>Name<input name="name" required></label><label>Telefonnummer<input type="tel" name="tel" required></label><p>Wir nutzen Ihre Nummer nur für den Rückruf zu Ihrer Anfrage; Werbeanrufe erfolgen nicht ohne Ihre Einwilligung. Die Beispiel GmbH löscht sie nach sechs Monaten. Sie haben das Recht auf Auskunft, Berichtigung, Löschung und Widerspruch. <a href="/datenschutz">Datenschutz</a></p><button>Rückruf anfordern</button></form>`,
    ),
  },
  {
    id: 'de-agb',
    language: 'de',
    expected: 'pfunnfupuunnnu',
    html: page(
      'de',
      'Demo anfragen',
      `<form action="/demo"><label>E-Mail<input type="email" name="email" required></label><label>Firma<input name="firma" required></label><label><input type="checkbox" name="agb" required> Ich akzeptiere die <a href="/agb">AGB</a> und die <a href="/datenschutz">Datenschutzerklärung</a></label><button>Demo anfragen</button></form>`,
    ),
  },
  {
    id: 'de-partner',
    language: 'de',
    held: true,
    expected: 'pfnfnpupuufpnu',
    html: page(
      'de',
      'Angebote vergleichen',
      `<form action="/angebote"><label>Name<input name="name"></label><label>E-Mail<input type="email" name="email" required></label><label><input type="checkbox" name="p"> Ich bin einverstanden, dass die Beispiel GmbH und ihre Partner mir Angebote per E-Mail und SMS senden.</label><p>Mehr dazu: <a href="/datenschutzhinweise">Datenschutzhinweise</a></p><button>Vergleichen</button></form>`,
    ),
  },
  {
    id: 'de-absenden',
    language: 'de',
    expected: 'ufnfnpufuunffu',
    html: page(
      'de',
      'Haben Sie Fragen?',
      `<form action="/fragen"><label>E-Mail<input type="email" name="email" required></label><label>Telefon<input type="tel" name="telefon"></label><label>Frage<textarea name="frage"></textarea></label><button>Absenden</button><p>Mit dem Absenden stimmen Sie dem Erhalt von Werbung zu. <a href="/datenschutz">Datenschutzerklärung</a></p></form>`,
    ),
  },
  {
    id: 'de-geburtsdatum',
    language: 'de',
    expected: 'ffpnnpppuunnnu',
    html: page(
      'de',
      'Katalog bestellen',
      `<form action="/katalog"><p>* Pflichtfeld</p><label>Name*<input name="name" required></label><label>E-Mail*<input type="email" name="email" required></label><label>Geburtsdatum<input type="date" name="geb"></label><label>Familienstand<input name="fam"></label><label><input type="checkbox" name="kein"> Ich möchte keine Werbung per E-Mail erhalten.</label><p>Die Beispiel GmbH nutzt Ihre Daten für den Versand und aufgrund berechtigter Interessen für Werbung zu ähnlichen Produkten. Wir speichern sie 3 Jahre. Sie haben Rechte auf Auskunft, Berichtigung, Löschung und Widerspruch. <a href="/datenschutz">Datenschutzerklärung</a></p><button>Bestellen</button></form>`,
    ),
  },
  {
    id: 'de-english-notice',
    language: 'de',
    held: true,
    expected: 'pfnnnpppuunnnf',
    html: page(
      'de',
      'Schreiben Sie uns',
      `<form action="/kontakt"><label>Ihr Name (erforderlich)<input name="name" required></label><label>Ihre E-Mail-Adresse (erforderlich)<input type="email" name="email" required></label><label>Ihre Nachricht (erforderlich)<textarea name="m" required></textarea></label><p>Beispiel GmbH is the controller. We process your data only to reply to you and delete it after six months. You have the right to access, rectify and erase your data and to object. <a href="/en/privacy">Privacy policy</a></p><button>Senden</button></form>`,
    ),
  },
  {
    id: 'de-newsletter-good',
    language: 'de',
    expected: 'pnnnnpppuunnnu',
    policy: policies.deGood,
    html: page(
      'de',
      'Unser Newsletter',
      `<form action="/nl"><label>E-Mail-Adresse<input type="email" name="email" required></label><p>Sie erhalten einmal im Monat den Newsletter der Beispiel GmbH und können sich jederzeit über den Link in jeder E-Mail abmelden. Speicherdauer, Rechte, Kontakt: <a href="/datenschutz">Datenschutzerklärung</a></p><button>Newsletter abonnieren</button></form>`,
    ),
  },
]
