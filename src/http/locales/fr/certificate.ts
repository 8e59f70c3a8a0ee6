import type { certificate as english } from '../en/certificate.ts'
import { wordsOf } from '../words.ts'

const { n, pick, some } = wordsOf('fr-FR')

/** Words of removal certificates, on paper and where they are asked for. */
export const certificate: typeof english = {
  title: 'Certificat de suppression', number: 'Numéro', rule: 'Règle', made: 'Planifié', by: (who) => `par ${who}`, approved: 'Approuvé', held: 'Mis en attente, sans suppression, jusqu’au', finished: 'Terminé', issued: 'Émis',
  kinds: { silent: 'Inactivité au-delà de la durée de conservation', 'no-source': 'Source introuvable', objected: 'Opposition à tout', erasure: 'Effacement demandé' },
  rules: { silent: (months, own) => `Aucune activité de la personne pendant ${months === null ? 'la durée de conservation' : `${n(months)} mois`}${own.length === 0 ? '' : ` ; durées propres : ${own.join(' ; ')}`} (G1)`, 'no-source': 'Aucune source trouvée en trente jours (C13)', objected: 'RGPD art. 17(1)(c) : chaque opposition vérifiée dans tous les systèmes depuis trente jours', erasure: 'RGPD art. 17(1) : effacé à la demande de la personne' },
  settings: (version) => `version ${n(version)} des réglages`,
  headline: ({ planned, gone, inBin, unconfirmed = 0, anonymised, back, refused }) => {
    const rest = [[inBin, 'dans une corbeille'], [unconfirmed, 'dans une corbeille à la dernière lecture, invérifiable depuis'], [anonymised, pick(anonymised, 'anonymisée', 'anonymisées')], [back, 'de retour, sorties d’une corbeille'], [refused, pick(refused, 'refusée par un système', 'refusées par un système')]] as const
    return [`Sur ${some(planned, 'personne planifiée', 'personnes planifiées')} : ${some(gone, 'définitivement supprimée', 'définitivement supprimées')}`, ...rest.flatMap(([count, what]) => (count === 0 ? [] : [`${n(count)} ${what}`]))].join(', ')
  },
  gone: 'Définitivement supprimés', inBinPeople: 'Dans une corbeille', unconfirmedPeople: 'Non confirmés : système déconnecté', anonymisedPeople: 'Anonymisés', back: 'De retour',
  editions: { 1: 'Première version. Elle est complétée une fois l’absence vérifiée après le dernier jour de chaque corbeille.', 2: 'Seconde version : l’absence a été vérifiée après le dernier jour de chaque corbeille.' },
  went: (went, planned) => `${some(went, 'personne supprimée', 'personnes supprimées')} sur ${n(planned)}`,
  cutOffShort: 'absence de sa corbeille non confirmée : déconnecté depuis',
  editionCut: (systems) => `Première version. Système déconnecté : ${systems}. Ce qui était dans sa corbeille ne peut pas être vérifié : l’absence n’y est pas confirmée après le dernier jour de celle-ci. Si le système est reconnecté, l’absence est vérifiée et ce certificat complété.`,
  alsoCut: (systems) => `Système déconnecté : ${systems}. L’absence n’y est pas confirmée ; elle est vérifiée si le système est reconnecté.`,
  cutOff: (count, { last, isOver, since }) => `${n(count)} dans sa corbeille à la dernière lecture${last === null ? '' : isOver ? `, dont le dernier jour était le ${last}` : `, au plus tard jusqu’au ${last}`} ; déconnecté depuis le ${since} : l’absence n’y est pas confirmée`,
  counts: 'Personnes', base: 'Dans la base', candidates: 'Candidats', guards: 'Protégés par un garde-fou', planned: 'Planifiés', removed: 'Supprimés', left: 'Retirés à temps', broughtBack: 'Rétablis depuis', refused: 'Refusés par un système',
  systems: 'Ce que sont devenues les fiches', system: 'Système', records: 'Fiches', readBack: 'absence vérifiée', when: 'Vérifiées', binUntil: 'Dans la corbeille de l’éditeur jusqu’au', binPast: (when) => `son dernier jour était le ${when} ; l’absence n’a pas encore été vérifiée`,
  backNow: (count) => `${n(count)} de retour, ${pick(count, 'sortie', 'sorties')} de la corbeille par quelqu’un`,
  afterBin: (when, absent, back, still) => [`vérifié le ${when} : ${some(absent, 'absente', 'absentes')}`, ...(back === 0 ? [] : [`${n(back)} de retour, ${pick(back, 'sortie', 'sorties')} de la corbeille par quelqu’un`]), ...(still === 0 ? [] : [`${n(still)} encore ${pick(still, 'affichée', 'affichées')} dans la corbeille`])].join(', '),
  absent: (removed, records) => `absence vérifiée pour ${some(removed, 'fiche', 'fiches')} sur ${n(records)}`, erased: (count) => `${some(count, 'effacée définitivement', 'effacées définitivement')}`, anonymised: (count) => `${some(count, 'anonymisée', 'anonymisées')}`, bin: (count, when) => `${n(count)} dans sa corbeille, au plus tard jusqu’au ${when}`, binOpen: (count) => `${n(count)} dans sa corbeille, pour une durée inconnue`, inBin: 'dans sa corbeille, au plus tard jusqu’au', wentShort: 'Personnes supprimées', afterBinShort: 'vérifiées après le dernier jour de la corbeille, absentes',
  remains: 'Ce que les éditeurs gardent encore',
  root: 'Racine sur les adresses supprimées', rootMore: (count) => `${some(count, 'adresse', 'adresses')}. Aucune n’est écrite ici. Toute personne qui en connaît une peut obtenir un certificat qui la relie à cette racine, tant que la mémoire de suppression est conservée.`,
  person: 'Ce certificat a été établi pour une adresse : toute personne qui la connaît peut vérifier qu’elle figure parmi les adresses supprimées.',
  card: 'Certificat', cardMore: 'Signé, sans nom ni adresse ; chacun peut le vérifier sur la page « Ce récépissé est-il authentique ? » ou avec lawbase verify.', pdf: 'Certificat (PDF)', json: 'Fichier signé (JSON)',
  email: 'Adresse e-mail', emailHint: 'Pour prouver qu’une personne figure parmi celles qui ont été supprimées. L’adresse n’est pas enregistrée.', forOne: 'Fichier signé pour cette adresse',
  errors: { 'not-in-it': 'Cette adresse ne figure pas parmi les adresses supprimées, ou elle a été supprimée avant la période couverte par la mémoire de suppression.', email: 'Donnez une adresse e-mail.' },
  key: 'Signé avec la clé', check: (url) => `Vérifiez le fichier sur ${url}, ou avec : lawbase verify certificat.json --fingerprint "…"`, checkCli: 'Vérifiez le fichier avec : lawbase verify certificat.json --fingerprint "…"', page: (now, of) => `${now} sur ${of}`,
}
