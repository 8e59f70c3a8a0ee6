import type { questionnaire as base } from '../en/questionnaire.ts'
import { ofName } from '../words.ts'

export const questionnaire: typeof base = {
  labels: { firstName: 'Prénom', lastName: 'Nom', company: 'Entreprise', jobTitle: 'Fonction', country: 'Pays', email: 'Adresse e-mail', phone: 'Numéro de téléphone' },
  required: 'obligatoire', phoneHint: (country) => `Avec + et l'indicatif du pays, ou un numéro de ${country}.`,
  you: 'Vous', agree: 'Ce que vous acceptez', agreeMore: 'Ne cochez rien si vous ne voulez rien : vous aurez votre réponse de toute façon.',
  notice: 'Ce que nous faisons de vos données', policy: 'Politique de confidentialité',
  signature: 'Votre signature', signatureMore: 'Seulement si vous avez coché quelque chose. Dessinez au doigt, au stylet ou à la souris, ou tapez votre nom.', draw: 'Zone où dessiner votre signature', clear: 'Effacer le dessin', typed: 'Ou tapez votre nom',
  send: 'Envoyer', sending: 'Envoi…',
  summary: 'À corriger :',
  faults: {
    missing: (label) => `${label} : à remplir.`, email: 'Cette adresse est incomplète. Exemple : anne.roy@acme.example.test', phone: 'Ce numéro est illisible. Écrivez-le avec + et l\'indicatif du pays.',
    'phone-for-box': 'Vous avez coché des appels ou des SMS : indiquez le numéro, ou décochez la case.', 'too-long': '120 caractères au plus.', signature: 'Vous avez coché quelque chose : signez, par un dessin ou en tapant votre nom.', version: 'Cette page est trop ancienne. Vérifiez vos réponses et envoyez-les de nouveau.',
  },
  thanks: 'Merci', recorded: 'Votre réponse est enregistrée.', tells: 'Un e-mail vous est envoyé. Il rappelle ce que vous avez accepté et comment le retirer en un clic.', asks: 'Un e-mail vous est envoyé. Ce que vous avez coché comptera après le clic sur son bouton.',
  later: 'Ce que vous avez coché ne compte pas encore : il faut une confirmation par e-mail, et aucun e-mail ne peut partir pour l’instant. Il partira dès que possible ; sans votre confirmation, vos choix sont caducs après 30 jours.', never: 'Ce que vous avez coché ne compte pas : il faut une confirmation par e-mail, et plus aucun e-mail ne part à cette adresse aujourd’hui. Renvoyez le formulaire demain.',
  kept: 'Votre réponse est gardée sur cet appareil. Elle sera envoyée automatiquement au retour du réseau.', next: 'Réponse suivante',
  waiting: { one: 'Gardée sur cet appareil : {count} réponse attend le réseau.', other: 'Gardées sur cet appareil : {count} réponses attendent le réseau.' },
  refused: { one: '{count} réponse n\'a pas pu être acceptée.', other: '{count} réponses n\'ont pas pu être acceptées.' }, correct: 'Corriger',
  noStore: 'Ce navigateur ne peut pas garder de réponses. Laissez cette page ouverte jusqu\'au retour du réseau.',
  idle: 'Quelqu\'un est-il encore là ? Ce qui est saisi sera effacé dans {seconds} s.', stay: 'Garder',
  closedTitle: 'Ce formulaire est fermé', closed: 'Les réponses déjà données arrivent encore.', unknownTitle: 'Aucun formulaire ici', unknown: 'Vérifiez l\'adresse, ou scannez de nouveau le code.', wait: 'Trop de réponses depuis cette connexion. Renvoyez dans une minute : rien de ce que vous avez saisi n\'est perdu.',
  preview: 'Aperçu : rien n\'est envoyé.',
  mail: {
    subject: (company) => `${company} : ce que vous avez accepté`, subjectAsks: (company) => `${company} : confirmez ce que vous avez accepté`,
    opening: (company, event, when) => `Le ${when}, vous avez rempli un formulaire ${ofName(company)} (${event}).`,
    agreed: 'Vous avez accepté :', confirm: (until) => `Cela compte une fois confirmé. Ouvrez cette page et appuyez sur son bouton avant le ${until} :`, notYou: 'Si ce n\'était pas vous, ne faites rien : aucun accord n\'est donné.',
    closed: (contact) => `Vous nous aviez demandé d'arrêter : ceci ne reprend donc pas de lui-même. Écrivez-nous si vous le souhaitez (${contact}) :`,
    withdraw: 'Pour tout retirer, maintenant ou plus tard, en un clic :', signed: (company, contact, policy) => `${company}, ${contact}\nPolitique de confidentialité : ${policy}`,
  },
  confirm: { title: 'Confirmez ce que vous avez accepté', more: (company, when) => `Le ${when}, vous avez accepté ceci auprès ${ofName(company)}. Cela compte une fois le bouton pressé.`, button: 'Je confirme', other: 'Si ce n\'était pas vous, fermez cette page : aucun accord n\'est donné.', done: 'Confirmé. Vous pouvez le retirer à tout moment.' },
}
