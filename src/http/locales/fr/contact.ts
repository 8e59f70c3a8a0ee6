import { wordsOf } from '../words.ts'
import type { contact as en } from '../en/contact.ts'

const { n, some } = wordsOf('fr-FR')

export const contact: typeof en = {
  unnamed: 'Nom masqué', noName: 'Sans nom', purgedTitle: 'Ce contact a été effacé ici', purged: (when) => `Effacé ici le ${when}. Noms, intitulés et adresses en clair sont effacés ; dates, preuves et empreintes restent, pour qu'une opposition soit toujours respectée.`,
  records: (records, systems) => `${some(records, 'fiche', 'fiches')} dans ${some(systems, 'système', 'systèmes')}`,
  reveal: 'Afficher les données personnelles', revealed: (when) => `Vu par vous à ${when}, dans le journal d'audit.`, hidden: 'Les données personnelles sont masquées. Chaque consultation est au journal d\'audit.',
  requests: { access: (number) => `La demande d'accès ${number} est sans réponse`, erasure: (number) => `La demande d'effacement ${number} est sans réponse`, review: () => 'Une question sur cette personne est à décider' },
  objected: (when) => `Opposition du ${when}`, noObjection: 'Aucune opposition enregistrée', kindStopped: (kind, when) => `${kind} : opposition depuis le ${when}`, held: (why) => `En attente (${why}), sans date de fin`, heldUntil: (why, when) => `En attente jusqu'au ${when} (${why})`, bounced: (system, when) => `Les e-mails envoyés à son adresse reviennent, comme ${system} l'a montré le ${when}. Ne lui écrivez par e-mail depuis aucun système tant qu'une autre adresse ne la remplace pas. Les autres canaux sont jugés comme d'habitude. Ce n'est pas une opposition.`, holdReasons: { pause: 'la personne a demandé une pause' }, rule: (id) => `règle ${id}`, changes: 'Ce qui le changerait',
  conditions: {
    'with-notice': 'avec l\'information de la personne', 'name-source': 'en nommant la source', 'without-pixel': 'sans pixel de suivi', 'strip-promotion': 'sans promotion', 'screen-tps-ctps': 'après contrôle TPS et CTPS', 'screen-opposition-register': 'après contrôle du registre d\'opposition',
    'screen-dncm': 'après contrôle de la liste « Ne m\'appelez plus »', 'not-starred': 'sauf numéro marqué ou hors annuaire', 'screen-ecg-list': 'après contrôle de la liste ECG', 'purge-due': 'à supprimer',
  },
  maybeRemoved: (when, by) => `Peut-être une personne purgée le ${when} : reconnue par ${by}. Tant qu'elle n'a pas envoyé de formulaire, donné un consentement ou agi après ce jour, ou qu'une source postérieure n'est pas ajoutée avec une preuve, aucune source ne compte.`,
  knownBy: { mobile: 'le même mobile', linkedin: 'la même page LinkedIn', phone: 'les mêmes nom et téléphone', company: 'les mêmes nom et domaine d\'entreprise' },
  removedBefore: (when) => `Purgé le ${when}. Importer à nouveau ce contact ne prouve aucune source : il faut d'abord un formulaire, un consentement ou un acte de la personne après ce jour, ou une source postérieure ajoutée avec une preuve.`,
  clock: { keep: 'Décider une conservation',
    title: 'Combien de temps garder ce contact', until: (when) => `À conserver jusqu'au ${when}`, passed: (when) => `Durée de conservation dépassée depuis le ${when}`, blind: 'Aucune fin connue', customer: 'Gardé tant que la personne est cliente', endUnknown: 'Ancien client, sans que l\'on sache depuis quand. La durée court depuis le dernier signe de sa part et compte comme supposée.', ended: (when) => `Plus client depuis le ${when} : la durée court depuis ce jour, ou depuis une activité plus récente.`, endLabel: (when) => `Plus client depuis le ${when}`, blindMore: 'Un système n\'a pas été lu depuis 48 h ou échoue, ou un autre outil n\'est pas vu : la dernière activité est inconnue, il n\'y a donc pas de fin.',
    collected: (when) => `Collecté le ${when}`, assumed: 'départ supposé', created: (when) => `Première fiche ${when}`, last: (when) => `Dernière activité comptée ${when}`, today: 'Aujourd\'hui', term: (when) => `À conserver jusqu'au ${when}`,
    counts: (count) => `Activité de la personne : compte (${n(count)})`, opens: (count) => `Ouverture : ne compte jamais (${n(count)})`, table: (count) => `${some(count, 'date', 'dates')} en tableau`, act: 'Activité', at: 'Date', system: 'Système', counted: 'Compte', yes: 'oui', no: 'non', open: 'Ouverture', creation: 'Fiche créée', elsewhere: 'une source, ou vu par Lawbase', none: 'Aucune activité de la personne n\'est connue.',
    sentence: (parts) => `Depuis le ${parts.start}${parts.last === null ? ', sans activité de la personne' : `, dernière activité comptée le ${parts.last}`}, aujourd'hui ${parts.today}, ${parts.term === null ? 'aucune fin connue' : `à conserver jusqu'au ${parts.term}`}.`,
  },
  objections: { none: 'Aucune opposition enregistrée.', title: (when) => `Opposition du ${when}` },
  fields: {
    title: 'Fiches côte à côte', field: 'Champ', conflict: 'désaccord', leading: 'prioritaire', email: 'E-mail', additional: 'Autres adresses', firstName: 'Prénom', lastName: 'Nom', jobTitle: 'Intitulé de poste', company: 'Entreprise', country: 'Pays', phone: 'Téléphone', mobile: 'Mobile', linkedin: 'LinkedIn', source: 'Valeur de source', unmapped: 'non associée à une source',
    changed: 'Dernier changement lu', relation: 'Relation', created: 'Créée', lastAct: 'Dernière activité comptée', lastOpen: 'Dernière ouverture', blocks: 'Blocages', tag: 'Verdict écrit là-bas', link: 'Pourquoi cette personne', id: 'Fiche', openAt: (system) => `Ouvrir dans ${system} (nouvel onglet)`, gone: 'supprimée', empty: 'vide',
    open: 'joignable', enforced: 'désabonné', marked: 'marqué seulement', partial: 'opposition notée ailleurs dans ce système', hidden: 'inconnu, masqué à notre utilisateur', reasons: { 'same person at the vendor': 'une seule personne dans ce système', 'same personal address': 'même adresse personnelle', alone: 'aucune autre fiche n\'a cette adresse' },
  },
  sources: { title: 'Sources', none: 'Aucune source connue : le contact est en quarantaine.', kind: 'Type', name: 'Nom', on: 'Obtenu le', assumed: 'date supposée', proven: (proof) => `prouvée : ${proof}`, declared: (author) => (author === null ? 'déclarée par une valeur du système, non prouvée' : `déclarée par ${author}, non prouvée`), informed: 'Personne informée à ce moment', notInformed: 'Personne non informée à ce moment', attestedBy: (author, note) => `${author} : « ${note} »`, file: 'Pièce conservée', attest: 'Ajouter une source avec une preuve', disputed: (form, row) => `Non informée : le formulaire « ${form} » ne respectait pas un point à cette date : ${row}` },
  journal: { title: 'Verdicts', from: (previous, next) => `${previous} → ${next}`, first: (next) => `Premier verdict : ${next}`, none: 'Pas encore de verdict.' },
  timeline: { title: 'Historique', none: 'Rien pour l\'instant.', by: (actor) => `par ${actor}` },
}
