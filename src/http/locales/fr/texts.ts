import type { texts as en } from '../en/texts.ts'

export const texts: typeof en = {
  title: 'Textes destinés aux personnes', text: 'Texte', context: 'Chaque texte peut partir d\'un modèle qui contient les informations de votre société. Il n\'est enregistré que s\'il n\'y manque rien.',
  kinds: {
    notice: { title: 'Information', where: 'Aux personnes dont les données viennent d\'un tiers (art. 14)' },
    form: { title: 'Information d\'un formulaire', where: 'Sous un formulaire de votre site (art. 13)' },
    privacy: { title: 'Paragraphe de la page de confidentialité', where: 'Sur votre site' },
  },
  pages: {
    form: { context: 'Ce que lit la personne là où elle vous donne ses données. Les questionnaires créés ici ont le leur.', copyTitle: 'À coller sous vos formulaires', copyMore: 'Visible sans clic, avec un lien vers votre politique de confidentialité.' },
    privacy: { context: 'Ce que votre politique de confidentialité dit aux personnes contactées à titre professionnel.', copyTitle: 'À coller dans votre politique de confidentialité', copyMore: 'À recoller quand un destinataire, une source ou une durée change : le modèle dit alors autre chose.' },
  },
  none: 'Pas encore rédigé.', elsewhere: 'Autres textes', assessment: 'Évaluations de l\'intérêt légitime, par offre', ask: 'E-mail de reconfirmation', access: 'Réponses aux demandes d\'accès', erasures: 'Réponses aux demandes d\'effacement',
}
