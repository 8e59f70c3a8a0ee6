import { page, policies, type FormPageCase } from './page.ts'

/** Pages in the markup of usual form builders. */
export const builderPages: readonly FormPageCase[] = [
  {
    id: 'fr-elementor',
    language: 'fr',
    expected: 'pffnnpupuunnnu',
    html: page(
      'fr',
      'Contact',
      `<div class="elementor-widget"><h2>Une question ? Parlons-en</h2><form class="elementor-form" method="post" name="Contact"><input type="hidden" name="post_id" value="12"/><div class="elementor-field-group elementor-mark-required"><label for="f1" class="elementor-field-label">Nom et prénom</label><input id="f1" name="form_fields[name]" required aria-required="true"></div><div class="elementor-field-group"><label for="f2" class="elementor-field-label">E-mail professionnel</label><input type="email" id="f2" name="form_fields[email]" required></div><div><label for="f3">Message</label><textarea id="f3" name="form_fields[message]"></textarea></div>
<div class="elementor-html">Les informations recueillies par Exemple Industries SAS servent à répondre à votre demande et à vous informer de nos offres et nouveautés. Pour connaître vos droits, consultez notre <a href="https://www.exemple.example.test/politique-de-confidentialite/" target="_blank">politique de confidentialité</a>.</div><div><button type="submit"><span><span class="elementor-button-text">Envoyer</span></span></button></div></form></div>`,
    ),
  },
  {
    id: 'en-mailchimp',
    language: 'en',
    expected: 'ffnnnpfpuunnnu',
    policy: policies.enVague,
    html: page(
      'en',
      'Blog',
      `<div id="mc_embed_signup"><form action="https://example.us1.list-manage.com/subscribe/post?u=1&amp;id=2" method="post" id="mc-embedded-subscribe-form" name="mc-embedded-subscribe-form"><h2>Subscribe</h2><div class="indicates-required"><span class="asterisk">*</span> indicates required</div><div class="mc-field-group"><label for="mce-EMAIL">Email Address <span class="asterisk">*</span></label><input type="email" value="" name="EMAIL" id="mce-EMAIL" required></div><div class="mc-field-group"><label for="mce-FNAME">First Name</label><input name="FNAME" id="mce-FNAME"></div><div class="mc-field-group"><label for="mce-BDAY">Birthday</label><input name="BIRTHDAY[month]" id="mce-BDAY"></div>
<div style="position: absolute; left: -5000px;" aria-hidden="true"><input type="text" name="b_1_2" tabindex="-1" value=""></div><p>We use your address to send our newsletter. You can unsubscribe at any time. <a href="/privacy">Privacy policy</a></p><div class="clear"><input type="submit" value="Subscribe" name="subscribe" class="button"></div></form></div>`,
    ),
  },
  {
    id: 'fr-brevo',
    language: 'fr',
    expected: 'pnnpnpupuunpnu',
    html: page(
      'fr',
      'Restez informé',
      `<div class="sib-form"><form id="sib-form" method="POST" action="https://x.sibforms.example.test/serve/1"><div class="sib-form-block"><p>Newsletter</p></div><div class="sib-text-form-block"><p>Inscrivez-vous à notre newsletter pour suivre nos actualités.</p></div><div class="entry__label" data-required="*"><label for="EMAIL">Adresse e-mail</label></div><input class="input" type="text" id="EMAIL" name="EMAIL" autocomplete="off" placeholder="nom@entreprise.fr" required>
<div class="sib-optin"><label><input type="checkbox" value="1" id="OPT_IN" name="OPT_IN"><span>J'accepte de recevoir vos e-mails et confirme avoir pris connaissance de votre <a href="/politique-de-confidentialite">politique de confidentialité</a>.</span></label></div><div class="sib-form-block"><p>Vous pouvez vous désinscrire à tout moment en cliquant sur le lien présent dans nos e-mails.</p></div><button class="sib-form-block__button" type="submit">S'inscrire</button></form></div>`,
    ),
  },
  {
    id: 'en-gravity',
    language: 'en',
    expected: 'ffnfnpupuunfpu',
    html: page(
      'en',
      'Free guide: choosing a supplier',
      `<div class="gform_wrapper"><form method="post" id="gform_3" action="/guide"><p class="gform_required_legend">"<span class="gfield_required">*</span>" indicates required fields</p><div class="gfield"><label class="gfield_label" for="i1">Name<span class="gfield_required">*</span></label><input name="input_1" id="i1" type="text" aria-required="true"></div><div class="gfield"><label for="i2">Work email<span class="gfield_required">*</span></label><input name="input_2" id="i2" type="email" aria-required="true"></div><div class="gfield"><label for="i3">Phone<span class="gfield_required">*</span></label><input name="input_3" id="i3" type="tel" aria-required="true"></div>
<fieldset class="gfield"><legend class="gfield_label">Consent<span class="gfield_required">*</span></legend><input name="input_4.1" id="i4" type="checkbox" value="1" aria-required="true"><label for="i4">I agree to be contacted by Example Ltd by email, phone and text message about its products.<span class="gfield_required">*</span></label></fieldset><p>Example Ltd processes your data as described in our <a href="/privacy-policy">privacy policy</a>.</p><div class="gform_footer"><input type="submit" value="Get my guide"></div></form></div>`,
    ),
  },
  {
    id: 'de-bootstrap',
    language: 'de',
    expected: 'ppfnnpppuunnfu',
    policy: policies.deGood,
    html: page(
      'de',
      'Beratung anfragen',
      `<form class="row g-3" action="/beratung"><p class="text-muted">Felder mit * sind erforderlich. Ohne diese Angaben können wir Sie nicht beraten.</p><div class="form-floating"><input type="text" class="form-control" id="a" name="name" placeholder="Name" required><label for="a">Name *</label></div><div class="form-floating"><input type="email" class="form-control" id="b" name="email" placeholder="E-Mail" required><label for="b">E-Mail *</label></div><div class="form-floating"><input type="tel" class="form-control" id="c" name="telefon" placeholder="Telefon"><label for="c">Telefon (optional, um einen Termin zu vereinbaren)</label></div>
<p>Die Beispiel GmbH verarbeitet Ihre Daten, um Ihre Anfrage zu beantworten, und informiert Sie aufgrund berechtigter Interessen per E-Mail über ähnliche Angebote. Details in der <a href="/datenschutzerklaerung">Datenschutzerklärung</a>.</p><button class="btn btn-primary" type="submit">Anfrage senden</button></form>`,
    ),
  },
  {
    id: 'fr-jeu-coreg',
    language: 'fr',
    expected: 'ffnfffffuufffu',
    html: page(
      'fr',
      'Jeu-concours',
      `<form action="/jeu"><input name="civilite" type="hidden" value="M"><input name="nom" placeholder="Nom" required><input name="email" type="email" placeholder="E-mail" required><input name="tel" type="tel" placeholder="Portable" required><input name="date_naissance" placeholder="Date de naissance (JJ/MM/AAAA)" required><p>En validant, j'accepte le règlement, la politique de confidentialité et de recevoir les offres des partenaires.</p><button type="submit" class="btn btn-success btn-lg">JE VALIDE ET JE PARTICIPE</button><a class="text-muted small" href="/sans-partenaires">participer sans accepter</a></form>`,
    ),
  },
  {
    id: 'en-inline-notice',
    language: 'en',
    expected: 'ppnpnpppuunpnu',
    html: page(
      'en',
      'Webinar: keeping machines running',
      `<section><form action="/w"><fieldset><legend>Your details (all required, otherwise we cannot send you the link)</legend><label>First name <input name="fn" required></label><label>Last name <input name="ln" required></label><label>Work email <input name="em" type="email" required></label></fieldset><p><label><input type="checkbox" name="news"> Email me Example Industries' monthly newsletter (optional).</label></p>
<details open><summary>What happens with your data</summary><ul><li>Controller: Example Industries Ltd</li><li>Purpose: running the webinar</li><li>Kept for: 6 months after the webinar</li><li>Your rights: access, rectification, erasure, restriction and objection; write to <a href="mailto:privacy@example.test">privacy@example.test</a></li></ul><p>More in the <a href="/privacy">privacy notice</a>.</p></details><button>Save my seat</button></form></section>`,
    ),
  },
  {
    id: 'fr-select-optin',
    language: 'fr',
    expected: 'pfnfnpupuunpnu',
    html: page(
      'fr',
      'Demander une étude',
      `<form action="/etude"><div><label for="n">Nom <abbr title="obligatoire">*</abbr></label><input id="n" name="nom" required></div><div><label for="e">E-mail <abbr title="obligatoire">*</abbr></label><input id="e" name="email" type="email" required></div><div><label for="o">Recevoir nos actualités par e-mail ?</label><select id="o" name="optin"><option selected>Oui</option><option>Non</option></select></div><p>Exemple SARL utilise vos informations pour préparer l'étude demandée. <a href="/protection-des-donnees">Protection des données</a></p><button>Envoyer</button></form>`,
    ),
  },
]
