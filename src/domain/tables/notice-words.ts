/** Languages in which a notice can be checked by its words. */
export const noticeLanguageCodes = ['fr', 'en'] as const
export type NoticeLanguage = (typeof noticeLanguageCodes)[number]

/** Points of the content checklist (legal-rules D), in the order of the page. `consent`: only where the text rests on consent; `interest`: only on legitimate interest. */
export const noticePoints = [
  { id: 'controller', when: 'always' }, { id: 'contact', when: 'always' }, { id: 'purposes', when: 'always' }, { id: 'basis', when: 'always' }, { id: 'interest', when: 'interest' }, { id: 'recipients', when: 'always' },
  { id: 'transfers', when: 'always' }, { id: 'retention', when: 'always' }, { id: 'access', when: 'always' }, { id: 'rectification', when: 'always' }, { id: 'erasure', when: 'always' }, { id: 'restriction', when: 'always' },
  { id: 'objection', when: 'always' }, { id: 'withdrawal', when: 'consent' }, { id: 'complaint', when: 'always' }, { id: 'categories', when: 'always' }, { id: 'source', when: 'always' }, { id: 'public', when: 'always' }, { id: 'privacyLink', when: 'always' },
] as const
export type NoticePoint = (typeof noticePoints)[number]['id']

type Words = Readonly<Record<Exclude<NoticePoint, 'controller' | 'contact' | 'source' | 'privacyLink'>, RegExp>>

/** What a sentence that makes the point looks like. */
export const noticeWords: Readonly<Record<NoticeLanguage, Words>> = {
  fr: {
    purposes: /finalit|prospection|pour vous (?:proposer|présenter|adresser|informer|écrire)|afin de vous/iu, basis: /intérêts? légitimes?|consentement|base (?:légale|juridique)/iu, interest: /intérêts? légitimes?\s*(?:à|de|d’|d'|:|qui|consiste)/iu,
    recipients: /destinataire|prestataire|sous-traitant|transmis|communiqu|hubspot|salesforce|nos outils/iu, transfers: /hors (?:de )?(?:l’|l')?(?:ue|eee|union)|pays tiers|états-unis|(?:aucun|pas de|sans) transfert/iu,
    retention: /(?:conserv|gard|durée)[^.;]*\d|\d[^.;]*(?:conserv|gard)/iu, access: /accès|accéder/iu, rectification: /rectifi|corriger|correction/iu, erasure: /effac|suppr/iu, restriction: /limitation|limiter/iu, objection: /oppos/iu,
    withdrawal: /retir/iu, complaint: /réclamation|plainte|cnil|autorité de contrôle/iu, categories: /(?:données|informations|coordonnées)[^.]*(?:nom|adresse|e-mail|courriel|fonction|téléphone)|(?:nom|adresse|e-mail|courriel|fonction|téléphone)[^.]*(?:données|informations|coordonnées)/iu,
    public: /publi(?:c|que|quement|ées?|és?)|accessible/iu,
  },
  en: {
    purposes: /purpose|prospect|to (?:offer|present|send|inform|write to) you|in order to/iu, basis: /legitimate interests?|consent|legal basis|lawful basis/iu, interest: /legitimate interests?\s*(?:in|to|of|:|is|are)/iu,
    recipients: /recipient|provider|processor|shared with|passed (?:on )?to|hubspot|salesforce|our tools/iu, transfers: /outside (?:the )?(?:eu|eea|european)|third countr|united states|(?:no|not) transfer/iu,
    retention: /(?:keep|kept|retain|retention|store)[^.;]*\d|\d[^.;]*(?:keep|kept|retain|store)/iu, access: /access/iu, rectification: /rectif|correct/iu, erasure: /eras|delet/iu, restriction: /restrict/iu, objection: /object|opt out/iu,
    withdrawal: /withdraw/iu, complaint: /complain|supervisory authority|data protection authority|cnil/iu, categories: /(?:data|details|information)[^.]*(?:name|address|e-mail|job|phone)|(?:name|address|e-mail|job|phone)[^.]*(?:data|details|information)/iu,
    public: /public/iu,
  },
}

/** Said to be enough and sanctioned: "as long as necessary" (S-EDF). */
export const vagueRetention: Readonly<Record<NoticeLanguage, RegExp>> = { fr: /(?:temps|durée) (?:strictement )?nécessaire|aussi longtemps que/iu, en: /as long as (?:is )?(?:necessary|needed|required)/iu }

/** Merge fields a notice may hold. `source` is the exact origin of the person's data. */
export const noticeFields = ['controller', 'contact', 'source', 'privacy', 'preferences'] as const
