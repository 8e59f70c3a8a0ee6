import type { fieldConsents as english } from '../en/field-consents.ts'

export const fieldConsents: typeof english = {
  title: 'Dans les champs des systèmes', more: 'Ce qu’un champ a dit d’un consentement, depuis qu’il a changé. Un champ ne prouve rien : il n’ouvre aucun canal, mais son « non » met fin à ce qui avait été accepté avant.',
  field: 'Champ', showed: 'Il affichait', since: 'Depuis', state: 'Ensuite', unknownDay: 'jour inconnu', noProof: 'aucune', inField: (system, field) => `${system}, champ ${field}`,
  said: { no: (day, by) => `retiré le ${day} (${by})`, unknown: (day, by) => `n’est plus dans le champ depuis le ${day} (${by})`, yes: (day, by) => `accepté de nouveau le ${day} (${by}), sans preuve` },
  dated: { history: 'jour selon l’historique du système', seen: 'jour où cela a été vu' },
  line: (channels, place, value, since, state) => `${channels}, « ${value} » dans ${place}, depuis : ${since} ; ${state}`,
}
