import type { erasure as english } from '../en/erasure.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

/** Wishes to be erased: the decision, what became of it, and the answer to the person. */
export const erasure: typeof english = {
  title: 'Demandes d’effacement', context: 'Qui demande à être effacé reçoit une réponse en un mois au plus. L’opposition survit aux données, sous forme d’empreinte à clé : elle empêche le retour.', none: 'Personne n’a demandé à être effacé.', list: 'Demandes',
  columns: { number: 'Demande', received: 'Reçue', due: 'Répondre avant', scope: 'Décision', state: 'État' }, overdue: 'en retard', all: 'Tout part', keeps: 'Une partie reste',
  states: { blocking: 'Attend que chaque système montre le blocage', removing: 'Effacement en cours', ready: 'La réponse peut partir', answered: (when, by) => `Réponse envoyée le ${when} par ${by}`, stuck: 'Un système n’a pas lâché la fiche' },
  new: 'Décider d’un effacement', person: 'Personne', systems: 'Fiches', customer: 'Client ou affaire en cours : des données de contrat et de facture doivent peut-être rester (legal-rules G3).', held: 'Une conservation juridique retient cette personne. Levez-la d’abord, ou gardez ce qu’elle exige.',
  door: 'Comment est-ce arrivé ?', choose: 'Choisir…', receivedOn: 'Reçue le', receivedHint: 'Le mois pour répondre court à partir de ce jour.', scope: 'Ce qui se passe',
  scopes: { all: 'Effacer partout', allMore: 'Les fiches partent de chaque système dès qu’il montre le blocage. Il n’y a pas de retour possible.', kept: 'Garder ce qui doit rester', keptMore: 'Tout envoi cesse partout ; les fiches restent pour la raison que vous donnez.' },
  kept: 'Ce qui reste, et pourquoi', keptHint: 'En mots pour la personne : ils figurent dans la lettre. Exemple : « Les factures de 2025, que la loi nous fait garder dix ans. »', keptUntil: 'Jusqu’au', keptUntilHint: 'Vide : aucun jour n’est connu.', go: 'Décider', cannotUndo: 'C’est définitif.',
  errors: { door: 'Choisissez comment c’est arrivé.', receivedOn: 'Indiquez un jour, aujourd’hui au plus tard.', scope: 'Choisissez ce qui se passe.', kept: 'Dites en une phrase ce qui reste et pourquoi.', keptUntil: 'Indiquez un jour après aujourd’hui, ou aucun.', unknown: 'Ce contact n’existe pas, ou il est déjà supprimé.', role: 'Un effacement se décide par un DPO ou un administrateur.', open: 'Une décision sur cette personne est déjà en cours.', 'legal-hold': 'Une conservation juridique retient cette personne : levez-la d’abord, ou gardez ce qu’elle exige.', 'not-granted': (systems) => `Le droit de supprimer manque dans ${systems} : accordez-le sur la page de la connexion.`, answered: 'Quelqu’un a répondu à cette question entre-temps.' },
  page: {
    facts: 'La demande', decided: 'Décidée', by: (who, when) => `${who}, ${when}`, plan: 'Suppression', openPlan: 'Ouvrir la suppression', told: 'Qui a été averti', toldMore: 'Chaque système et courtier à qui les données de cette personne ont été données (RGPD art. 19).', system: 'Système', state: 'État', at: 'Averti le', notYet: 'pas encore',
    toldStates: { applied: 'bloqué et relu', accepted: 'averti, accepté', absent: 'ne détient pas la personne', refused: 'refusé : voir l’opposition', waiting: 'en route', queued: 'en route', sending: 'en route', written: 'en route' },
    answer: 'Réponse à la personne', answerMore: 'Téléchargez la lettre et envoyez-la par la voie que la personne a utilisée. Ni son nom ni son adresse ne sont gardés ici.', wait: 'La lettre est prête une fois tout effacé et relu.', fr: 'Lettre en français', en: 'Lettre en anglais', sent: 'J’ai envoyé la réponse', sentDone: (who, when) => `Envoyée par ${who} le ${when}.`, contact: 'Ouvrir le contact', objection: 'Ouvrir l’opposition',
  },
  contactAct: 'Effacer sur demande', need: (count) => `${some(count, 'demande d’effacement attend', 'demandes d’effacement attendent')} une réponse`, needMore: 'Un mois au plus.', needAct: 'Ouvrir',
  letter: {
    title: 'Votre demande d’effacement', reference: 'Référence', date: 'Date', hello: 'Bonjour,', asked: (when) => `Le ${when}, vous nous avez demandé d’effacer vos données.`,
    done: (when) => `C’est fait : depuis le ${when}, les fiches ci-dessous ne vous contiennent plus. Nous avons vérifié chaque système ensuite.`, keptDone: 'Nous avons cessé toute prospection à votre égard, dans chaque système. Nous gardons ce qui suit, comme la loi le permet (RGPD art. 17(3)) :', keptUntil: (when) => `jusqu’au ${when}`,
    system: 'Système', what: 'Ce qui s’est passé', erased: (count) => some(count, 'fiche effacée définitivement', 'fiches effacées définitivement'), anonymised: (count) => some(count, 'fiche vidée de tout ce qui vous désigne', 'fiches vidées de tout ce qui vous désigne'), binned: (count, when) => `${some(count, 'fiche supprimée', 'fiches supprimées')}, dans la corbeille du système jusqu’au ${when}`, binnedOpen: (count) => `${some(count, 'fiche supprimée', 'fiches supprimées')}, pour un temps dans la corbeille du système`,
    remains: 'Ce que ces systèmes peuvent encore détenir', told: 'Nous avons aussi averti', toldLine: (name, when) => `${name}, le ${when}`, rest: 'Pour que personne ne vous écrive plus, nous gardons une seule chose : une empreinte de votre adresse faite avec une clé secrète, d’où l’adresse ne peut pas être lue. Elle ne sert à rien d’autre, pendant au moins trois ans.',
    rights: (dpo, authority) => `En cas de désaccord, écrivez à ${dpo}. Vous pouvez aussi adresser une réclamation à : ${authority}.`, regards: 'Cordialement', page: (now, of) => `${n(now)} sur ${n(of)}`,
  },
}
