import type { Ground } from '../../app/tables/legal-row.ts'

/**
 * One rule in the reader's language. `ground: 'choice'` = we chose it where the law is silent or was not verified; its
 * sentence says so and never calls it law.
 */
export interface RuleText {
  ground: Ground
  fr: string
  en: string
}

const law = (fr: string, en: string): RuleText => ({ ground: 'law', fr, en })
const doctrine = (fr: string, en: string): RuleText => ({ ground: 'doctrine', fr, en })
/** Both sentences get their mark here, so that none can be without it. */
const choice = (fr: string, en: string): RuleText => ({ ground: 'choice', fr: `${fr} (choix prudent)`, en: `${en} (our cautious choice)` })

/**
 * docs/reference/law.md#a to #i: why a rule decided. `HOLD` and `BOUNCE` are our own. Country rules B4 carry the
 * country in their id and share a sentence by what they say.
 */
export const ruleTexts: Readonly<Record<string, RuleText>> = {
  HOLD: choice('En attente : à ne pas contacter pour l’instant', 'On hold: not to be contacted for now'),
  BOUNCE: choice('Les e-mails envoyés à son adresse reviennent', 'E-mail to their address comes back'),
  A1: doctrine('Adresse générique de l’entreprise, sans nom de personne', 'Role mailbox of the company, without a person’s name'),
  A5: choice('Fonction tenue par une seule personne, sans nom connu', 'Function held by one person, no name known'),
  A8: choice('Numéro d’un standard ou d’un service', 'Number of a switchboard or department'),
  A15: choice('Rien à contacter par ce canal', 'Nothing to reach on this channel'),
  'B0.1': law('Dire qui sollicite', 'Say who is soliciting'),
  'B0.2': law('Offrir dans chaque message un moyen gratuit de s’opposer', 'Offer a free way to opt out in every message'),
  'B0.3': law('Un objet qui correspond à l’offre', 'A subject line that matches the offer'),
  'B0.4': law('Premier message : le droit d’opposition à part et bien visible', 'First message: the right to object shown apart and clearly'),
  'B0.6': doctrine('Le pixel de suivi demande un consentement distinct : envoyer sans', 'A tracking pixel needs its own consent: send without it'),
  B1: law('Aucune évaluation écrite de l’intérêt légitime n’est liée à l’offre', 'No written legitimate-interest assessment is linked to the offer'),
  B1f: choice('On ne sait pas si l’offre concerne la fonction de la personne', 'It is not known whether the offer concerns the person’s function'),
  B3: law('Client : produit semblable, refus offert à la vente', 'Customer: similar product, refusal offered at the sale'),
  'B3.1': law('L’adresse ne vient pas du client lui-même', 'The address did not come from the customer'),
  'B3.2': law('Aucune vente à ce jour', 'No sale so far'),
  'B3.3': law('Vendu par une autre société que celle qui sollicite', 'Sold by a company other than the one that solicits'),
  'B3.4': law('Le produit n’est pas semblable à celui acheté', 'The product is not similar to the one bought'),
  'B3.5': law('Aucun refus n’a été offert à la vente', 'No refusal was offered at the sale'),
  FR1: doctrine('L’offre concerne la fonction de la personne', 'The offer concerns the person’s function'),
  FR2: law('L’offre ne concerne pas la profession de la personne : consentement', 'The offer does not concern the person’s profession: consent'),
  FR3: doctrine('Adresse générique d’une personne morale', 'Role mailbox of a legal person'),
  FR4: choice('Entreprise individuelle, l’offre concerne le métier ; point non vérifié', 'Sole trader, the offer concerns the trade; not verified'),
  FR5: law('Entreprise individuelle, l’offre ne concerne pas le métier : consentement', 'Sole trader, the offer does not concern the trade: consent'),
  FR6: choice('Boîte privée : le régime professionnel ne la couvre pas', 'Private mailbox: the rule for professionals does not cover it'),
  FR7: law('Client : il peut recevoir des offres de produits semblables', 'Customer: may receive offers of similar products'),
  FR8: doctrine('Un compte sans achat ne fait pas un client', 'An account without a purchase makes no customer'),
  FR9: doctrine('SMS à un professionnel sur son métier', 'Text message to a professional about the trade'),
  FR10: law('SMS hors du métier : consentement', 'Text message outside the trade: consent'),
  FR11: doctrine('Appel à un professionnel sur son métier', 'Call to a professional about the trade'),
  FR12: law('Appel à un consommateur : consentement depuis le 11 août 2026', 'Call to a consumer: consent since 11 August 2026'),
  FR13: choice('Usage mêlé, personnel et professionnel : consentement', 'Mixed use, private and professional: consent'),
  FR14: law('Automate d’appel : permis vers une ligne d’entreprise, consentement d’une personne', 'Automatic call: to a company’s line only; a person must consent'),
  FR15: doctrine('Courrier postal, information et refus offerts', 'Post, with information and a way to refuse'),
  FR16: choice('Message sur un réseau : jugé comme un e-mail ; point non vérifié', 'Message on a network: judged like an e-mail; not verified'),
  FR17: law('Télécopie : jugée comme un e-mail', 'Fax: judged like an e-mail'),
  FR18: doctrine('Transmission à une plateforme publicitaire : consentement propre', 'Upload to an advertising platform: consent for that purpose'),
  FR19: choice('Message de service, sans aucune promotion', 'Service message, without any promotion'),
  'B4-opt-in': law('Règle du pays : consentement d’abord', 'Rule of the country: consent first'),
  'B4-opt-out': law('Règle du pays : permis tant que la personne ne s’y oppose pas', 'Rule of the country: allowed until the person objects'),
  'B4-judge': law('Règle du pays : un consentement au moins présumé, qu’une personne apprécie', 'Rule of the country: a consent at least presumed, which a person must judge'),
  'B4-ZZ': choice('Pays inconnu ou sans règle vérifiée : la plus stricte', 'Country unknown or without a verified rule: the strictest'),
  'B4-unsure': choice('Règle du pays non vérifiée : la plus stricte', 'Rule of the country not verified: the strictest'),
  C1: law('Formulaire de notre site', 'Our web form'), C2: choice('Carte de visite remise', 'Business card handed over'), C3: law('Donnée de vive voix', 'Given in person'), C4: choice('Questionnaire ou salon', 'Questionnaire or trade show'), C5: law('Client', 'Customer'),
  C6: doctrine('Recommandation d’un tiers', 'Referral by a third person'),
  C7: doctrine('Achetée à un courtier là où il faut un consentement prouvé', 'Bought from a broker where a proven consent is needed'),
  C8: doctrine('Collectée par un robot', 'Collected by a robot'), C9: doctrine('Relevée à la main en ligne', 'Looked up by hand'), C10: choice('Adresse devinée ou enrichie', 'Guessed or enriched address'), C11: doctrine('Registre public', 'Public register'), C12: doctrine('Base rachetée', 'Acquired base'),
  C13: law('Aucune source connue', 'No source is known'),
  C14: doctrine('Reçue d’une autre société', 'Received from another company'),
  CN11: doctrine('La base sur laquelle reposait la fiche est perdue : une autre ne la remplace pas d’elle-même', 'The basis the contact was held on is lost: another one does not replace it by itself'),
  D1: law('L’information devait être donnée à la collecte', 'The notice belonged to the moment of collection'),
  D2: law('La personne doit être informée dans le mois, au plus tard au premier message', 'The person must be informed within a month, at the latest in the first message'),
  D3: law('Nouvel usage ou destinataire : informer avant', 'New use or recipient: inform first'),
  D4: law('Dispense d’information, avec sa raison écrite', 'Exempt from the notice, with its written reason'),
  E1: law('Consentement par un acte clair', 'Consent by a clear act'), E2: law('Case cochée d’avance : pas un consentement', 'Pre-ticked box: no consent'),
  E3: law('Le consentement vise un autre usage ou un autre canal', 'The consent is for another use or channel'), E4: doctrine('Le consentement ne nous nomme pas', 'The consent does not name us'),
  E5: doctrine('Refuser n’était pas aussi facile qu’accepter', 'Refusing was not as easy as accepting'), E6: law('Le texte accepté n’est pas prouvé', 'The text that was accepted is not proven'),
  E7: law('Le consentement a été retiré', 'The consent was withdrawn'), E8: doctrine('Le consentement a expiré', 'The consent has expired'),
  'E-DOI': choice('La double confirmation manque pour ce pays', 'The double opt-in is missing for this country'),
  F1: law('La personne s’est opposée', 'The person objected'), F4: choice('Un message de la personne attend une décision', 'A message from the person is waiting for a decision'),
  F21: doctrine('Effacement demandé', 'Erasure was requested'), F22: choice('L’adresse générique s’est opposée', 'The role mailbox opted out'),
  G1: doctrine('Aucune activité de la personne pendant la durée de conservation', 'No activity of the person within the retention period'), G2: doctrine('Trois ans depuis la fin de la relation', 'Three years since the relationship ended'),
  G4: doctrine('La demande de reconfirmation est restée sans réponse', 'The re-permission question was not answered'),
  I: doctrine('Le courtier n’a pas passé les contrôles', 'The seller of the data has not passed the checks'), I11: doctrine('Aucun sondage réussi de la livraison', 'The delivery has not passed a sample audit'),
  I12: doctrine('Des données achetées ne se revendent pas', 'Bought data may not be passed on'), 'S-CALOGA': doctrine('Transmettre à un partenaire demande un consentement', 'Passing data to a partner needs a consent'),
}
