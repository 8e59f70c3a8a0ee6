import type { repermission as en } from '../en/repermission.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const repermission: typeof en = {
  tab: 'Demande de reconfirmation', title: (on, people) => (on ? `${some(people, 'personne à interroger', 'personnes à interroger')} aujourd'hui` : `Reconfirmation désactivée : ${some(people, 'personne', 'personnes')} pourrai${people > 1 ? 'en' : ''}t être interrogée${people > 1 ? 's' : ''} aujourd'hui`),
  context: 'Une fois, 30 à 60 jours avant la fin de la durée de conservation, Lawbase peut demander aux personnes si elles veulent encore vous lire. Seules celles à qui l\'on peut écrire ce jour-là sont interrogées ; sans réponse, elles sont supprimées comme prévu. Jamais en Italie, aux Pays-Bas ni en Autriche, où la question elle-même est illicite.',
  open: 'Demande de reconfirmation', see: 'Qui, et ce qu\'elles lisent', saved: 'Enregistré comme nouvelle version des réglages.',
  on: 'Les personnes sont interrogées une fois, 30 à 60 jours avant leur suppression.', off: 'Personne n\'est interrogé avant sa suppression.', nextOn: (day) => `La prochaine personne approche de la fin de sa durée de conservation le ${day}.`,
  tiles: { today: 'À interroger aujourd\'hui', todayMore: 'fin dans 30 à 60 jours', waitingMore: (count) => `${n(count)} en attente de leur tour`, next: 'Ensuite', nextMore: 'prochaine personne à interroger', none: 'personne', noneMore: 'd\'ici un mois', asked: 'Interrogées en 12 mois', yes: 'Ont dit oui', yesMore: (count) => (count === 0 ? 'leur durée de conservation repart' : `${n(count)} à confirmer par e-mail`), no: 'Se sont opposées', noMore: 'appliqué partout' },
  results: { title: 'Réponses en 12 mois', waiting: 'En attente d\'envoi', asked: 'Interrogées', yes: 'Oui', toConfirm: 'Oui, pas encore confirmé', no: 'Non', bounced: 'Non remises', unanswered: 'Sans réponse', refused: 'Refusées par le serveur ou le CRM', unclear: 'Incertaines : peut-être envoyées, jamais renvoyées', failure: 'Il répond' },
  who: { title: 'Qui serait interrogé aujourd\'hui', more: (shown, people) => `${n(shown)} sur ${n(people)}.`, person: 'Personne', term: 'À conserver jusqu\'au', language: 'Langue', none: 'Personne aujourd\'hui.', notThere: (count) => `${some(count, 'autre personne n\'est', 'autres personnes ne sont')} pas dans le CRM choisi et ne ${count > 1 ? 'peuvent' : 'peut'} y être interrogée${count > 1 ? 's' : ''}.` },
  not: {
    title: 'Fin dans 30 à 60 jours, non interrogées', why: 'Pourquoi', people: 'Personnes', none: 'Personne d\'autre n\'approche de la fin de sa durée de conservation.',
    reasons: {
      'too-late': 'il reste moins de 30 jours', 'too-early': 'il reste plus de 60 jours', asked: 'déjà interrogées, ou en attente', objected: 'opposition', country: 'Italie, Pays-Bas, Autriche, ou pays inconnu', notice: 'l\'information n\'a pas été remise', 'legal-hold': 'conservation décidée', pending: 'un de leurs messages n\'a pas encore été lu', customer: 'client ou affaire ouverte', held: 'en attente', 'in-plan': 'dans un plan de suppression',
      blind: 'dernière activité inconnue : un système ou un outil n\'est pas lu', assumed: 'départ seulement supposé, donc jamais supprimées', maybe: 'un autre contact a la même adresse', address: 'pas d\'adresse à elles', undeliverable: 'les e-mails ne sont pas remis', 'not-allowed': 'on ne peut leur écrire aujourd\'hui', language: 'pas de texte dans une langue qu\'elles lisent',
    },
  },
  text: {
    title: 'Ce qu\'elles lisent', more: 'Neutre, et rien d\'autre. La page a deux boutons de même taille ; l\'ouvrir ne change rien.', sentence: 'Accepté par « oui »', points: 'Ce qu\'il doit dire', found: 'indiqué', missing: 'manque', noCompany: 'Nommez d\'abord votre entreprise dans les réglages : la question doit dire qui la pose.',
    names: { controller: 'qui pose la question', answer: 'où répondre', term: 'ce qui arrive sans réponse, et quand', contact: 'comment vous joindre', privacy: 'votre politique de confidentialité', stop: 'qu\'un « non » arrête tout', yesController: 'qui écrit après un « oui »', channel: 'par quel canal', withdraw: 'qu\'un « oui » peut être retiré' },
    crm: 'Dans un modèle de votre CRM', crmMore: 'Reprenez les mêmes mots. À la place du lien et du jour, écrivez ces champs.', link: 'Lien vers oui et non', languages: { fr: 'Français', en: 'Anglais', de: 'Allemand', es: 'Espagnol', it: 'Italien', nl: 'Néerlandais' },
  },
  form: {
    title: 'Comment les personnes sont interrogées', way: 'Interroger', off: 'Non', mail: 'Oui, par notre serveur d\'e-mail', field: (label) => `Oui, par des champs de ${label}`, wayHint: 'Par un CRM, Lawbase écrit un jour et un lien sur chaque personne ; votre liste ou campagne écrit à toute personne qui a un jour. Ce lien peut être transféré : un oui compte donc après un second e-mail.',
    perHour: 'Au plus, par heure', perHourHint: 'Entre 1 et 10 000.', save: 'Enregistrer', noServer: 'Réglez d\'abord SMTP_URL et PUBLIC_URL : on répond sur une page, et certains confirment par e-mail.',
    errors: { perHour: 'Entre 1 et 10 000.', changed: 'Le texte n\'est plus celui que vous avez lu. Relisez-le, puis enregistrez.', noServer: 'Impossible d\'interroger : il manque SMTP_URL, PUBLIC_URL ou l\'entreprise.', notReady: 'Il manque à ce CRM le droit « étiqueter » ou les deux champs. Accordez-le sur la page de la connexion.', unknown: 'Choisissez une de ces réponses.' },
  },
}
