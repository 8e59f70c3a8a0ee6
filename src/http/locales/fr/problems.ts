import type { problems as en } from '../en/problems.ts'

export const problems: typeof en = {
  reference: 'Référence',
  home: 'Aller à Aujourd\'hui',
  login: 'Se connecter',
  back: 'Revenir',
  'not-found': { title: 'Cette page n\'existe pas', what: 'L\'adresse est fausse, ou ce qu\'elle désignait n\'existe plus. Rien n\'a changé.' },
  'not-allowed': { title: 'Votre rôle ne le permet pas', what: 'Rien n’a changé.' },
  may: (roles, yours, people) => `Rôles qui le permettent : ${roles}. Le vôtre : ${yours}.${people === '' ? '' : ` Demandez à ${people}.`}`,
  'foreign-form': { title: 'Ce formulaire ne vient pas de sa page', what: 'Rien n\'a changé. Rouvrez la page et envoyez le formulaire de là.' },
  'session-ended': { title: 'Votre session a expiré', what: 'Une session expire après 30 minutes sans activité. Rien n\'a changé. Connectez-vous, puis refaites la dernière étape.' },
  'too-many': { title: 'Trop de demandes', what: 'Attendez une minute, puis continuez. Rien n\'est perdu.' },
  conflict: { title: 'Modifié entre-temps par une autre personne', what: 'Votre saisie n\'est pas enregistrée. Rouvrez la page pour voir son état.' },
  'bad-input': { title: 'Cette demande n\'a pas pu être lue', what: 'Rien n\'a changé. Rouvrez la page et refaites l\'étape.' },
  failed: { title: 'Cela n\'a pas fonctionné', what: 'L\'erreur vient de nous et figure dans le journal sous la référence ci-dessous. Les oppositions enregistrées sont en sécurité. Réessayez ; si cela persiste, donnez la référence à la personne qui exploite Lawbase.' },
  away: { title: 'La base de données est indisponible', what: 'Elle redémarre, ou elle est saturée. Rien n’est perdu ; les oppositions sont conservées. Réessayez dans quelques secondes.' },
  stopping: { title: 'Lawbase s\'arrête', what: 'Retour dans quelques secondes. Rien n\'est perdu.' },
}
