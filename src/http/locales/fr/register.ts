import type { register as en } from '../en/register.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const register: typeof en = {
  tab: 'Registre', title: (lines, missing) => (missing === 0 ? `${some(lines, 'traitement', 'traitements')}, rien ne manque` : `Il manque ${some(missing, 'mention', 'mentions')} au registre`),
  context: 'Registre des activités de traitement (RGPD, art. 30) de ce que Lawbase fait ici. Nombres et destinataires sont ceux du jour.', paperTitle: 'Registre des activités de traitement', issued: (when) => `Au ${when}`, page: (now, of) => `${n(now)} sur ${n(of)}`, pdf: 'Télécharger le PDF', csv: 'CSV', json: 'JSON', saved: 'Enregistré.',
  columns: { controller: 'Responsable du traitement', dpo: 'Délégué à la protection des données', purpose: 'Finalité', basis: 'Base légale', persons: 'Personnes concernées', count: 'Combien ce jour', data: 'Données', sources: 'Origine', recipients: 'Destinataires', transfers: 'Transferts hors EEE', term: 'Durée de conservation', security: 'Sécurité', assessments: 'Évaluations', missing: 'À compléter' },
  sourceless: (people, on) => `sans source connue : ${some(people, 'personne', 'personnes')} (comptées le ${on})`,
  notStated: (names) => `non précisé pour ${names}`, safeguardNotStated: 'garantie non précisée', toolsNotStated: 'autres outils non indiqués', incomplete: (points) => `incomplet, ${some(points, 'mention manquante', 'mentions manquantes')}`,
  months: (count) => some(count, 'mois', 'mois'), none: 'aucun', noCount: 'non compté', people: (count) => n(count), complete: 'complet',
  missing: {
    controller: 'L\'entreprise : indiquez-la dans les réglages.', dpo: 'Le délégué à la protection des données, ou son absence.', assessment: 'Une évaluation de l\'intérêt légitime par offre.', source: 'D\'où viennent les personnes : associez les sources.', tools: 'Les autres outils qui écrivent à ces personnes ou les appellent, même « aucun » : répondez dans les réglages.', country: 'Le pays où chaque destinataire garde les données.', safeguard: 'Ce qui permet chaque transfert hors EEE.', security: 'Les mesures de sécurité propres à l\'entreprise.',
  },
  form: {
    title: 'Ce que vous seul pouvez dire', more: 'Cela figure aussi dans la réponse à toute personne qui demande ce que vous détenez.', dpo: 'Délégué à la protection des données', dpoHint: 'Nom et adresse ; écrivez « aucun » s\'il n\'y en a pas.', authority: 'Autorité pour les réclamations', security: 'Mesures de sécurité de l\'entreprise', securityHint: 'Celles de Lawbase sont ajoutées automatiquement.',
    recipient: 'Destinataire', legalName: 'Société qui l\'exploite', country: 'Pays des données', countryHint: 'Deux lettres, comme FR', safeguard: 'Garantie si hors EEE', safeguardHint: 'Par exemple : clauses contractuelles types du 3 mai 2026', noRecipient: 'Aucun système connecté, aucun autre outil nommé.',
    errors: { dpo: 'Au plus 300 caractères.', authority: 'Nommez l\'autorité.', country: 'Deux lettres, comme FR ou US.', text: 'Au plus 300 caractères.', security: 'Au plus 2 000 caractères.' },
  },
  kept: { title: 'Ce qui est gardé, et combien de temps', what: 'Quoi', term: 'Durée', last: 'Effacé au dernier traitement', days: (count) => some(count, 'jour', 'jours'), never: 'rien encore', self: 'automatiquement, en continu', restricted: (count) => `${n(count)} au-delà`, run: (when) => `Dernier traitement nocturne : ${when}.`, noRun: 'Aucun traitement nocturne n\'est terminé.' },
  ownSecurity: 'Accès et copies de messages chiffrés (AES-256-GCM) par une clé gardée hors de la base ; adresses des personnes qui se sont opposées, gardées sous forme d\'empreintes à clé secrète (HMAC) ; données personnelles masquées à l\'écran, chaque consultation tracée ; journal en ajout seul, chaîné ; rôles ; mots de passe en argon2id ; effacement par une tâche chaque nuit.',
}
