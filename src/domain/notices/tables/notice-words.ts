/** Languages in which a notice can be checked by its words. */
export const noticeLanguageCodes = ['fr', 'en', 'de', 'es', 'it', 'nl'] as const
export type NoticeLanguage = (typeof noticeLanguageCodes)[number]

/**
 * Points of the content checklist (docs/reference/law.md#d), in the order of the page. `consent`: only where the text
 * rests on consent; `interest`: only on legitimate interest.
 */
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
    retention: /(?:conserv|gard|durée)[^.;]{0,200}\d|\d[^.;]{0,200}(?:conserv|gard)/iu, access: /accès|accéder/iu, rectification: /rectifi|corriger|correction/iu, erasure: /effac|suppr/iu, restriction: /limitation|limiter/iu, objection: /oppos/iu,
    withdrawal: /retir/iu, complaint: /réclamation|plainte|cnil|autorité de contrôle/iu, categories: /(?:données|informations|coordonnées)[^.]{0,200}(?:nom|adresse|e-mail|courriel|fonction|téléphone)|(?:nom|adresse|e-mail|courriel|fonction|téléphone)[^.]{0,200}(?:données|informations|coordonnées)/iu,
    public: /publi(?:c|que|quement|ées?|és?)|accessible/iu,
  },
  en: {
    purposes: /purpose|prospect|to (?:offer|present|send|inform|write to) you|in order to/iu, basis: /legitimate interests?|consent|legal basis|lawful basis/iu, interest: /legitimate interests?\s*(?:in|to|of|:|is|are)/iu,
    recipients: /recipient|provider|processor|shared with|passed (?:on )?to|hubspot|salesforce|our tools/iu, transfers: /outside (?:the )?(?:eu|eea|european)|third countr|united states|(?:no|not) transfer/iu,
    retention: /(?:keep|kept|retain|retention|store)[^.;]{0,200}\d|\d[^.;]{0,200}(?:keep|kept|retain|store)/iu, access: /access/iu, rectification: /rectif|correct/iu, erasure: /eras|delet/iu, restriction: /restrict/iu, objection: /object|opt out/iu,
    withdrawal: /withdraw/iu, complaint: /complain|supervisory authority|data protection authority|cnil/iu, categories: /(?:data|details|information)[^.]{0,200}(?:name|address|e-mail|job|phone)|(?:name|address|e-mail|job|phone)[^.]{0,200}(?:data|details|information)/iu,
    public: /public/iu,
  },
  de: {
    purposes: /zweck|werbung|ansprache|um ihnen .{0,200}(?:anzubieten|vorzustellen|zu (?:senden|schreiben|informieren))|damit wir ihnen/iu, basis: /berechtigte[ns]? interesse|einwilligung|rechtsgrundlage/iu, interest: /berechtigte[ns]? interesse[n]?\s*(?:daran|an|,|:|ist|besteht)/iu,
    recipients: /empfänger|dienstleister|auftragsverarbeiter|weitergegeben|übermitteln wir|hubspot|salesforce|unsere (?:werkzeuge|systeme)/iu, transfers: /außerhalb (?:der )?(?:eu|europäischen|ewr)|drittl[aä]nd|drittstaat|vereinigte[nr]? staaten|usa|(?:keine|ohne) (?:übermittlung|übertragung)/iu,
    retention: /(?:speicher|aufbewahr|gelöscht|behalten)[^.;]{0,200}\d|\d[^.;]{0,200}(?:speicher|aufbewahr|gelöscht|behalten)/iu, access: /auskunft/iu, rectification: /berichtig|korrigier/iu, erasure: /lösch/iu, restriction: /einschränk/iu, objection: /widersp/iu,
    withdrawal: /widerruf/iu, complaint: /beschwer|aufsichtsbehörde|cnil/iu, categories: /(?:daten|angaben)[^.]{0,200}(?:name|adresse|e-mail|funktion|position|telefon)|(?:name|adresse|e-mail|funktion|position|telefon)[^.]{0,200}(?:daten|angaben)/iu, public: /öffentlich/iu,
  },
  es: {
    purposes: /finalidad|prospecci|para (?:ofrecerle|presentarle|enviarle|informarle|escribirle)|con el fin de/iu, basis: /inter[eé]s(?:es)? leg[ií]timo|consentimiento|base (?:legal|jur[ií]dica)/iu, interest: /inter[eé]s(?:es)? leg[ií]timos?\s*(?:en|de|:|que|consiste|es)/iu,
    recipients: /destinatari|proveedor|encargado|comunica|cede|hubspot|salesforce|nuestras herramientas/iu, transfers: /fuera (?:de la )?(?:ue|uni[oó]n|eee|espacio)|terceros pa[ií]ses|estados unidos|(?:ninguna|sin|no hay) transferencia/iu,
    retention: /(?:conserv|guarda|almacen|plazo)[^.;]{0,200}\d|\d[^.;]{0,200}(?:conserv|guarda|almacen)/iu, access: /acce(?:so|der)/iu, rectification: /rectific|corregir/iu, erasure: /supr(?:im|esi)|borra|elimina/iu, restriction: /limitaci|limitar/iu, objection: /opon|oposici/iu,
    withdrawal: /retir|revoca/iu, complaint: /reclamaci|autoridad de control|aepd|cnil/iu, categories: /(?:datos|informaci)[^.]{0,200}(?:nombre|direcci|correo|cargo|puesto|tel[eé]fono)|(?:nombre|direcci|correo|cargo|puesto|tel[eé]fono)[^.]{0,200}(?:datos|informaci)/iu, public: /p[uú]blic/iu,
  },
  it: {
    purposes: /finalit|marketing|per (?:proporle|presentarle|inviarle|informarla|scriverle)|al fine di/iu, basis: /interess[ei] legittim|legittim[oi] interess|consenso|base giuridica/iu, interest: /(?:interess[ei] legittim[oi]|legittim[oi] interess[ei])\s*(?:a|di|nel|:|che|consiste|è)/iu,
    recipients: /destinatar|fornitor|responsabil[ei] del trattamento|comunicat|trasmess|hubspot|salesforce|nostri strumenti/iu, transfers: /fuori (?:dall['’]?\s?)?(?:ue|unione|see)|al di fuori (?:dell['’]?\s?)?(?:ue|unione|see)|paesi terzi|stati uniti|(?:nessun|senza) trasferiment/iu,
    retention: /(?:conserv|tenut|durata)[^.;]{0,200}\d|\d[^.;]{0,200}(?:conserv|tenut)/iu, access: /access|accedere/iu, rectification: /rettific|corregg/iu, erasure: /cancell/iu, restriction: /limitazione|limitare/iu, objection: /oppo(?:rsi|sizion|rti)/iu,
    withdrawal: /revoc|ritir/iu, complaint: /reclamo|garante|autorità di controllo|cnil/iu, categories: /(?:dati|informazioni)[^.]{0,200}(?:nome|indirizzo|e-mail|posta|funzione|ruolo|telefono)|(?:nome|indirizzo|e-mail|posta|funzione|ruolo|telefono)[^.]{0,200}(?:dati|informazioni)/iu, public: /pubblic/iu,
  },
  nl: {
    purposes: /doel|prospect|om u .{0,200}(?:aan te bieden|voor te stellen|te (?:sturen|informeren|schrijven))|teneinde/iu, basis: /gerechtvaardigd(?:e)? belang|toestemming|rechtsgrond|grondslag/iu, interest: /gerechtvaardigde? belang(?:en)?\s*(?:om|bij|in|van|:|is|bestaat)/iu,
    recipients: /ontvanger|dienstverlener|verwerker|gedeeld met|doorgegeven aan|hubspot|salesforce|onze (?:systemen|tools)/iu, transfers: /buiten (?:de )?(?:eu|europese|eer)|derde land|verenigde staten|(?:geen|zonder) doorgifte/iu,
    retention: /(?:bewa[ar]+|opgeslagen|bewaartermijn)[^.;]{0,200}\d|\d[^.;]{0,200}(?:bewa[ar]+|opgeslagen)/iu, access: /inzage|inzien/iu, rectification: /rectific|corrig|verbeter/iu, erasure: /wis(?:sen|t)|verwijder/iu, restriction: /beperk/iu, objection: /bezwaar/iu,
    withdrawal: /intrekken|ingetrokken/iu, complaint: /klacht|autoriteit persoonsgegevens|toezichthoud|cnil/iu, categories: /gegevens[^.]{0,200}(?:naam|adres|e-mail|functie|telefoon)|(?:naam|adres|e-mail|functie|telefoon)[^.]{0,200}gegevens/iu, public: /openbaar|publiek/iu,
  },
}

/** Said to be enough and sanctioned: "as long as necessary" (S-EDF). */
export const vagueRetention: Readonly<Record<NoticeLanguage, RegExp>> = {
  fr: /(?:temps|durée) (?:strictement )?nécessaire|aussi longtemps que/iu, en: /as long as (?:is )?(?:necessary|needed|required)/iu,
  de: /(?:so lange|solange)[^.;]{0,200}(?:erforderlich|notwendig|nötig)/iu, es: /(?:tiempo|plazo) (?:estrictamente )?necesario|mientras sea necesario/iu, it: /(?:tempo|periodo) (?:strettamente )?necessario/iu, nl: /zo ?lang (?:als )?(?:dat )?(?:nodig|noodzakelijk)/iu,
}

/** Merge fields a notice may hold. `source` is the exact origin of the person's data. */
export const noticeFields = ['controller', 'contact', 'source', 'privacy', 'preferences'] as const
