import { wordsOf } from '../words.ts'
import type { reviews as en } from '../en/reviews.ts'

const { some } = wordsOf('fr-FR')

export const reviews: typeof en = {
  tab: 'À décider', title: (open) => (open === 0 ? 'Rien à décider' : `${some(open, 'question', 'questions')} à traiter`),
  context: 'Les règles tranchent ce qui est clair. Le reste demande une décision.', none: 'Rien à décider. Les oppositions claires sont enregistrées automatiquement.', noneAct: 'Voir les oppositions',
  everyone: 'tout le monde', mine: 'à moi', me: 'moi', giveTo: 'Confier les lignes cochées à', give: 'Confier', tick: 'Choisir', given: (count) => (count === 0 ? 'Rien n’a changé de main.' : `${some(count, 'question confiée', 'questions confiées')}.`),
  before: 'Précédente', after: 'Suivante', talk: 'Qui s’en charge', comment: 'Commentaire', commentHint: 'Pour vos collègues. Stocké chiffré.', say: 'Ajouter le commentaire', noComments: 'Aucun commentaire.',
  columns: { kind: 'Question', person: 'Personne', opened: 'Depuis', due: 'Réponse au plus tard le', assigned: 'À qui', id: 'Identifiant', meanwhile: 'En attendant' },
  blocked: 'envois bloqués', recorded: 'l\'opposition est enregistrée', onItsWay: 'le blocage est en cours', notBlocked: 'rien n\'est bloqué', overdue: 'en retard', notInBase: 'pas dans la base',
  kinds: {
    'mail-unsure': { name: 'Message peu clair', question: 'Cette personne s\'oppose-t-elle ?', why: 'Le texte n\'est ni un refus clair ni une réponse claire.' },
    'mail-unknown-sender': { name: 'Opposition d\'un expéditeur inconnu', question: 'Qui cette opposition concerne-t-elle ?', why: 'Aucune fiche ne porte l\'adresse de l\'expéditeur, ou le message est écrit pour quelqu\'un d\'autre. Cherchez la personne d\'après les mots et la signature, et enregistrez l\'opposition sur ce contact.' },
    'erasure-request': { name: 'Demande d\'effacement', question: 'Cette personne demande-t-elle l\'effacement ?', why: 'L\'opposition a été enregistrée aussitôt. L\'effacement est une étape distincte.' },
    'access-request': { name: 'Demande d\'accès', question: 'Cette personne a-t-elle reçu une réponse ?', why: 'Quelqu\'un demande ce qui est détenu ou d\'où cela vient. Un mois au plus pour répondre.' },
    'employer-no': { name: 'Opposition d\'une entreprise', question: 'Cette opposition vaut-elle pour l\'entreprise ?', why: 'L\'expéditeur est déjà bloqué. Le message parle de collègues ou de l\'entreprise.' },
    'crm-edit': { name: 'Blocage retiré dans le CRM', question: 'Pourquoi le blocage a-t-il été retiré ?', why: 'Quelqu\'un a retiré un blocage dans un système connecté. Il a été remis.' },
    'crm-note': { name: 'Note d’une opposition', question: 'Cette personne s’est-elle opposée ?', why: 'Une note dans un système connecté, ou celle d’un appel ou d’une réunion, ressemble à une opposition. Lisez-la là-bas ; Lawbase n’en garde pas de copie. La personne n’est dans aucun plan de suppression tant que vous n’avez pas répondu.' },
  },
  answers: {
    objection: { name: 'Oui, enregistrer l\'opposition', more: 'Arrête tous les canaux dans chaque système. Le blocage provisoire prend fin quand l\'opposition est appliquée partout.' },
    erasure: { name: 'Oui, et demande l\'effacement', more: 'Enregistre l\'opposition et ouvre la demande d\'effacement.' },
    none: { name: 'Non, lever le blocage', more: 'Le blocage provisoire est retiré. Rien d\'autre ne change.' },
    handled: { name: 'C\'est fait', more: 'Réponse d\'une version antérieure.' },
    recorded: { name: 'L\'opposition est enregistrée', more: 'Ferme la question. Cherchez d\'abord la personne et enregistrez-la : « Enregistrer une opposition » ci-dessus.' },
    'not-found': { name: 'Personne n\'est reconnaissable', more: 'Ferme la question. Ce qui a été enregistré pour l\'adresse de l\'expéditeur reste : elle est bloquée partout où elle apparaît.' },
    'by-mistake': { name: 'Par erreur', more: 'Ferme la question. Le blocage reste, tel qu\'il a été remis.' },
    'by-automation': { name: 'Par un import ou une automatisation', more: 'Ferme la question. Le blocage reste. Retirez nos champs de cet import ou de cette automatisation, sinon cela se répétera.' },
    'wants-again': { name: 'La personne a changé d\'avis', more: 'Ferme la question. L\'opposition reste jusqu\'à ce qu\'elle la lève elle-même, sur sa page de préférences.' },
    confirmed: { name: 'Oui : décider de ce qui est effacé', more: 'Ouvre la décision : ce qui est effacé, ce qui doit rester, et la lettre à la personne.' },
    'not-erasure': { name: 'Pas un effacement', more: 'Ferme la question. L\'opposition reste.' },
    answered: { name: 'Réponse envoyée', more: 'Ferme la question. Lawbase n\'envoie pas de réponse par lui-même.' },
    'not-access': { name: 'Pas une demande', more: 'Ferme la question.' },
    'block-domain': { name: 'Bloquer toute l\'entreprise', more: 'Sous-domaines compris. Enregistre une opposition pour chaque personne qui a une adresse à ce domaine ou en dessous, et pour toutes celles qui y apparaîtront. Vous pouvez y mettre fin, ou exclure les sous-domaines, sous Oppositions > Entreprises.' },
    'block-domain-only': { name: 'Bloquer ce domaine seul', more: 'De même, sans ses sous-domaines : les personnes qui y sont ne sont pas couvertes.' },
    'block-known': { name: 'Bloquer toutes les personnes connues', more: 'Réponse d\'une version antérieure : les personnes ajoutées plus tard ne sont pas couvertes.' },
    'person-only': { name: 'Seulement l\'expéditeur', more: 'Ferme la question. L\'opposition de l\'expéditeur reste.' },
    'told-us': { name: 'Oui, enregistrer l’opposition', more: 'Arrête tous les canaux dans chaque système.' },
    'no-objection': { name: 'Pas une opposition', more: 'Ferme la question. Rien d’autre ne change.' },
  },
  page: {
    person: 'Personne', received: 'Reçu', door: 'Voie de réception', how: 'Identifiée par', hows: { token: 'notre lien dans le message', from: 'l\'adresse de l\'expéditeur', named: 'une adresse dans le message', recipient: 'le destinataire nommé par la plainte', nobody: 'rien dans le message', stranger: 'rien : pas un de vos collègues' },
    notedAt: 'Date de la note', system: 'Système', by: 'Retiré par (utilisateur de ce système)', at: 'Retiré le', due: 'Réponse au plus tard le', meanwhile: 'En attendant', domain: 'Domaine de l\'entreprise', subdomains: 'Sous-domaines dans la base', subdomainsNone: 'aucun', objection: 'Opposition', contact: 'Ouvrir le contact', rules: 'Règles appliquées', question: 'La question', facts: 'Ce qui est connu',
    holds: { setting: 'le blocage est en cours', held: 'bloqué et vérifié', lifting: 'le blocage est en cours de retrait', lifted: 'le blocage a été retiré' },
    message: 'Le message', show: 'Afficher le message', showMore: 'Il contient des données personnelles. Sa lecture est consignée au journal d\'audit.', from: 'De', subject: 'Objet', own: 'Ce qui a été écrit', whole: 'Tout le message, avec ce qu\'il cite', empty: 'Aucun mot de l\'expéditeur.', gone: 'La copie a été effacée. Les copies sont gardées 30 jours.', unreadable: 'Le message n\'a pas pu être lu. Ouvrez-le dans la boîte mail.', oversize: 'Seul le début a été lu : le message est très volumineux.',
    answered: (answer, by, when) => `${answer}, par ${by} le ${when}.`, notYours: 'Votre rôle ne permet pas de répondre. Demandez au DPO.',
    registerMore: 'Note la date de réception, la vérification de l\'identité et le jour limite, et ferme cette question. La demande reste sur la page du jour jusqu\'à l\'envoi de la réponse.',
  },
  setDay: 'Fixer le jour', dayErrors: (latest) => `Indiquez un jour d’ici au ${latest} : ce que quelqu’un demande peut-être n’attend pas plus d’un mois.`,
  errors: { answered: 'Une autre personne a déjà répondu. Rien n\'a changé.', 'not-allowed': 'Votre rôle ne permet pas de répondre. Demandez au DPO.', answer: 'Choisissez une des réponses.', unknown: 'Cette question n\'existe pas.' },
  need: (count) => some(count, 'question à traiter', 'questions à traiter'), needMore: (blocked) => (blocked === 0 ? 'Rien n\'est bloqué en attendant.' : `${some(blocked, 'personne est bloquée', 'personnes sont bloquées')} en attendant.`), needAct: 'Répondre',
}
