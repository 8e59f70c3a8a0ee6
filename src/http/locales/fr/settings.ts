import { wordsOf } from '../words.ts'
import type { settings as en } from '../en/settings.ts'

const { n, some } = wordsOf('fr-FR')

export const settings: typeof en = {
  title: 'Réglages', context: (version) => (version === 0 ? 'Aucun réglage enregistré pour l\'instant : ce sont les valeurs de départ.' : `La version ${n(version)} est en vigueur. Chaque enregistrement est une nouvelle version : qui, quand, quoi.`), saved: 'Enregistré comme nouvelle version.', unchanged: 'Rien ne diffère des réglages en vigueur : rien n\'est enregistré.',
  sections: { company: 'Entreprise', retention: 'Conservation et suppressions', schedule: 'Horaire', alarms: 'Alarmes', shopper: 'Client mystère', tools: 'Autres outils', history: 'Versions' }, jump: 'Rubriques',
  company: { more: 'Les personnes voient ceci sur la page où elles s\'opposent.', name: 'Entreprise qui répond de la base (responsable de traitement)', contact: 'Adresse du DPO ou de la personne en charge', privacyUrl: 'Politique de confidentialité', privacyHint: 'Commence par https://' },
  retention: { more: 'Compté depuis la collecte ou le dernier acte de la personne, le plus tardif des deux. Les ouvertures ne comptent jamais.', inactivityMonths: 'Mois sans acte', inactivityHint: 'Entre 1 et 36.', months: 'mois', assumedStarts: 'Les contacts au départ seulement supposé peuvent entrer dans un plan', assumedHint: 'Leur départ est la date de création de la fiche, faute de mieux.', maxRemovalSharePercent: 'Un plan au-delà de cette part de la base s\'arrête', percent: '% de la base', restoreDays: 'Jours en attente avant toute suppression', restoreHint: 'Entre 1 et 90. Pendant ce temps, rien n\'est supprimé.', days: 'jours', strictSoleTraders: 'Consentement exigé pour les entreprises individuelles, même si l\'offre les concerne' },
  schedule: { more: 'Le passage lit, compare, décide, étiquette et planifie.', runSchedule: 'Horaire', scheduleHint: 'Minute, heure, jour, mois, jour de semaine : 0 2 * * * signifie chaque nuit à 02:00.', timeZone: 'Fuseau horaire', timeZoneHint: 'Par exemple Europe/Paris.', next: 'Trois prochains passages' },
  alarms: { more: 'Une opposition qui n\'est pas appliquée dans un système après ces délais déclenche une alarme sur la page Aujourd\'hui.', mailed: 'Elle est envoyée par e-mail à chaque admin et DPO, une fois par système et par délai.', noMail: 'Elle n\'est envoyée à personne : SMTP_URL n\'est pas défini.', first: 'Première alarme après', second: 'Deuxième alarme après', third: 'Troisième alarme après', minutes: 'minutes', hours: 'heures' },
  history: { version: 'Version', at: 'Quand', by: 'Qui', changed: 'Changement', first: 'première version', none: 'Aucune version.', arrow: (from, to) => `${from} → ${to}` },
  names: { controller: 'entreprise', timeZone: 'fuseau horaire', runSchedule: 'horaire', inactivityMonths: 'mois sans acte', offers: 'offres', titles: 'intitulés de poste', sources: 'sources', otherTools: 'autres outils', assumedStarts: 'départs supposés', alarmMinutes: 'alarmes (minutes)', maxRemovalShare: 'part maximale', restoreDays: 'jours en attente', strictSoleTraders: 'entreprises individuelles strictes', kinds: 'types de message', publicPage: 'page de préférences', shopper: 'client mystère' },
  unset: 'sans réponse', yes: 'oui', no: 'non', entries: (count) => some(count, 'entrée', 'entrées'), empty: 'aucun',
  errors: {
    name: 'Indiquez le nom de l\'entreprise.', contact: (typed) => `« ${typed} » n'est pas une adresse complète. Exemple : dpo@exemple.example.test`, privacyUrl: 'L\'adresse doit commencer par https://', inactivityMonths: 'Entre 1 et 36 mois.', maxRemovalSharePercent: 'Entre 0,1 et 100.', restoreDays: 'Entre 1 et 90 jours.',
    alarm1: 'Entre 1 et 43 200 minutes.', alarmHours: 'Entre 1 minute et 720 heures.', alarmOrder: 'Chaque alarme doit venir après la précédente.', runSchedule: 'Ce n\'est pas un horaire. Exemple : 0 2 * * *', timeZone: 'Ce n\'est pas un fuseau horaire. Exemple : Europe/Paris',
  },
}
