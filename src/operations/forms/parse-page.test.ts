import { describe, expect, it } from 'vitest'
import { auditForm, mainForm } from '../../domain/forms/audit.ts'
import { readPrivacy } from '../../domain/forms/policy.ts'
import { auditPage, unjudged } from './audit-page.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import { parsePage, parseText } from './parse-page.ts'

const shape = (html: string) =>
  parsePage(html, 'https://www.example.test/contact').forms.map(
    ({ key, heading, fields, pieces, buttons, hidden }) => ({
      key,
      heading,
      fields: fields.map(({ name, label, required, place }) => [name, label, required, place]),
      pieces: pieces.map(({ text, place }) => [text, place]),
      buttons: buttons.map(({ text }) => text),
      hidden: hidden.map(({ name }) => name),
    }),
  )

/** State and reasons of one row of the form that is meant, with the privacy page where it was opened. */
const rowOf = (row: string, lang: string, body: string, policyText?: string) => {
  const form = mainForm(
    parsePage(`<html lang="${lang}"><body>${body}</body></html>`, 'https://www.example.test/contact').forms,
  )
  const found =
    form === null
      ? undefined
      : auditForm(
          form,
          policyText === undefined
            ? {}
            : {
                policyText,
                policy: {
                  state: 'read',
                  url: 'https://www.example.test/privacy',
                  detail: null,
                  facts: readPrivacy(policyText),
                },
              },
        ).rows.find(({ id }) => id === row)
  return [found?.state, found?.findings.map(({ reason }) => reason)]
}
const mail = '<label>E-mail *<input type="email" name="e" required></label>'
const questions = '<label>Message<textarea name="m"></textarea></label>'
const whole = 'Droits : accès, rectification, opposition, que vous pouvez exercer.'

