import { page, policies, type FormPageCase } from './page.ts'

/** Written after the checks, labelled before they ran on them, and kept back. */
export const unseenPages: readonly FormPageCase[] = [
  {
    id: 'fr-x-newsletter-rgpd',
    language: 'fr',
    held: true,
    expected: 'pnnpnpppuunpnu',
    policy: policies.frGood,
    html: page(
      'fr',
      'La lettre des acheteurs',
      `<form action="/inscription" method="post"><div class="field"><label for="mail">Votre e-mail professionnel</label><input id="mail" name="mail" type="email" required></div><div class="field"><input type="checkbox" id="ok" name="ok"><label for="ok">Oui, je veux recevoir chaque mois la lettre des acheteurs d'Exemple Industries par e-mail.</label></div><p class="mentions">Vos données sont traitées par Exemple Industries pour l'envoi de la lettre. Vous pouvez retirer votre consentement à tout moment grâce au lien présent dans chaque envoi. Plus d'informations : <a href="/confidentialite">politique de confidentialité</a>.</p><button>Je m'inscris</button></form>`,
    ),
  },
  {
    id: 'fr-x-devis-surcharge',
    language: 'fr',
    held: true,
    expected: 'ffnfnpfpuunffu',
    policy: policies.frVague,
    html: page(
      'fr',
      'Obtenez votre devis gratuit',
      `<form action="/devis" method="post"><div class="form-group"><label>Civilité</label><select name="civ" required><option value="">--</option><option>M.</option><option>Mme</option></select></div><div class="form-group"><label>Nom</label><input class="form-control" name="nom" required></div><div class="form-group"><label>Prénom</label><input class="form-control" name="prenom" required></div><div class="form-group"><label>Âge</label><input class="form-control" name="age" type="number" required></div><div class="form-group"><label>Nombre d'enfants</label><input class="form-control" name="enf" type="number"></div><div class="form-group"><label>Mail</label><input class="form-control" type="email" name="mail" required></div><div class="form-group"><label>Portable</label><input class="form-control" type="tel" name="portable" required></div>
<div class="checkbox"><label><input type="checkbox" name="pub" required checked> En cochant cette case, j'accepte de recevoir des offres promotionnelles par SMS et e-mail</label></div><p><small>Consultez notre <a href="/vie-privee">charte vie privée</a>.</small></p><button class="btn btn-success">VALIDER</button></form>`,
    ),
  },
  {
    id: 'fr-x-lead-refus-coche',
    language: 'fr',
    held: true,
    expected: 'pppnnpppuunnnu',
    html: page(
      'fr',
      'Parlez à un conseiller',
      `<form action="/conseil"><p><em>Champs obligatoires : nom et e-mail. Faute de quoi nous ne saurions vous recontacter.</em></p><p>Nom (obligatoire)<br><input name="nom"></p><p>E-mail (obligatoire)<br><input name="email" type="email"></p><p>Entreprise (facultatif)<br><input name="ent"></p><p><label><input type="checkbox" name="stop"> Je préfère ne pas recevoir d'informations commerciales de votre part</label></p>
<p>Les informations recueillies sont enregistrées par Exemple SARL, responsable de traitement, pour le suivi de votre demande et l'envoi d'informations commerciales (intérêt légitime). Elles sont conservées pendant 24 mois et sont destinées au service commercial. Conformément au RGPD, vous pouvez exercer vos droits d'accès, de rectification, d'effacement, d'opposition et de limitation auprès de privacy@exemple.example.test, ou saisir la CNIL. Voir la <a href="https://www.exemple.example.test/rgpd">page RGPD</a>.</p><p><input type="submit" value="Être recontacté"></p></form>`,
    ),
  },
  {
    id: 'fr-x-footer-link-only',
    language: 'fr',
    held: true,
    expected: 'pfunnpufuunnnu',
    html: `<!doctype html><html lang="fr"><head><title>Contact - Exemple</title></head><body><main><h1>Contact</h1><form method="post"><label>Nom*<input name="n" required></label><label>Mail*<input name="m" type="email" required></label><label>Message*<textarea name="t" required></textarea></label><button>Envoyer</button></form></main><footer><a href="/mentions-legales">Mentions légales</a> <a href="/politique-confidentialite">Politique de confidentialité</a></footer></body></html>`,
  },
  {
    id: 'fr-x-tagada',
    language: 'fr',
    held: true,
    expected: 'pfnfffffuuffnu',
    html: page(
      'fr',
      'Participez et gagnez un tablette',
      `<form action="/etape2"><input name="email" placeholder="Votre email" type="email" required><input name="cp" placeholder="Code postal"><p style="font-size:9px">En cliquant sur « Étape suivante », j'accepte que mes données soient transmises aux partenaires pour recevoir leurs offres.</p><button class="gros-bouton" style="font-size:24px;background:#1a7f37;color:#fff">ÉTAPE SUIVANTE</button><p><a href="/etape2?sans=1" style="font-size:9px;color:#aaa">continuer sans accepter</a></p></form>`,
    ),
  },
  {
    id: 'en-x-demo-legit',
    language: 'en',
    held: true,
    expected: 'pffnnpppuunnfu',
    policy: policies.enGood,
    html: page(
      'en',
      'Book a demo',
      `<form id="demo"><div><label for="fn">First name<span>*</span></label><input id="fn" name="fn" required></div><div><label for="em">Company email<span>*</span></label><input id="em" type="email" name="em" required></div><div><label for="ph">Phone<span>*</span></label><input id="ph" type="tel" name="ph" required aria-describedby="phh"><div id="phh">We'll call you to arrange a time.</div></div><p>Example Ltd needs the contact information you provide to us to contact you about our products and services. You may unsubscribe from these communications at any time. For information on how to unsubscribe, as well as our privacy practices, please review our <a href="/privacy-policy">Privacy Policy</a>.</p><button type="submit">Book my demo</button></form>`,
    ),
  },
  {
    id: 'en-x-hubspot-consent',
    language: 'en',
    held: true,
    expected: 'pfnpnpupuunpnu',
    html: page(
      'en',
      'Get the checklist',
      `<form><label>Email*<input name="email" type="email" required></label><label>Company name<input name="company"></label><p>Example Ltd is committed to protecting and respecting your privacy, and we'll only use your personal information to provide the checklist you requested. From time to time, we would like to contact you about our products and services. If you consent to us contacting you for this purpose, please tick below:</p><label><input type="checkbox" name="LEGAL_CONSENT.subscription_type_1"> I agree to receive other communications from Example Ltd.</label><p>You can unsubscribe from these communications at any time. <a href="/privacy-policy">Privacy Policy</a></p><input type="submit" value="Download"></form>`,
    ),
  },
  {
    id: 'en-x-bad-everything',
    language: 'en',
    held: true,
    expected: 'ffnfnfufuufffu',
    html: page(
      'en',
      'Free eBook',
      `<form action="/x"><input type="text" name="name" placeholder="Full name" required><input type="email" name="email" placeholder="Email" required><input type="tel" name="phone" placeholder="Phone" required><input type="text" name="dob" placeholder="Date of birth" required><input type="text" name="address" placeholder="Home address"><label><input type="checkbox" name="all" checked required> I accept the Terms & Conditions and Privacy Policy and agree to receive emails, calls and texts from Example and its partners</label><button>Download</button></form><p>By submitting you agree to everything. <a href="/terms">Terms &amp; Conditions and Privacy Policy</a></p>`,
    ),
  },
  {
    id: 'de-x-gut',
    language: 'de',
    held: true,
    expected: 'pppnnpppuunnpu',
    html: page(
      'de',
      'Angebot anfordern',
      `<form action="/angebot"><p>Pflichtfelder sind mit (*) gekennzeichnet. Falls Sie diese nicht ausfüllen, können wir Ihr Angebot nicht erstellen.</p><label>Name (*)<input name="name" required></label><label>E-Mail (*)<input name="mail" type="email" required></label><label>Telefon (optional)<input name="tel" type="tel"></label><small>Wir rufen Sie nur zu Ihrer Anfrage an; Werbeanrufe gibt es ohne Ihre ausdrückliche Einwilligung nicht.</small><label><input type="checkbox" name="nein"> Nein, ich möchte keine Informationen über ähnliche Produkte erhalten.</label>
<p>Die Beispiel GmbH (Verantwortlicher) verarbeitet Ihre Daten, um Ihr Angebot zu erstellen, und nutzt Ihre E-Mail-Adresse auf Grundlage berechtigter Interessen, um Sie über ähnliche Produkte zu informieren. Wir löschen die Daten nach zwei Jahren. Ihnen stehen Rechte auf Auskunft, Berichtigung, Löschung, Einschränkung und Widerspruch zu. Mehr in unserer <a href="/datenschutzerklaerung">Datenschutzerklärung</a>.</p><button>Angebot anfordern</button></form>`,
    ),
  },
  {
    id: 'de-x-schlecht',
    language: 'de',
    held: true,
    expected: 'ffnfnfffuufffu',
    html: page(
      'de',
      'E-Book sichern',
      `<form action="/ebook"><input name="vorname" placeholder="Vorname" required><input name="email" type="email" placeholder="E-Mail-Adresse" required><input name="handy" type="tel" placeholder="Handynummer" required><label><input type="checkbox" name="x" checked required> Ich akzeptiere die AGB und Datenschutzbestimmungen und bin damit einverstanden, von Beispiel und Partnern per E-Mail, SMS und Telefon kontaktiert zu werden.</label><button>Gratis sichern</button></form>`,
    ),
  },
  {
    id: 'fr-y-partenaire-case',
    language: 'fr',
    held: true,
    expected: 'ppnpnpppuufpnu',
    policy: policies.frGood,
    html: page(
      'fr',
      'Comparez les logiciels',
      `<form action="/comparer"><p>Seuls les champs suivis de (obligatoire) doivent être remplis, faute de quoi le comparatif ne peut être établi.</p><label>Adresse e-mail (obligatoire)<input name="mail" type="email" required></label><label>Effectif<select name="eff"><option value="">Choisir</option><option>1 à 9</option></select></label><label><input type="checkbox" name="part"> J'autorise la transmission de mes coordonnées à des sociétés tierces afin qu'elles m'envoient leurs offres par e-mail.</label><p>Exemple SAS traite ces informations pour établir votre comparatif : <a href="/confidentialite">confidentialité</a>.</p><button>Comparer</button></form>`,
    ),
  },
  {
    id: 'fr-y-telephone-non',
    language: 'fr',
    held: true,
    expected: 'ffnnnpfpuunnfu',
    policy: policies.frVague,
    html: page(
      'fr',
      'Une démo en 15 minutes',
      `<form><div><input placeholder="Email pro*" type="email" name="email" required></div><div><input placeholder="Numéro de mobile*" type="tel" name="tel" required></div><p>Nous traitons ces données uniquement pour organiser la démo demandée. Voir notre <a href="/donnees">politique de protection des données</a>.</p><button>Réserver</button></form>`,
    ),
  },
  {
    id: 'en-y-optout-clear',
    language: 'en',
    held: true,
    expected: 'pppnnpppuunnnu',
    policy: policies.enGood,
    html: page(
      'en',
      'Ask an engineer',
      `<form><p>Required fields are marked (required). We can't reply if they are empty.</p><label>Your e-mail (required)<input type="email" name="e" required></label><label>Company<input name="c"></label><label>Question (required)<textarea name="q" required></textarea></label><label><input type="checkbox" name="n"> Please don't contact me about your products.</label><p>Example Ltd uses these details to reply and, as a legitimate interest, to contact you about its products. <a href="/privacy">Privacy notice</a></p><button>Ask</button></form>`,
    ),
  },
  {
    id: 'en-y-newsletter-small',
    language: 'en',
    held: true,
    expected: 'pnnnnpfpuunnnu',
    policy: policies.enVague,
    html: page(
      'en',
      'Industry letter',
      `<form><label for="e">Work email</label><input id="e" type="email" name="e" required><p>Example Ltd sends the industry letter every month. Unsubscribe with one click. Your data: <a href="/privacy">privacy policy</a>.</p><button>Subscribe</button></form>`,
    ),
  },
  {
    id: 'en-y-terms-only',
    language: 'en',
    held: true,
    expected: 'pfnfnfffuunfnu',
    html: page(
      'en',
      'Get the toolkit',
      `<form><input name="n" placeholder="Name" required><input name="e" placeholder="Email" type="email" required><label><input type="checkbox" name="t" required> I have read and accept the Terms of Use, and I agree to receive marketing emails</label><button>Download toolkit</button></form>`,
    ),
  },
  {
    id: 'de-y-kanal',
    language: 'de',
    held: true,
    expected: 'ppnfnpppuunppu',
    policy: policies.deGood,
    html: page(
      'de',
      'Webinar: Wartung',
      `<form><p>Alle mit * markierten Angaben sind erforderlich, um Sie anzumelden.</p><label>Name *<input name="n" required></label><label>E-Mail *<input type="email" name="e" required></label><label>Telefon<input type="tel" name="t"></label><label><input type="checkbox" name="k"> Ich bin einverstanden, dass mich die Beispiel GmbH per E-Mail und telefonisch über Produkte informiert.</label><p>Die Beispiel GmbH verarbeitet Ihre Daten zur Durchführung des Webinars. <a href="/datenschutz">Datenschutzerklärung</a></p><button>Anmelden</button></form>`,
    ),
  },
]
