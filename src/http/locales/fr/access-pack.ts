import type { accessPack as en } from '../en/access-pack.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const accessPack: typeof en = {
  card: 'Si cette personne demande ce que vous détenez', cardMore: 'Données, source exacte, destinataires réels, finalités, durées et droits dans une réponse. Elle contient des données en clair ; chaque copie est consignée au journal d\'audit. À remettre dans le mois, par la voie de la demande.', pdf: 'Réponse d\'accès (PDF)', json: 'Le même dossier en JSON',
  title: 'Ce que nous détenons sur vous', intro: (company, when) => `Réponse à votre demande d'accès (RGPD, art. 15)${company === '' ? '' : `, par ${company}`}. Au ${when}.`, page: (now, of) => `${n(now)} sur ${n(of)}`,
  who: { title: 'Qui répond', controller: 'Responsable du traitement', dpo: 'Délégué à la protection des données', privacy: 'Politique de confidentialité', unknown: 'non indiqué' },
  data: { title: 'Vos données, par système', none: 'Aucun système connecté ne détient de fiche à votre nom.', removed: (when) => `Vos données ont été supprimées le ${when}. Ce qui suit est tout ce qui reste.`, system: (label, object, id) => `${label}, ${object} ${id}`, opted: 'Bloqué dans ce système', lastOpen: 'Dernière ouverture (jamais comptée)' },
  sources: { title: 'D\'où elles viennent', none: 'Aucune source n\'est connue : vos données ne peuvent pas être utilisées tant qu\'aucune n\'est trouvée ; sinon, elles sont supprimées.', on: (when) => `obtenues le ${when}`, assumed: (when) => `obtenues au plus tard le ${when}`, declared: 'déclaré par l\'entreprise, non prouvé' },
  why: {
    title: 'À quoi elles servent', verdict: (channel, verdict, why, rule) => `${channel} : ${verdict}. ${why} (règle ${rule}).`, none: 'Rien n\'est décidé à votre sujet : vous n\'êtes pas contacté.', assessment: (offer, id, on) => `Évaluation de l'intérêt légitime pour « ${offer} » : ${id}, ${on}. Vous pouvez la demander.`,
    automated: 'Ces verdicts suivent des règles écrites. Ils disent seulement s\'il est permis de vous contacter ; ils n\'ont aucun effet juridique sur vous et aucun profil n\'est établi.',
  },
  recipients: {
    title: 'Qui les a reçues', none: 'Personne.', what: { holds: (count) => `détient ${some(count, 'fiche', 'fiches')} à votre nom`, created: () => 'votre fiche y a été créée après un formulaire', 'told-no': (count) => `a été informé de ${count === 1 ? 'votre opposition' : 'vos oppositions'}`, asked: (count) => `a demandé ${some(count, 'fois', 'fois')} s'il est permis de vous contacter` },
    ended: 'ne la détient plus', from: (first, last) => (first === last ? `le ${first}` : `du ${first} au ${last}`), tools: 'L\'entreprise utilise aussi ces outils ; demandez-lui s\'ils détiennent vos données', transfer: 'hors EEE', unknownCountry: 'pays non indiqué',
  },
  refusals: { title: 'Ce que vous avez refusé', none: 'Vous n\'avez rien refusé.', line: (number, when, door, channels) => `${number}, ${when}, ${door} : ${channels}`, kept: (until) => `Cela vaut au moins jusqu'au ${until} : seule une empreinte à clé secrète (HMAC) de votre adresse ou numéro est gardée pour cela.` },
  consents: { title: 'Ce que vous avez accepté', none: 'Rien sur nos formulaires.', line: (when, text) => `${when} : « ${text} »`, confirmed: (when) => `confirmé le ${when}`, withdrawn: (when) => `retiré le ${when}` },
  notices: { title: 'Comment vous avez été informé', none: 'Aucune information ne vous a été envoyée.', events: { sent: 'envoyée', bounced: 'non remise', exempt: 'non requise' } },
  messages: { title: 'Vos messages', line: (when) => `reçu le ${when}`, kept: (until) => `copie gardée jusqu'au ${until}`, erased: 'copie effacée' },
  terms: { title: 'Durée de conservation', prospect: (months) => `Vos données sont supprimées ${some(months, 'mois', 'mois')} après votre dernière activité (un clic, une réponse, un formulaire ; jamais une ouverture).`, until: (when) => `Pour vous : ${when}.`, customer: 'Tant que vous êtes client, elles sont gardées pour cette relation.' },
  rights: { title: 'Vos droits', list: ['Vous opposer à toute prospection, à tout moment, sans motif.', 'Faire rectifier ou effacer vos données, ou en limiter l\'usage.', 'Retirer un consentement ; ce qui a été fait avant reste licite.', 'Recevoir dans un format utilisable les données fournies sur la base d\'un consentement.'], how: (contact) => `Écrivez à ${contact}.`, complain: (authority) => `Vous pouvez saisir ${authority}.` },
}
