import { wordsOf } from '../words.ts'
import type { fieldFacts as english } from '../en/field-facts.ts'

const { n, some } = wordsOf('fr-FR')

export const fieldFacts: typeof english = {
  facts: { basis: 'Base légale d\'avant', agreed: 'Consentement', agreedOn: 'Jour du consentement', reached: 'Particulier ou professionnel', account: 'Compte', published: 'Mention là où les données ont été publiées', disclosed: 'Première transmission', family: 'Famille de produits vendue', entity: 'Qui a vendu' },
  meanings: {
    basis: { consent: 'consentement', soft_opt_in: 'client existant (exception)', legitimate_interest: 'intérêt légitime', contract: 'contrat', none: 'aucune base de prospection' },
    agreed: { none: 'aucun consentement', email: 'accepte les e-mails', phone: 'accepte les appels', sms: 'accepte les SMS', all: 'accepte e-mails, appels et SMS' },
    reached: { business: 'à titre professionnel', consumer: 'comme particulier' },
    account: { none: 'aucun compte', free: 'compte gratuit', 'paid-offer': 'compte gratuit d\'une offre payante' },
    published: { none: 'rien de tel', refused: 'refuse le démarchage', 'for-offers': 'adresse publiée pour recevoir des offres' },
    entity: { ours: 'notre société', other: 'une autre société' },
  },
  unknown: 'personne n\'a dit ce que cela veut dire', byWords: 'proposé', bySomeone: (who, day) => `selon ${who} le ${day}`,
  firstContact: 'Premier message ou appel de notre part', seen: (day, what) => `${day}, ${what}`, uninformed: 'La personne n\'était pas informée à cette date.',
  consents: 'Consentements que montre le système', consent: (channels, day, words) => `${[channels, day, words === '' ? '' : `« ${words} »`].filter((part) => part !== '').join(', ')}, sans preuve ici`,
  sales: 'Transactions gagnées', sale: (day, family, seller) => [day, family, seller].filter((part) => part !== '').join(', '), undated: 'aucune date montrée',
  settings: {
    more: 'Certaines règles ont besoin de savoir qui est client de quoi, qui est joint comme particulier, sur quelle base une personne était gardée avant, ou quand ses données ont été transmises. Nommez les champs qui le disent ; les transactions gagnées sont lues de toute façon.',
    hints: { basis: 'Un consentement perdu ne peut pas être remplacé par un intérêt : ces personnes passent devant un humain.', agreed: 'Ce que montre un CRM ne prouve rien à lui seul : cela ne libère personne tant que le consentement n\'est pas noté avec sa preuve sur la page du contact. Le verdict le dit.', agreedOn: 'Une date, ou un texte comme 2026-05-31 ; tout autre texte est laissé de côté.', reached: 'Qui est joint comme particulier doit avoir accepté.', account: 'Un compte n\'est pas un achat.', published: 'Pour des données tirées de pages publiques.', disclosed: 'Une date, ou un texte comme 2026-05-31 ; tout autre texte est laissé de côté. Qui n\'était pas informé à ce jour est en retard.', family: 'Un champ des transactions. Les offres de la même famille peuvent profiter de l\'exception pour les clients.', entity: 'Un champ des transactions. Seules comptent les ventes de la société qui prospecte.' },
    inSystem: (label) => `Dans ${label}`, property: 'Nom exact du champ', hint: (example) => `Par exemple ${example}. Vide = aucun. Le système est relu une fois.`, own: (name) => `Vide = celui du système, ${name}.`,
    none: 'Aucun CRM n\'est connecté pour l\'instant.', nothing: 'Aucune valeur lue pour l\'instant.', value: 'Valeur', people: (count) => some(count, 'personne', 'personnes'), means: 'Ce que cela veut dire', by: 'Selon qui', notSaid: 'Non dit', proposed: 'Proposé', nobody: 'Personne ne l\'a dit', said: (who, day) => `${who}, ${day}`,
    rest: (count) => `et ${n(count)} autres valeurs`,
    sold: 'Ce que vous attestez des ventes', soldMore: 'L\'exception pour les clients ne vaut que si tout cela est vrai ; Lawbase ne peut pas le voir dans le CRM. Enregistrer le dit en votre nom.', ownSales: (label) => `Toute transaction gagnée dans ${label} est une vente de notre société, là où aucun champ ne dit qui a vendu`, address: 'Lors d\'une vente, le client nous donne l\'adresse lui-même', refusal: 'Depuis ce jour, chaque bon de commande et chaque contrat offre un moyen gratuit de refuser les messages', refusalHint: 'Vide = aucun ne le fait. Les ventes d\'avant ce jour ne comptent pas.',
    confirm: 'Enregistrer confirme chaque ligne qui a un sens telle que vous la voyez, en votre nom.', preview: 'Voir ce qui change', save: 'Enregistrer', about: 'Comparé aux verdicts en vigueur, pour votre première offre. Un champ que vous venez de nommer compte une fois lu.',
    error: 'Ce nom de champ est trop long.', family: 'Nommez une famille de 60 signes au plus.',
  },
  late: { title: 'Contactés avant d\'être informés', more: (shown, total) => `${n(shown)} sur ${some(total, 'personne', 'personnes')}`, lead: 'Le premier message, appel ou rendez-vous de notre part qu\'un système montre est venu avant toute information. Cela reste noté, même une fois la personne informée.', empty: 'Personne, d\'après ce que montrent les systèmes connectés.', person: 'Personne', on: 'Premier message', where: 'Vu dans', state: 'Depuis', states: { GIVEN_AT_COLLECTION: 'informée', SENT: 'informée', EXEMPT: 'dispense motivée par écrit', DUE: 'toujours pas informée', OVERDUE: 'toujours pas informée', FAILED: 'toujours pas informée' } },
}
