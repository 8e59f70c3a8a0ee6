import type { certificate as english } from '../en/certificate.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

/** Words of removal certificates, on paper and where they are asked for. */
export const certificate: typeof english = {
  title: 'Certificat de suppression', number: 'Numéro', rule: 'Règle', made: 'Planifié', by: (who) => `par ${who}`, approved: 'Approuvé', held: 'Mis en attente, rien de supprimé, jusqu’au', finished: 'Terminé', issued: 'Émis',
  kinds: { silent: 'Silence au-delà du délai', 'no-source': 'Source introuvable', objected: 'Opposition à tout', erasure: 'Effacement demandé' },
  rules: { silent: (months, own) => `G1 : aucun acte de la personne pendant ${months === null ? 'le délai' : `${n(months)} mois`}${own.length === 0 ? '' : ` ; durées propres : ${own.join(' ; ')}`}`, 'no-source': 'C13 : personne n’a pu dire d’où viennent ces contacts en trente jours', objected: 'RGPD art. 17(1)(c) : chaque refus relu partout depuis trente jours', erasure: 'RGPD art. 17(1) : effacé à la demande de la personne' },
  settings: (version) => `version ${n(version)} des paramètres`,
  went: (went, planned) => `${some(went, 'personne supprimée', 'personnes supprimées')} sur ${n(planned)}`,
  counts: 'Personnes', base: 'Dans la base', candidates: 'Candidats', guards: 'Gardés par un garde-fou', planned: 'Planifiés', removed: 'Supprimés', left: 'Sortis à temps', refused: 'Refusés par un système',
  systems: 'Ce que sont devenues les fiches', system: 'Système', records: 'Fiches', readBack: 'relues absentes', when: 'Relues', binUntil: 'Dans la corbeille de l’éditeur jusqu’au', binUnknown: 'durée de la corbeille inconnue', binPast: (when) => `son délai s’est terminé le ${when}`,
  absent: (removed, records) => `${some(removed, 'fiche relue absente', 'fiches relues absentes')} sur ${n(records)}`, erased: (count) => `${some(count, 'effacée définitivement', 'effacées définitivement')}`, anonymised: (count) => `${some(count, 'vidée de la personne', 'vidées de la personne')}`, bin: (when) => `dans sa corbeille jusqu’au ${when}`, inBin: 'dans sa corbeille jusqu’au', wentShort: 'Personnes supprimées',
  remains: 'Ce que les éditeurs gardent encore',
  root: 'Racine sur les adresses parties', rootMore: (count) => `${some(count, 'adresse', 'adresses')}. Aucune n’est écrite ici. Qui en connaît une peut recevoir un certificat qui mène d’elle à cette racine, tant que dure la mémoire de suppression.`,
  person: 'Ce certificat a été demandé pour une adresse : qui la connaît peut vérifier qu’elle est parmi celles qui sont parties.',
  card: 'Certificat', cardMore: 'Signé, sans nom ni adresse ; chacun peut le vérifier sur la page « Ce récépissé est-il authentique ? » ou avec lawbase verify.', pdf: 'Certificat (PDF)', json: 'Fichier signé (JSON)',
  email: 'Adresse e-mail', emailHint: 'Pour prouver qu’une personne est parmi celles qui sont parties. L’adresse n’est pas enregistrée.', forOne: 'Fichier signé pour cette adresse',
  errors: { 'not-in-it': 'Cette adresse n’est pas parmi celles qui sont parties, ou elle est partie avant ce que couvre la mémoire de suppression.', email: 'Donnez une adresse e-mail.' },
  key: 'Signé avec la clé', check: (url) => `Vérifiez le fichier sur ${url}, ou avec : lawbase verify certificat.json --fingerprint "…"`, checkCli: 'Vérifiez le fichier avec : lawbase verify certificat.json --fingerprint "…"', page: (now, of) => `${now} sur ${of}`,
}
