import type { eyes as en } from '../en/eyes.ts'

export const eyes: typeof en = {
  refusals: {
    role: 'Votre rôle ne permet pas d\'approuver. Demandez au DPO.',
    own: 'Vous avez préparé ceci : une autre personne doit l\'approuver.',
    'new-account': 'Ce compte est nouveau : il n\'approuve rien pendant ses 24 premières heures.',
    'same-hand': 'La personne qui a préparé ou approuvé ceci vous a invité ou a créé votre mot de passe, ou l\'inverse, ou une même personne a fait les deux. Un autre admin ou DPO doit d\'abord confirmer le compte.',
  },
  hands: {
    invited: (by, when) => `Invitation de ${by} le ${when}`, role: (by, when) => `Rôle donné par ${by} le ${when}`, enabled: (by, when) => `Accès rendu par ${by} le ${when}`, reset: (by, when) => `Nouveau mot de passe par un lien de ${by} le ${when}`,
  },
  commandLine: 'une personne en ligne de commande',
  need: (email, role) => `${email} peut approuver (rôle ${role}) : connaissez-vous cette personne ?`,
  needMore: (from) => `N'approuve rien avant le ${from}. Jusqu'à sa confirmation par un autre admin ou DPO, ce compte n'approuve pas ce qu'ont préparé ou approuvé les personnes qui y ont une part.`,
  needAlone: (from) => `Personne d'autre ne peut le confirmer : il vaut par lui-même à partir du ${from}.`, needAct: 'Voir le compte',
  confirm: {
    title: (name) => `Confirmer le compte de ${name}`, tab: 'Confirmer un compte', context: 'Vous confirmez que ce compte appartient à la personne qu\'il nomme, et à personne d\'autre. Il approuve ensuite comme une personne distincte.',
    facts: 'Le compte', email: 'E-mail', role: 'Rôle', parts: 'Qui y a une part', from: 'N\'approuve rien avant', alone: 'Vaut par lui-même à partir du', notOpened: 'Le lien n\'a pas encore servi : il n\'y a rien à confirmer.', done: 'Ce compte est confirmé. Personne d\'autre n\'y a de part.', go: 'Je connais cette personne : confirmer',
    otherwise: 'Si vous ne connaissez pas cette personne, ne confirmez pas et faites retirer l\'accès par un admin.', confirmedBy: (by, when) => `Confirmé par ${by} le ${when}.`, confirmedByTime: (when) => `Vaut par lui-même depuis le ${when} : pendant sept jours, personne d'autre ne pouvait le confirmer.`,
    refusals: {
      role: 'Un admin ou un DPO confirme les comptes.', own: 'C\'est votre propre compte : une autre personne le confirme.', 'new-account': 'Votre propre compte est nouveau : il ne confirme rien pendant ses 24 premières heures.',
      'same-hand': 'Vous avez une part dans ce compte, ou une même personne en a une dans le vôtre : une autre personne le confirme.',
    },
  },
}