describe('what is easily misread (J1 to J14)', () => {
  it.each([
    [
      'J1',
      'fr',
      `<form>${mail}<fieldset><legend>Situation familiale</legend><input type="radio" id="a" name="s"><label for="a">Marié</label><input type="radio" id="b" name="s"><label for="b">Célibataire</label></fieldset><button>OK</button></form>`,
      'fail',
      ['private-field'],
    ],
    [
      'J3',
      'en',
      `<h1>Contact us</h1><form>${mail}${questions}<p>We will use your email address to send you our newsletter.</p><button>Send</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J4',
      'en',
      `<form>${mail}${questions}<label><input type="checkbox" name="c" checked> Send me a copy of this message</label><button>Send</button></form>`,
      'not-applicable',
      ['no-box'],
    ],
    [
      'J4',
      'en',
      `<form>${mail}<label><input type="checkbox" name="c" checked> Sign up for news and updates</label><button>Send</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J4',
      'fr',
      `<form>${mail}<label><input type="checkbox" name="c" checked> Décochez cette case si vous ne souhaitez pas recevoir nos offres</label><button>Envoyer</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J4',
      'en',
      `<form>${mail}<label><input type="checkbox" id="mk" name="c"> Send me offers by email</label><button>Send</button></form><script>document.getElementById('mk').checked = true</script>`,
      'unsure',
      ['script-ticks'],
    ],
    [
      'J4',
      'en',
      `<form>${mail}<label><input type="checkbox" name="mk"> Send me offers by email</label><button>Send</button></form><script>$('input[name="mk"]').prop('checked', true)</script>`,
      'unsure',
      ['script-ticks'],
    ],
    [
      'J4',
      'en',
      `<form>${mail}<label><span role="checkbox"><input type="checkbox" aria-checked="true" name="mk"></span> Send me offers by email</label><button>Send</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J5',
      'fr',
      `<form>${mail}<button>J’accepte de recevoir les offres</button> <a href="/suite">Étape suivante</a></form>`,
      'fail',
      ['no-veiled'],
    ],
    [
      'J5',
      'en',
      `<form>${mail}<label><input type="checkbox" name="c"> Untick this box if you do not want to receive our offers</label><button>Send</button></form>`,
      'fail',
      ['twisted'],
    ],
    [
      'J8',
      'en',
      `<form>${mail}<details><summary>Legal</summary><p>Example Ltd is the controller of your data. <a href="/privacy">Privacy notice</a></p></details><button>Send</button></form>`,
      'unsure',
      ['notice-folded'],
    ],
    [
      'J8',
      'en',
      `<form>${mail}<details open><summary>Legal</summary><p>Example Ltd is the controller of your data. <a href="/privacy">Privacy notice</a></p></details><button>Send</button></form>`,
      'pass',
      ['notice-before'],
    ],
    [
      'J12',
      'fr',
      `<h1>Contact</h1><form>${mail}<span class="wpcf7-form-control wpcf7-acceptance"><label><input type="checkbox" name="a"> J’accepte de recevoir les offres d’Exemple par e-mail</label></span><button>Envoyer</button></form>`,
      'fail',
      ['consent-forced'],
    ],
    [
      'J12',
      'fr',
      `<h1>Contact</h1><form>${mail}<span class="wpcf7-form-control wpcf7-acceptance optional"><label><input type="checkbox" name="a"> J’accepte de recevoir les offres d’Exemple par e-mail</label></span><button>Envoyer</button></form>`,
      'pass',
      ['consent-free'],
    ],
    [
      'J12',
      'fr',
      `<h1>Contact</h1><form>${mail}<label><input type="checkbox" name="a" required> J’accepte de recevoir d’autres communications d’Exemple</label><button>Envoyer</button></form>`,
      'fail',
      ['consent-forced'],
    ],
    [
      'J13',
      'en',
      `<form>${mail}<div class="gform_validation_container"><label for="p">Phone</label><input id="p" name="input_5"></div><button>Send</button></form>`,
      'not-applicable',
      ['no-phone'],
    ],
    [
      'J2',
      'en',
      `<form><p>We need the fields marked * in order to reply to you.</p>${mail}<label>Name *<input name="n" required></label><button>Send</button></form>`,
      'pass',
      ['marked'],
    ],
    [
      'J2',
      'fr',
      `<form><p>* Champs requis. En leur absence, votre demande ne sera pas traitée.</p>${mail}<label>Nom *<input name="n" required></label><button>OK</button></form>`,
      'pass',
      ['marked'],
    ],
    [
      'J3',
      'en',
      `<h1>Contact</h1><form>${mail}${questions}<p>From time to time we will contact you about our products.</p><label><input type="checkbox" name="x"> Tick here if you would prefer not to hear from us</label><button>Send</button></form>`,
      'pass',
      ['refusal-box'],
    ],
    [
      'J8',
      'fr',
      `<form>${mail}<p>Exemple SAS traite vos données pour vous répondre. <a href="/rgpd-infos">En savoir plus</a></p><button>OK</button></form>`,
      'pass',
      ['notice-before'],
    ],
    [
      'J8',
      'fr',
      `<form>${mail}<p style="font-size:6px">Exemple SAS traite vos données. <a href="/p">Politique de confidentialité</a></p><button>OK</button></form>`,
      'fail',
      ['notice-tiny'],
    ],
    [
      'J11',
      'en',
      `<form>${mail}<label><input type="checkbox" name="p"> I would like to hear from trusted partners of Example</label><button>Send</button></form>`,
      'fail',
      ['partners-unnamed'],
    ],
    [
      'J11',
      'fr',
      `<form>${mail}<p>Vos données ne sont ni vendues ni cédées à des tiers.</p><button>OK</button></form>`,
      'not-applicable',
      ['no-partners'],
    ],
    [
      'J12',
      'de',
      `<h1>Checkliste herunterladen</h1><form>${mail}<p>Mit dem Download melden Sie sich für unseren Newsletter an.</p><button>Download</button></form>`,
      'fail',
      ['click-forced'],
    ],
    [
      'J4',
      'en',
      `<h1>Our newsletter</h1><form>${mail}<p>By subscribing you will receive our newsletter once a month.</p><button>Subscribe</button></form>`,
      'not-applicable',
      ['no-box'],
    ],
    [
      'J13',
      'en',
      `<form>${mail}<label>Contact number<input name="cn"></label><p>We won't call you for sales purposes unless you have agreed.</p><button>Send</button></form>`,
      'pass',
      ['calls-said'],
    ],
    [
      'J3',
      'en',
      `<h1>Contact</h1><form>${mail}<p>Example uses the information you provide to us to contact you about our relevant content, products, and services.</p><button>Send</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J3',
      'de',
      `<h1>Kontakt</h1><form>${mail}<p>Beispiel nutzt die von Ihnen bereitgestellten Informationen, um Sie bezüglich unserer Inhalte, Produkte und Dienstleistungen zu kontaktieren.</p><button>Senden</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J3',
      'fr',
      `<h1>Contact</h1><form>${mail}<p>Exemple utilise vos informations pour vous contacter au sujet de votre demande sur nos produits.</p><button>OK</button></form>`,
      'not-applicable',
      ['no-soliciting'],
    ],
    [
      'J12',
      'de',
      `<h1>Whitepaper herunterladen</h1><form>${mail}<label><input type="checkbox" name="c" required> Ich stimme zu, andere Benachrichtigungen von Beispiel zu erhalten.</label><button>Herunterladen</button></form>`,
      'fail',
      ['consent-forced'],
    ],
    [
      'J4',
      'en',
      `<form>${mail}<label><input type="checkbox" name="o" checked> Subscribe to our mailing list</label><button>OK</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J3',
      'de',
      `<h1>Kontakt</h1><form>${mail}<p>Ihre E-Mail-Adresse wird auch für Werbezwecke genutzt.</p><button>OK</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J11',
      'fr',
      `<form>${mail}<label><input type="checkbox" name="p"> J’accepte que l’on transmette mes données à des partenaires commerciaux</label><button>OK</button></form>`,
      'fail',
      ['partners-unnamed'],
    ],
    [
      'J12',
      'fr',
      `<h1>Téléchargez le guide</h1><form>${mail}<p>En téléchargeant ce guide, vous acceptez d’être recontacté par nos équipes commerciales.</p><button>Télécharger</button></form>`,
      'fail',
      ['click-forced'],
    ],
    [
      'J12',
      'fr',
      `<h1>Contact</h1><form>${mail}<p>En envoyant ce formulaire, vous acceptez d’être contacté au sujet de votre demande.</p><button>OK</button></form>`,
      'not-applicable',
      ['no-consent-asked'],
    ],
    [
      'J3',
      'en',
      `<h1>Contact</h1><form>${mail}<p>Your details will be added to our mailing list.</p><button>OK</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J3',
      'fr',
      `<h1>Contact</h1><form>${mail}<p>Vous serez abonné à notre lettre d’information.</p><button>OK</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J3',
      'fr',
      `<h1>Contact</h1><form>${mail}<p>Exemple SAS est responsable de vos données.</p><button>OK</button></form>`,
      'unsure',
      ['use-untold'],
    ],
    [
      'J3',
      'fr',
      `<h1>Contact</h1><form>${mail}<p>Exemple SAS utilise vos données pour vous répondre.</p><button>OK</button></form>`,
      'not-applicable',
      ['no-soliciting'],
    ],
    [
      'J3',
      'fr',
      `<h1>Contact</h1><form>${mail}<p>Nous pourrons vous adresser nos offres.</p><label><input type="checkbox" name="n"> Je ne veux pas être démarché</label><button>OK</button></form>`,
      'pass',
      ['refusal-box'],
    ],
    [
      'J4',
      'fr',
      `<h1>Contact</h1><form>${mail}<label><input type="checkbox" name="x" checked> Zorglub forever</label><button>OK</button></form>`,
      'unsure',
      ['box-unread'],
    ],
    [
      'J12',
      'fr',
      `<h1>Contact</h1><form>${mail}<label><input type="checkbox" name="x" required> Je fais partie de la grande famille Zorglub</label><button>OK</button></form>`,
      'unsure',
      ['box-unread'],
    ],
    [
      'J4',
      'fr',
      `<h1>Contact</h1><form>${mail}<fieldset><legend>Votre besoin</legend><label><input type="checkbox" name="b" checked> Maintenance</label><label><input type="checkbox" name="b"> Installation</label></fieldset><button>OK</button></form>`,
      'not-applicable',
      ['no-box'],
    ],
    [
      'J8',
      'de',
      `<form>${mail}<p>Informationen zum Umgang mit Ihren Daten finden Sie <a href="/d">hier</a>.</p><button>OK</button></form>`,
      'pass',
      ['notice-before'],
    ],
    [
      'J9',
      'en',
      `<form>${mail}<p>Opting out requires you to log into the customer portal.</p><button>OK</button></form>`,
      'fail',
      ['exit-account'],
    ],
    [
      'J11',
      'en',
      `<form>${mail}<label><input type="checkbox" name="p"> Example can pass my details to its business partners</label><button>OK</button></form>`,
      'fail',
      ['partners-unnamed'],
    ],
    [
      'J12',
      'fr',
      `<h1>Livre blanc</h1><form>${mail}<p>L’accès au livre blanc implique votre inscription à notre newsletter.</p><button>Télécharger</button></form>`,
      'fail',
      ['click-forced'],
    ],
    [
      'J3',
      'en',
      `<h1>Contact</h1><form>${mail}<p>We use your data to reply to you. We will also use it for direct marketing.</p><button>OK</button></form>`,
      'fail',
      ['no-refusal'],
    ],
    [
      'J3',
      'en',
      `<h1>Contact</h1><form>${mail}<p>We use your data to reply to you. We also process your data to improve our reach.</p><button>OK</button></form>`,
      'unsure',
      ['use-untold'],
    ],
    [
      'J11',
      'en',
      `<h1>Contact</h1><form>${mail}<p>Your information is shared with our distributors and resellers.</p><button>OK</button></form>`,
      'unsure',
      ['recipients-unclear'],
    ],
    [
      'J11',
      'en',
      `<h1>Contact</h1><form>${mail}<p>Your information is shared with our hosting provider.</p><button>OK</button></form>`,
      'not-applicable',
      ['no-partners'],
    ],
    [
      'J1',
      'fr',
      `<h1>Contact</h1><form>${mail}<label>Vous êtes né(e) le<input name="dn"></label><button>OK</button></form>`,
      'fail',
      ['private-field'],
    ],
    [
      'J2',
      'en',
      `<form><p>Please complete all fields: we can only reply if we have this information.</p>${mail}<label>Name<input name="n" required></label><button>OK</button></form>`,
      'pass',
      ['marked'],
    ],
    [
      'J4',
      'es',
      `<form>${mail}<label><input type="checkbox" name="m" checked> Acepto recibir publicidad y ofertas comerciales</label><button>Enviar</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J4',
      'it',
      `<form>${mail}<label><input type="checkbox" name="m" checked> Acconsento a ricevere comunicazioni commerciali</label><button>Invia</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J4',
      'nl',
      `<form>${mail}<label><input type="checkbox" name="m" checked> Ja, ik wil de nieuwsbrief ontvangen</label><button>Versturen</button></form>`,
      'fail',
      ['preticked'],
    ],
    [
      'J6',
      'es',
      `<form>${mail}<label><input type="checkbox" name="m"> Acepto las condiciones generales y la <a href="/privacidad">política de privacidad</a></label><button>Enviar</button></form>`,
      'fail',
      ['terms-bundled'],
    ],
    [
      'J11',
      'it',
      `<form>${mail}<label><input type="checkbox" name="p"> Acconsento alla comunicazione dei dati a società terze per finalità di marketing</label><button>Invia</button></form>`,
      'fail',
      ['partners-unnamed'],
    ],
    [
      'J12',
      'nl',
      `<h1>Contact</h1><form>${mail}<label><input type="checkbox" name="m" required> Ja, ik ontvang graag aanbiedingen per e-mail</label><button>Versturen</button></form>`,
      'fail',
      ['consent-forced'],
    ],
    [
      'J13',
      'es',
      `<form>${mail}<label>Teléfono<input name="t"></label><p>Solo llamamos a particulares con su consentimiento.</p><button>Enviar</button></form>`,
      'pass',
      ['calls-said'],
    ],
    [
      'J5',
      'fr',
      `<form>${mail}<label><input type="checkbox" name="c"> Non, je ne souhaite pas recevoir les offres, sans engagement</label><button>Envoyer</button></form>`,
      'not-applicable',
      ['no-pair'],
    ],
    [
      'J8',
      'pl',
      `<form>${mail}<p>Administratorem danych jest Przykład sp. z o.o. <a href="/polityka">Polityka prywatności</a></p><button>Wyślij</button></form>`,
      'unsure',
      ['language-unread'],
    ],
    [
      'J4',
      'pl',
      `<form>${mail}<label><input type="checkbox" name="c"> Chcę otrzymywać oferty</label><button>Wyślij</button></form>`,
      'unsure',
      ['language-unread'],
    ],
    [
      'J13',
      'el',
      `<form>${mail}<label>Τηλέφωνο<input name="t"></label><button>Αποστολή</button></form>`,
      'unsure',
      ['language-unread'],
    ],
    [
      'J8',
      'en',
      `<form><label>Почта<input type="email" name="e"></label><p>Оператор персональных данных</p><button>Отправить</button></form>`,
      'unsure',
      ['language-unread'],
    ],
    [
      'J1',
      'pl',
      `<form>${mail}<label>Telefon<input name="t" type="tel" required></label><button>Wyślij</button></form>`,
      'fail',
      ['phone-required'],
    ],
    [
      'J8',
      'pt',
      `<form>${mail}<p>We are the controller of your data and use it to answer you. <a href="/privacy">Privacy notice</a></p><button>Send your message to us</button></form>`,
      'pass',
      ['notice-before'],
    ],
  ])('%s %s %s', (row, lang, body, state, reasons) => {
    expect(rowOf(row, lang, body)).toEqual([state, reasons])
  })
  it.each([
    ['J7', `${whole} Les données de nos clients sont conservées 5 ans.`, 'unsure', ['period-customers']],
    ['J7', `${whole} Les CV des candidats sont conservés 2 ans.`, 'fail', ['period-elsewhere']],
    ['J7', `${whole} Vos données sont conservées 3 ans.`, 'pass', ['period-stated']],
    [
      'J14',
      'We use your data to answer your request and keep it for three years. You have the right to access, correct and erase your data and to object to its use. Write to us.',
      'fail',
      ['policy-language'],
    ],
    [
      'J14',
      `We use your data to answer your request. You have the right to access it.\nNous utilisons vos données pour répondre à votre demande et vous pouvez y accéder à tout moment, sur le site et par e-mail.`,
      'unsure',
      ['mail-ask'],
    ],
  ])('%s with a privacy text that says: %s', (row, policy, state, reasons) => {
    expect(
      rowOf(
        row,
        'fr',
        `<form>${mail}<label>Votre question *<textarea name="q" required></textarea></label><p><a href="/p">Politique de confidentialité</a></p><button>Envoyer</button></form>`,
        policy,
      ),
    ).toEqual([state, reasons])
  })
})

