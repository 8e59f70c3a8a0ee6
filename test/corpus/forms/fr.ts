import { page, policies, type FormPageCase } from './page.ts'

const notice = `<p class="notice">Exemple Industries SAS, responsable de traitement, utilise ces données pour répondre à votre demande et, sur la base de son intérêt légitime, vous adresser ses offres professionnelles. Elles sont conservées 3 ans après notre dernier contact. Vous pouvez y accéder, les rectifier, les effacer et vous opposer à leur usage en écrivant à dpo@exemple.example.test. <a href="/politique-de-confidentialite">Politique de confidentialité</a></p>`

export const frenchPages: readonly FormPageCase[] = [
  {
    id: 'fr-contact-good',
    language: 'fr',
    expected: 'pppnnpppuunnnu',
    html: page(
      'fr',
      'Nous contacter',
      `<form action="/contact" method="post"><p>Les champs marqués d'un astérisque (*) sont obligatoires : sans eux, nous ne pouvons pas vous répondre.</p>
<label for="nom">Nom *</label><input id="nom" name="nom" required><label for="mail">E-mail professionnel *</label><input id="mail" name="email" type="email" required>
<label for="soc">Société</label><input id="soc" name="societe"><label for="msg">Votre message *</label><textarea id="msg" name="message" required></textarea>
<label><input type="checkbox" name="refus" value="1"> Je ne souhaite pas recevoir les offres d'Exemple Industries par e-mail.</label>${notice}<button type="submit">Envoyer ma demande</button></form>`,
    ),
  },
  {
    id: 'fr-contact-bad',
    language: 'fr',
    expected: 'ffnfnfffuufpfu',
    html: page(
      'fr',
      'Contactez-nous',
      `<form action="/contact" method="post"><div><label>Nom</label><input name="nom" required></div><div><label>Email</label><input type="email" name="email" required></div>
<div><label>Téléphone</label><input type="tel" name="telephone" required></div><div><label>Date de naissance</label><input type="date" name="naissance"></div><div><label>Message</label><textarea name="message"></textarea></div>
<label><input type="checkbox" name="optin" checked> J'accepte de recevoir les offres d'Exemple Industries et de ses partenaires</label>
<label><input type="checkbox" name="cgu" required> J'accepte les <a href="/cgu">conditions générales et la politique de confidentialité</a></label><input type="submit" value="Envoyer"></form>`,
    ),
  },
  {
    id: 'fr-livre-blanc-gate',
    language: 'fr',
    expected: 'fpnfnpupuunfpu',
    html: page(
      'fr',
      'Téléchargez notre livre blanc',
      `<form><p>Tous les champs sont obligatoires ; à défaut, le document ne peut pas vous être envoyé.</p><input name="prenom" placeholder="Prénom" required><input name="email" type="email" placeholder="E-mail" required><input name="tel" type="tel" placeholder="Téléphone" required>
<label><input type="checkbox" name="ok" required> J'accepte de recevoir par e-mail et par téléphone les offres commerciales d'Exemple Industries</label>
<p>Exemple Industries SAS traite vos données pour vous envoyer le livre blanc. Vos droits : voir notre <a href="/confidentialite">politique de confidentialité</a>.</p><button>Télécharger</button></form>`,
    ),
  },
  {
    id: 'fr-livre-blanc-good',
    language: 'fr',
    expected: 'ppnpnpppuunpnu',
    policy: policies.frGood,
    html: page(
      'fr',
      'Livre blanc : la maintenance prédictive',
      `<p>Recevez notre livre blanc par e-mail.</p><form action="/lb"><label>E-mail professionnel (obligatoire, pour vous envoyer le document)<input type="email" name="email" required></label><label>Entreprise (facultatif)<input name="entreprise"></label>
<p>Sans votre e-mail, nous ne pouvons pas vous envoyer le livre blanc.</p>
<label><input type="checkbox" name="news"> J'accepte de recevoir la lettre d'information d'Exemple Industries par e-mail (facultatif ; désinscription par le lien de chaque message).</label>
<p>Exemple Industries SAS utilise votre adresse pour vous envoyer ce document. Durée, droits et contact : <a href="/politique-de-confidentialite">politique de confidentialité</a>.</p><button type="submit">Recevoir le livre blanc</button></form>`,
    ),
  },
  {
    id: 'fr-newsletter-footer',
    language: 'fr',
    expected: 'pnnnnfffuunnnu',
    html: `<!DOCTYPE html><html lang="fr"><head><title>Exemple</title></head><body><form role="search" action="/recherche"><input type="search" name="q" placeholder="Rechercher"></form><main><p>Accueil</p></main><footer><form action="/newsletter"><label for="n">Inscrivez-vous à notre newsletter</label><input id="n" type="email" name="email" placeholder="Votre e-mail"><button>OK</button></form></footer></body></html>`,
  },
  {
    id: 'fr-newsletter-good',
    language: 'fr',
    expected: 'pnnnnpppuunnnu',
    html: page(
      'fr',
      'Newsletter',
      `<form action="/newsletter"><label for="n">Votre e-mail</label><input id="n" type="email" name="email" required><p>Exemple Industries vous envoie sa newsletter une fois par mois, jusqu'à votre désinscription. Vos données sont conservées 3 ans au plus sans clic de votre part. Vous disposez de droits d'accès, de rectification, d'effacement et d'opposition. <a href="/vie-privee">En savoir plus sur la protection de vos données</a></p><button>Je m'inscris</button></form>`,
    ),
  },
  {
    id: 'fr-submit-consent',
    language: 'fr',
    held: true,
    expected: 'ufnfnpufuunffu',
    html: page(
      'fr',
      'Une question ?',
      `<form method="post" action="/q"><p><input name="nom" placeholder="Votre nom"></p><p><input name="email" type="email" placeholder="Votre email" required></p><p><input name="phone" placeholder="Votre téléphone"></p><p><textarea name="msg" placeholder="Votre question"></textarea></p>
<p>En cliquant sur « Envoyer », vous acceptez de recevoir nos offres commerciales.</p><button type="submit">Envoyer</button></form><p><a href="/donnees-personnelles">Données personnelles</a></p>`,
    ),
  },
  {
    id: 'fr-demo-no-refusal',
    language: 'fr',
    expected: 'pffnnpfpuunnfu',
    policy: policies.frVague,
    html: page(
      'fr',
      'Demander une démonstration',
      `<form action="/demo"><p>* Champs obligatoires</p><label>Nom * <input name="nom" required></label><label>E-mail * <input name="email" type="email" required></label><label>Téléphone * <input name="tel" type="tel" required aria-describedby="t"></label><small id="t">Pour convenir avec vous de l'heure de la démonstration.</small>
<p>Exemple SAS utilise ces données pour traiter votre demande et, dans son intérêt légitime, pour vous adresser ses actualités et ses offres. <a href="/vie-privee">Politique de confidentialité</a></p><button>Demander ma démo</button></form>`,
    ),
  },
  {
    id: 'fr-webinaire-radio',
    language: 'fr',
    held: true,
    expected: 'ppnpppppuunpnu',
    html: page(
      'fr',
      'Inscription au webinaire',
      `<form action="/webinaire"><p>Tous les champs sont nécessaires à votre inscription ; sans eux, elle ne peut être enregistrée.</p><label>Prénom<input name="prenom" required></label><label>Nom<input name="nom" required></label><label>E-mail<input type="email" name="email" required></label>
<fieldset><legend>Souhaitez-vous recevoir la lettre mensuelle d'Exemple Industries par e-mail ? (facultatif)</legend><label><input type="radio" name="lettre" value="oui"> Oui, je souhaite la recevoir</label><label><input type="radio" name="lettre" value="non"> Non, je ne souhaite pas la recevoir</label></fieldset>
<p>Exemple Industries SAS conserve votre inscription 12 mois. Vous disposez d'un droit d'accès, de rectification, d'effacement et d'opposition : <a href="/confidentialite">politique de confidentialité</a>.</p><button>M'inscrire</button></form>`,
    ),
  },
  {
    id: 'fr-bouton-accepter',
    language: 'fr',
    expected: 'pnnfffffuunfnu',
    html: page(
      'fr',
      'Votre guide gratuit',
      `<form action="/guide"><label>E-mail <input type="email" name="email" required></label><p>Recevez le guide et nos offres commerciales.</p><button class="btn btn-primary btn-lg">J'accepte et je télécharge</button><a href="#" class="small" style="color:#999;font-size:10px">Non merci, je préfère rester en retard</a></form>`,
    ),
  },
  {
    id: 'fr-partenaires-list',
    language: 'fr',
    expected: 'ppnpnpupuuppnu',
    html: page(
      'fr',
      'Recevoir la newsletter',
      `<form action="/nl"><label>E-mail (obligatoire) <input type="email" name="email" required></label><label>Prénom (facultatif) <input name="prenom"></label><p>Seul l'e-mail est obligatoire : sans lui, aucun envoi n'est possible.</p>
<label><input type="checkbox" name="a"> J'accepte de recevoir par e-mail les actualités d'Exemple Industries.</label>
<label><input type="checkbox" name="b"> J'accepte que mon adresse e-mail soit transmise aux partenaires d'Exemple Industries : Prospecta SAS et Novalead SARL (liste au 1er mars 2026).</label>
<p>Responsable : Exemple Industries SAS. Durée de conservation et droits : <a href="/donnees-personnelles">protection des données personnelles</a>.</p><button>Valider</button></form>`,
    ),
  },
  {
    id: 'fr-devis-partenaires',
    language: 'fr',
    held: true,
    expected: 'pfnpnpupuufppu',
    html: page(
      'fr',
      'Demande de devis',
      `<form action="/devis"><label for="a">Nom*</label><input id="a" name="nom" required><label for="b">Courriel*</label><input id="b" name="courriel" type="email" required><label for="c">Téléphone (facultatif, uniquement pour vous rappeler au sujet de ce devis)</label><input id="c" name="tel" type="tel"><label for="d">Votre besoin</label><textarea id="d" name="besoin"></textarea>
<p><input type="checkbox" id="p" name="partenaires"><label for="p">J'accepte que mes coordonnées soient transmises à des partenaires.</label></p><p>Vos données servent à établir le devis. <a href="/rgpd">Politique de protection des données</a></p><input type="submit" value="Obtenir mon devis"></form>`,
    ),
  },
  {
    id: 'fr-salon-sensible',
    language: 'fr',
    expected: 'ffunnfffuunnnu',
    html: page(
      'fr',
      'Inscription à notre petit-déjeuner',
      `<form action="/inscription"><label>Nom<input name="nom" required></label><label>Email<input name="email" type="email" required></label><label>Situation familiale<select name="sf"><option>Célibataire</option><option>Marié</option></select></label><label>Adresse personnelle<input name="adresse"></label><label>N° de sécurité sociale<input name="nir"></label><button>S'inscrire</button></form>`,
    ),
  },
  {
    id: 'fr-notice-after',
    language: 'fr',
    held: true,
    expected: 'ppnnnppfuunnnu',
    html: page(
      'fr',
      'Contact',
      `<div class="row"><form action="/c"><label>Nom (obligatoire)</label><input name="nom" required><label>E-mail (obligatoire)</label><input name="email" type="email" required><label>Société (facultatif)</label><input name="societe"><label>Message (obligatoire)</label><textarea name="m" required></textarea><p>Les champs obligatoires sont indispensables pour vous répondre.</p><button>Envoyer</button>
<p>Exemple SAS utilise vos données uniquement pour répondre à votre demande. Elles sont supprimées au bout de 12 mois. Vous avez un droit d'accès, de rectification, d'effacement, de limitation et d'opposition. <a href="/politique-de-confidentialite">Politique de confidentialité</a></p></form></div>`,
    ),
  },
  {
    id: 'fr-notice-english',
    language: 'fr',
    expected: 'pfnnnpppuunnnf',
    html: page(
      'fr',
      'Contactez notre équipe',
      `<form action="/c"><p>Tous les champs sont obligatoires.</p><label>Votre nom</label><input name="nom" required><label>Votre adresse e-mail</label><input name="email" type="email" required><label>Votre message</label><textarea name="m" required></textarea>
<p>Example SAS is the data controller. We use your data only to answer your request and keep it for 12 months. You have the right of access, rectification, erasure and the right to object. See our <a href="/privacy">privacy policy</a>.</p><button>Envoyer</button></form>`,
    ),
  },
  {
    id: 'fr-wpcf7',
    language: 'fr',
    expected: 'ufnpnfffuunufu',
    html: page(
      'fr',
      'Écrivez-nous',
      `<form class="wpcf7-form"><p><label> Votre nom (obligatoire)<br><span class="wpcf7-form-control-wrap"><input type="text" name="your-name" aria-required="true"></span></label></p><p><label> Votre e-mail (obligatoire)<br><input type="email" name="your-email" aria-required="true"></label></p><p><label> Votre téléphone<br><input type="tel" name="your-tel"></label></p><p><label> Votre message<br><textarea name="your-message"></textarea></label></p>
<p><span class="wpcf7-acceptance"><label><input type="checkbox" name="acceptance-1" value="1" aria-required="true" required><span class="wpcf7-list-item-label">En soumettant ce formulaire, j'accepte que les informations saisies soient exploitées dans le cadre de ma demande.</span></label></span></p><p><input type="submit" value="Envoyer" class="wpcf7-submit"></p></form>`,
    ),
  },
  {
    id: 'fr-tableau',
    language: 'fr',
    held: true,
    expected: 'pppnnpppuunnpu',
    html: page(
      'fr',
      'Formulaire de contact',
      `<form action="/cgi/contact"><table><tr><td>Nom : *</td><td><input name="nom"></td></tr><tr><td>E-mail : *</td><td><input name="mail"></td></tr><tr><td>Téléphone (pour vous rappeler au sujet de votre demande ; pas d'appel commercial sans votre accord) :</td><td><input name="tel"></td></tr><tr><td>Votre demande : *</td><td><textarea name="dem"></textarea></td></tr>
<tr><td colspan="2">* Champs obligatoires : à défaut, votre demande ne pourra pas être traitée.</td></tr><tr><td colspan="2"><input type="checkbox" name="non"> Je m'oppose à recevoir les actualités et offres d'Exemple Industries.</td></tr>
<tr><td colspan="2">Responsable du traitement : Exemple Industries SAS. Finalités : réponse à votre demande, envoi de nos actualités et offres (intérêt légitime). Conservation : trois ans. Vous pouvez exercer vos droits d'accès, de rectification, de suppression et d'opposition auprès de dpo@exemple.example.test. <a href="/confidentialite.html">Politique de confidentialité</a></td></tr><tr><td></td><td><input type="image" src="ok.gif" alt="Envoyer"></td></tr></table></form>`,
    ),
  },
  {
    id: 'fr-optout-identite',
    language: 'fr',
    held: true,
    expected: 'pnnnnpppfunnnu',
    html: page(
      'fr',
      'Abonnez-vous à notre lettre',
      `<form action="/abo"><input type="email" name="email" aria-label="Adresse e-mail" required><p>Exemple SAS conserve votre adresse pendant deux ans. Pour exercer vos droits d'accès, de rectification, d'effacement et d'opposition, écrivez-nous en joignant une copie de votre pièce d'identité. <a href="/politique-confidentialite">Politique de confidentialité</a></p><button type="submit">S'abonner</button></form>`,
    ),
  },
  {
    id: 'fr-policy-home',
    language: 'fr',
    expected: 'ppfnnpufuunnnu',
    html: page(
      'fr',
      'Parlons de votre projet',
      `<form action="/projet"><p>Les champs suivis de * sont obligatoires : ils nous permettent de traiter votre demande, qui ne peut aboutir sans eux.</p><label>Nom * <input name="nom" required></label><label>E-mail * <input type="email" name="email" required></label><label>Projet * <textarea name="projet" required></textarea></label>
<p>Ces données nous servent à vous répondre et à vous envoyer nos offres commerciales. Pour en savoir plus : <a href="/">politique de confidentialité</a>.</p><button>Envoyer</button></form>`,
    ),
  },
]
