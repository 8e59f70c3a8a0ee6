import type { approvals as en } from '../en/approvals.ts'

export const approvals: typeof en = {
  refusals: {
    role: 'Votre rôle ne permet pas d\'approuver. Demandez au DPO.',
    own: 'Vous avez préparé ceci : une autre personne doit l\'approuver.',
    'new-account': 'Ce compte est nouveau : il ne peut rien approuver pendant ses 24 premières heures.',
    'same-hand': 'Vous n\'êtes pas indépendant de la personne qui a préparé ou approuvé ceci : l\'un a mis en place le compte de l\'autre, ou une même personne a mis en place les deux. Un autre administrateur ou DPO doit d\'abord confirmer le compte.',
  },
  hands: {
    invited: (by, when) => `Invitation de ${by} le ${when}`, role: (by, when) => `Rôle donné par ${by} le ${when}`, enabled: (by, when) => `Accès rétabli par ${by} le ${when}`, reset: (by, when) => `Nouveau mot de passe par un lien de ${by} le ${when}`,
    company: (_by, when) => `Rôle donné par la connexion de l’entreprise le ${when}`,
  },
  commandLine: 'une personne en ligne de commande',
  need: (email, role) => `${email} peut approuver (rôle ${role}) : connaissez-vous cette personne ?`,
  needMore: (from) => `Ne peut rien approuver avant le ${from}. Jusqu'à sa confirmation par un autre administrateur ou DPO, ce compte ne peut pas approuver ce qu'ont préparé ou approuvé les personnes qui l'ont mis en place.`,
  needAlone: (from) => `Personne d'autre ne peut le confirmer : il devient indépendant le ${from}.`, needAct: 'Voir le compte',
  confirm: {
    title: (name) => `Confirmer le compte de ${name}`, tab: 'Confirmer un compte', context: 'Vous confirmez que ce compte appartient à la personne qu\'il nomme, et à personne d\'autre. Il peut ensuite approuver de façon indépendante.',
    facts: 'Le compte', email: 'E-mail', role: 'Rôle', parts: 'Mis en place par', from: 'Ne peut rien approuver avant', alone: 'Indépendant à partir du', notOpened: 'Le lien n\'a pas encore servi : il n\'y a rien à confirmer.', done: 'Ce compte est confirmé et indépendant.', go: 'Je connais cette personne : confirmer',
    otherwise: 'Si vous ne connaissez pas cette personne, ne confirmez pas et faites retirer l\'accès par un administrateur.', confirmedBy: (by, when) => `Confirmé par ${by} le ${when}.`, confirmedByTime: (when) => `Indépendant depuis le ${when} : pendant sept jours, personne d'autre ne pouvait le confirmer.`,
    refusals: {
      role: 'Un admin ou un DPO confirme les comptes.', own: 'C\'est votre propre compte : une autre personne doit le confirmer.', 'new-account': 'Votre propre compte est nouveau : il ne peut rien confirmer pendant ses 24 premières heures.',
      'same-hand': 'Vous avez participé à la mise en place de ce compte, ou une même personne a mis en place les deux : une autre personne doit le confirmer.',
    },
  },
}