describe('a page as a person sees it', () => {
  it('has labels from wherever they are written, and texts before and after the button', () => {
    expect(
      shape(
        `<h2>Contact</h2><form id="c"><input type="hidden" name="token" value="x"><label for="a">Nom</label><input id="a" name="nom" required><table><tr><td>Mail :</td><td><input name="mail"></td></tr></table><span id="l">Ville</span><input name="ville" aria-labelledby="l"><p><input type="checkbox" name="ok"> Oui, j'accepte</p><p>Avant</p><button>Envoyer</button><p>Après</p></form>`,
      ),
    ).toEqual([
      {
        key: 'c',
        heading: 'Contact',
        fields: [
          ['nom', 'Nom', true, 'before'],
          ['mail', 'Mail :', false, 'before'],
          ['ville', 'Ville', false, 'before'],
          ['ok', "Oui, j'accepte", false, 'before'],
        ],
        pieces: [
          ['Ville', 'before'],
          ['Avant', 'before'],
          ['Après', 'after'],
        ],
        buttons: ['Envoyer'],
        hidden: ['token'],
      },
    ])
  })
  it('shows nothing that is hidden, whatever hides it', () => {
    const [form] = shape(
      `<style>.x{display:none} #y{visibility:hidden}</style><form id="f"><input name="mail"><p hidden>a</p><p class="x">b</p><p id="y">c</p><p style="display: none">d</p><div class="d-none">e<input name="trap"></div><div style="position:absolute;left:-5000px"><input name="bot"></div><noscript>f</noscript><template><p>g</p></template><p>seen</p><button>Go</button></form>`,
    )
    expect([form?.fields.map(([name]) => name), form?.pieces]).toEqual([['mail'], [['seen', 'before']]])
  })
  it('has several forms, of which search and login collect nothing', () => {
    const page = parsePage(
      '<form role="search"><input name="q"></form><form id="login"><input name="user"><input type="password" name="p"></form><form id="a"><input type="email" name="e"></form><form id="a"><input type="email" name="e"><input name="n"></form><form><button>x</button></form>',
      null,
    )
    expect([page.forms.map(({ key }) => key), page.ignored]).toEqual([
      ['a', 'a-2'],
      [
        { key: 'form-1', reason: 'search' },
        { key: 'login', reason: 'login' },
        { key: 'form-5', reason: 'empty' },
      ],
    ])
  })
  it('reads controls that no form holds, and controls that name their form', () => {
    expect([
      shape(
        '<div><h1>News</h1><input type="email" name="e" placeholder="Mail"><button type="button">Join</button></div>',
      ).map(({ key, fields }) => [key, fields.length]),
      shape('<form id="f"><input name="a"></form><input name="b" form="f"><button form="f">Go</button>').map(
        ({ key, fields, buttons }) => [key, fields.map(([name]) => name), buttons],
      ),
    ]).toEqual([[['page', 1]], [['f', ['a', 'b'], ['Go']]]])
  })
  it.each([
    [
      '<script>hbspt.forms.create({region:"eu1",portalId:"148","formId":"5f0c-1"});</script>',
      [{ vendor: 'hubspot', portalId: '148', formId: '5f0c-1' }],
    ],
    [
      '<div class="hs-form-frame" data-region="eu1" data-form-id="5f0c-2" data-portal-id="149"></div>',
      [{ vendor: 'hubspot', portalId: '149', formId: '5f0c-2' }],
    ],
    [
      '<script>MktoForms2.loadForm("//app-x.marketo.com", "123-ABC-456", 1001)</script>',
      [{ vendor: 'marketo', portalId: '123-ABC-456', formId: '1001' }],
    ],
    [
      '<iframe src="https://go.example.test/l/12345/2024/x"></iframe>',
      [{ vendor: 'pardot', portalId: null, formId: null }],
    ],
    ['<div data-tf-live="01ABC"></div>', [{ vendor: 'typeform', portalId: null, formId: '01ABC' }]],
    ['<div id="root"></div><script src="/app.js"></script>', [{ vendor: 'other', portalId: null, formId: null }]],
    ['<p>Nothing here</p>', []],
  ])('%s', (html, drawn) => {
    expect(parsePage(html, null).drawn).toEqual(drawn)
  })
  it.each<readonly [string, string, string, string]>([
    ['/text', 'read', 'pass', 'notice-opened'],
    ['/dead', 'dead', 'fail', 'link-dead'],
    ['/broken', 'dead', 'fail', 'link-dead'],
    ['/closed', 'refused', 'unsure', 'link-refused'],
    ['/busy', 'refused', 'unsure', 'link-refused'],
    ['/slow', 'refused', 'unsure', 'link-refused'],
    ['/inside', 'refused', 'unsure', 'link-refused'],
    ['/none', 'dead', 'fail', 'link-dead'],
    ['/start', 'home', 'fail', 'link-home'],
    ['/other', 'unclear', 'unsure', 'link-unclear'],
    ['/members', 'login', 'fail', 'link-login'],
  ])('a privacy link to %s is %s', async (path, state, row, reason) => {
    const menu = '<nav><a>Politique de confidentialité</a></nav>'
    const filler =
      '<p>Nous fabriquons des outils pour les ateliers depuis trente ans, et nos équipes vous accueillent dans trois villes du lundi au vendredi, de neuf heures à dix-huit heures, sans rendez-vous.</p>'
    const bodies: Readonly<Record<string, string>> = {
      '/text': '<title>Politique de confidentialité</title><p>Vos données sont conservées trois ans.</p>',
      '/none': `${menu}<h1>Page introuvable</h1>${filler}`,
      '/start': `${menu}<h1>Bienvenue</h1>${filler}`,
      '/other': `${menu}<h1>Mentions légales</h1>${filler}`,
    }
    const statuses: Readonly<Record<string, number>> = {
      '/dead': 404,
      '/broken': 500,
      '/closed': 403,
      '/busy': 503,
      '/members': 401,
    }
    const audit = await auditPage(
      `<html lang="fr"><form><input type="email" name="e"><a href="${path}">Politique de confidentialité</a><button>OK</button></form></html>`,
      {
        url: 'https://www.example.test/contact',
        open: async (url) => {
          const status = statuses[path]
          if (status !== undefined) throw new PageFault('status', url, `answers ${status}`, status)
          if (path === '/slow' || path === '/inside')
            throw new PageFault(path === '/slow' ? 'timeout' : 'private', url, path)
          return {
            url: path === '/start' ? 'https://www.example.test/fr/' : url,
            redirected: path === '/start',
            kind: 'html',
            body: bodies[path] ?? '',
          }
        },
      },
    )
    const [form] = audit.forms
    const found = form?.rows.find(({ id }) => id === 'J8')
    expect([form?.policy.state, found?.state, found?.findings[0]?.reason]).toEqual([state, row, reason])
  })
  it('names the forms it says nothing about', () => {
    expect(
      unjudged(
        parsePage(
          '<form><input type="email" name="e"></form><div class="hs-form-frame" data-form-id="77" data-portal-id="1"></div><iframe src="https://www.youtube.example.test/embed/1"></iframe><frameset><frame src="/formulaire"></frameset>',
          'https://www.example.test/',
        ),
      ),
    ).toEqual(['hubspot 77', 'https://www.example.test/formulaire'])
  })
  it('says of a page without a form what it is', async () => {
    const audit = await auditPage(
      '<script>hbspt.forms.create({portalId:"1",formId:"2"})</script><iframe src="/embed/form"></iframe>',
      { url: 'https://www.example.test/a', open: null },
    )
    expect([audit.state, audit.chosen, audit.frames]).toEqual(['drawn', null, ['https://www.example.test/embed/form']])
  })
  it('bears pages that are large, deep or broken', () => {
    const deep = `${'<div>'.repeat(4_000)}<form><input name="e" type="email"></form>`
    const large = `<form><input type="email" name="e">${'<p>en cliquant sur ce lien vous '.repeat(8_000)}</p>${'<input name="x">'.repeat(800)}<button>Go</button></form>`
    const broken = '<form><label>Nom<input name=nom <p>oops</form></div></p><select><option>a'
    const forms = [deep, large, broken, '', '\u0000<<<>>>', '<form><form><form><input name=a>'].map(
      (html) => parsePage(html, null).forms,
    )
    forms.flat().forEach((form) => auditForm(form, {}))
    expect(forms.map((list) => list.length)).toEqual([0, 1, 1, 0, 0, 1])
  })
  it('refuses a page that is nested without end', () => {
    expect(() => parsePage('<div>'.repeat(300_000), null)).toThrow('The page is nested more than 5000 deep')
  })
  it('has a running text of lines, and tells a page that asks for a password', () => {
    expect(
      parseText(
        '<title>T</title><h1>Vie <b>privée</b></h1><table><tr><td>Prospects</td><td>3 ans</td></tr></table><script>x</script><input type="password">',
      ),
    ).toEqual({ title: 'T', text: 'Vie privée\nProspects\n3 ans', login: true })
  })
})
