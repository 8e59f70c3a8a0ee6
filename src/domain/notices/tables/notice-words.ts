/** Languages in which a notice can be checked by its words. */
export const noticeLanguageCodes = ['fr', 'en', 'de', 'es', 'it', 'nl'] as const
export type NoticeLanguage = (typeof noticeLanguageCodes)[number]

/**
 * What is checked by the same words: a notice to people whose data came from somebody else (art. 14), one beside a form
 * (art. 13), a part of the privacy page.
 */
export const noticeKinds = ['notice', 'form', 'privacy'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/**
 * Points of the content checklist (docs/reference/law.md#d), in the order of the page. `consent`: only where the text
 * rests on consent; `portable`: on consent or a contract; `interest`: only on legitimate interest; `dpo`: only of a
 * company that has one; `form`: only where the text says that a form was filled in; `profile`: only where it speaks of
 * profiles, scores or segments; `indirect`: not beside a form, where the person gives the data; `linked`: not on the
 * privacy page itself.
 */
export const noticePoints = [
  { id: 'controller', when: 'always' }, { id: 'contact', when: 'always' }, { id: 'dpo', when: 'dpo' }, { id: 'purposes', when: 'always' }, { id: 'basis', when: 'always' }, { id: 'interest', when: 'interest' }, { id: 'recipients', when: 'always' },
  { id: 'transfers', when: 'always' }, { id: 'retention', when: 'always' }, { id: 'access', when: 'always' }, { id: 'rectification', when: 'always' }, { id: 'erasure', when: 'always' }, { id: 'restriction', when: 'always' },
  { id: 'objection', when: 'always' }, { id: 'portability', when: 'portable' }, { id: 'withdrawal', when: 'consent' }, { id: 'complaint', when: 'always' }, { id: 'compulsory', when: 'form' }, { id: 'profiling', when: 'profile' }, { id: 'categories', when: 'indirect' }, { id: 'source', when: 'indirect' }, { id: 'public', when: 'indirect' }, { id: 'privacyLink', when: 'linked' },
] as const
export type NoticePoint = (typeof noticePoints)[number]['id']

type Words = Readonly<Record<Exclude<NoticePoint, 'controller' | 'contact' | 'source' | 'privacyLink'>, RegExp>>

/** What a sentence that makes the point looks like. */
export const noticeWords: Readonly<Record<NoticeLanguage, Words>> = {
  fr: {
    dpo: /délégué[^.]{0,60}protection|\bdpo\b/iu, portability: /portabilité/iu, compulsory: /facultati|obligatoire/iu, profiling: /(?:profil|scor|segment)[^.]{0,200}(?:pour|afin|selon|d['’]après|conséquence|sans effet)/iu,
    purposes: /finalit|prospection|pour vous (?:proposer|présenter|adresser|informer|écrire)|afin de vous/iu, basis: /intérêts? légitimes?|(?:base|fond|repos|sur )[^.;]{0,80}consentement|base (?:légale|juridique)/iu, interest: /intérêts? légitimes?\s*(?:à|de|d’|d'|:|qui|consiste)|cet intérêt (?:est|consiste)/iu,
    recipients: /destinataire|prestataire|sous-traitant|transmis|communiqu|hubspot|salesforce|nos outils/iu, transfers: /hors (?:de )?(?:l’|l')?(?:ue|eee|union|espace)|pays tiers|états-unis|(?:aucun|pas de|sans) transfert/iu,
    retention: /(?:conserv|gard|durée)[^.;]{0,200}\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:mois|ans?|années?|jours?|semaines?)\b|\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:mois|ans?|années?|jours?|semaines?)\b[^.;]{0,200}(?:conserv|gard)/iu, access: /accès|accéder/iu, rectification: /rectifi|corriger|correction/iu, erasure: /effac|suppr/iu, restriction: /limitation|limiter/iu, objection: /oppos/iu,
    withdrawal: /retir/iu, complaint: /réclamation|plainte|cnil|autorité de contrôle/iu, categories: /(?:données|informations|coordonnées)[^.]{0,200}(?:\bnoms?\b|adresse|e-mail|courriel|fonction|téléphone)|(?:\bnoms?\b|adresse|e-mail|courriel|fonction|téléphone)[^.]{0,200}(?:données|informations|coordonnées)/iu,
    public: /publi(?:c|que|quement|ées?|és?)|accessible/iu,
  },
  en: {
    dpo: /data protection officer|\bdpo\b/iu, portability: /portab|machine-readable/iu, compulsory: /compulsory|mandatory|optional|voluntary/iu, profiling: /(?:profil|scor|segment)[^.]{0,200}(?:to |in order|by |based on|consequence|no effect)/iu,
    purposes: /purpose|\bprospect(?:s|ing)?\b|to (?:offer|present|send|inform|write to) you|in order to/iu, basis: /legitimate interests?|(?:basis|based|rests?|rely|relies)[^.;]{0,80}consent|legal basis|lawful basis/iu, interest: /legitimate interests?\s*(?:in|to|of|:|is|are)|\bthis interest (?:is|lies)/iu,
    recipients: /recipient|provider|processor|shared with|passed (?:on )?to|hubspot|salesforce|our tools/iu, transfers: /outside (?:the )?(?:eu|eea|european)|third countr|united states|(?:no|not) transfer/iu,
    retention: /(?:keep|kept|retain|retention|store)[^.;]{0,200}\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:calendar )?(?:months?|years?|days?|weeks?)\b|\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:calendar )?(?:months?|years?|days?|weeks?)\b[^.;]{0,200}(?:keep|kept|retain|store)/iu, access: /\baccess\b/iu, rectification: /rectif|correct/iu, erasure: /eras|delet/iu, restriction: /restrict/iu, objection: /object|opt out/iu,
    withdrawal: /withdraw/iu, complaint: /complain|supervisory authority|data protection authority|cnil/iu, categories: /(?:data|details|information)[^.]{0,200}(?:\bnames?\b|address|e-mail|job|phone)|(?:\bnames?\b|address|e-mail|job|phone)[^.]{0,200}(?:data|details|information)/iu,
    public: /public/iu,
  },
  de: {
    dpo: /datenschutzbeauftragte|\bdpo\b|\bdsb\b/iu, portability: /übertragbarkeit/iu, compulsory: /freiwillig|pflichtangabe|verpflichtend/iu, profiling: /(?:profil|scor|segment)[^.]{0,200}(?:um |nach |anhand|folge|keine auswirkung)/iu,
    purposes: /zweck|werbung|ansprache|um ihnen .{0,200}(?:anzubieten|vorzustellen|zu (?:senden|schreiben|informieren))|damit wir ihnen/iu, basis: /berechtigte[ns]? interesse|(?:grundlage|beruh|stütz|basis|aufgrund)[^.;]{0,80}einwilligung|rechtsgrundlage/iu, interest: /berechtigte[ns]? interesse[n]?\s*(?:daran|an|,|:|ist|besteht)|dieses interesse (?:ist|besteht|liegt)/iu,
    recipients: /empfänger|dienstleister|auftragsverarbeiter|weitergegeben|übermitteln wir|hubspot|salesforce|unsere (?:werkzeuge|systeme)/iu, transfers: /außerhalb (?:de[rs] )?(?:eu|europäischen|ewr)|drittl[aä]nd|drittstaat|vereinigte[nr]? staaten|usa|(?:keine|ohne) (?:übermittlung|übertragung)/iu,
    retention: /(?:speicher|aufbewahr|gelöscht|behalten)[^.;]{0,200}\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:monat|jahr|tage?n?\b|woche)|\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:monat|jahr|tage?n?\b|woche)[^.;]{0,200}(?:speicher|aufbewahr|gelöscht|behalten)/iu, access: /auskunft/iu, rectification: /berichtig|korrigier/iu, erasure: /lösch/iu, restriction: /einschränk/iu, objection: /widersp/iu,
    withdrawal: /widerruf/iu, complaint: /beschwer|aufsichtsbehörde|cnil/iu, categories: /(?:daten|angaben)[^.]{0,200}(?:name|adresse|e-mail|funktion|position|telefon)|(?:name|adresse|e-mail|funktion|position|telefon)[^.]{0,200}(?:daten|angaben)/iu, public: /öffentlich/iu,
  },
  es: {
    dpo: /delegado[^.]{0,60}protecci|\bdpd\b|\bdpo\b/iu, portability: /portabilidad/iu, compulsory: /obligatori|facultativ|voluntari/iu, profiling: /(?:perfil|puntuaci|segment)[^.]{0,200}(?:para |según|consecuencia|sin efecto)/iu,
    purposes: /finalidad|prospecci|para (?:ofrecerle|presentarle|enviarle|informarle|escribirle)|con el fin de/iu, basis: /inter[eé]s(?:es)? leg[ií]timo|(?:base|basa|fundament)[^.;]{0,80}consentimiento|base (?:legal|jur[ií]dica)/iu, interest: /inter[eé]s(?:es)? leg[ií]timos?\s*(?:en|de|:|que|consiste|es)|este inter[eé]s (?:es|consiste)/iu,
    recipients: /destinatari|proveedor|encargado|comunica|\bcede|hubspot|salesforce|nuestras herramientas/iu, transfers: /fuera (?:de la |del )?(?:ue|uni[oó]n|eee|espacio)|terceros pa[ií]ses|estados unidos|(?:ninguna|sin|no hay) transferencia/iu,
    retention: /(?:conserv|guarda|almacen|plazo)[^.;]{0,200}\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:mes(?:es)?\b|años?\b|días?\b|semanas?\b)|\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:mes(?:es)?\b|años?\b|días?\b|semanas?\b)[^.;]{0,200}(?:conserv|guarda|almacen)/iu, access: /acce(?:so|der)/iu, rectification: /rectific|corregir/iu, erasure: /supr(?:im|esi)|borra|elimina/iu, restriction: /limitaci|limitar/iu, objection: /opon|oposici/iu,
    withdrawal: /retir|revoca/iu, complaint: /reclamaci|autoridad de control|aepd|cnil/iu, categories: /(?:datos|informaci)[^.]{0,200}(?:nombre|direcci|correo|cargo|puesto|tel[eé]fono)|(?:nombre|direcci|correo|cargo|puesto|tel[eé]fono)[^.]{0,200}(?:datos|informaci)/iu, public: /p[uú]blic/iu,
  },
  it: {
    dpo: /responsabile della protezione|\brpd\b|\bdpo\b/iu, portability: /portabilità/iu, compulsory: /obbligatori|facoltativ/iu, profiling: /(?:profil|punteggi|segment)[^.]{0,200}(?:per |secondo|in base|conseguenz|senza effett)/iu,
    purposes: /finalit|marketing|per (?:proporle|presentarle|inviarle|informarla|scriverle)|al fine di/iu, basis: /interess[ei] legittim|legittim[oi] interess|(?:base|basa|fond)[^.;]{0,80}consenso|base giuridica/iu, interest: /(?:interess[ei] legittim[oi]|legittim[oi] interess[ei])\s*(?:a|di|nel|:|che|consiste|è)|questo interesse (?:è|consiste)/iu,
    recipients: /destinatar|fornitor|responsabil[ei] del trattamento|comunicat|trasmess|hubspot|salesforce|nostri strumenti/iu, transfers: /fuori (?:dall['’]?\s?|dallo )?(?:ue|unione|see|spazio)|al di fuori (?:dell['’]?\s?|dello )?(?:ue|unione|see|spazio)|paesi terzi|stati uniti|(?:nessun|senza) trasferiment/iu,
    retention: /(?:conserv|tenut|durata)[^.;]{0,200}\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:mes[ei]\b|ann[oi]\b|giorn|settiman)|\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:mes[ei]\b|ann[oi]\b|giorn|settiman)[^.;]{0,200}(?:conserv|tenut)/iu, access: /\baccess[oi]\b|accedere/iu, rectification: /rettific|corregg/iu, erasure: /cancell/iu, restriction: /limitazione|limitare/iu, objection: /oppo(?:rsi|sizion|rti)/iu,
    withdrawal: /revoc|ritir/iu, complaint: /reclamo|garante|autorità di controllo|cnil/iu, categories: /(?:dati|informazioni)[^.]{0,200}(?:\bnome\b|indirizz|e-mail|\bposta\b|funzione|ruolo|telefono)|(?:\bnome\b|indirizz|e-mail|\bposta\b|funzione|ruolo|telefono)[^.]{0,200}(?:dati|informazioni)/iu, public: /pubblic/iu,
  },
  nl: {
    dpo: /functionaris[^.]{0,60}gegevensbescherming|\bfg\b|\bdpo\b/iu, portability: /overdraagbaar|dataportabiliteit/iu, compulsory: /verplicht|vrijwillig|optioneel/iu, profiling: /(?:profi|scor|segment)[^.]{0,200}(?:om |op basis|volgens|gevolg|geen effect)/iu,
    purposes: /doel|\bprospect(?:en|s|ie)?\b|om u .{0,200}(?:aan te bieden|voor te stellen|te (?:sturen|informeren|schrijven))|teneinde/iu, basis: /gerechtvaardigd(?:e)? belang|(?:basis|berust|gebaseerd|grond)[^.;]{0,80}toestemming|rechtsgrond|grondslag/iu, interest: /gerechtvaardigde? belang(?:en)?\s*(?:om|bij|in|van|:|is|bestaat)|dit belang (?:is|bestaat)/iu,
    recipients: /ontvanger|dienstverlener|verwerker|gedeeld met|doorgegeven aan|hubspot|salesforce|onze (?:systemen|tools)/iu, transfers: /buiten (?:de )?(?:eu|europese|eer)|derde land|verenigde staten|(?:geen|zonder) doorgifte/iu,
    retention: /(?:bewa[ar]+|opgeslagen|bewaartermijn)[^.;]{0,200}\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:maand|jaar|jaren|dag|week|weken)|\d{1,3}\)?[\s-]?(?:\([^)]{0,20}\) ?)?(?:maand|jaar|jaren|dag|week|weken)[^.;]{0,200}(?:bewa[ar]+|opgeslagen)/iu, access: /inzage|inzien/iu, rectification: /rectific|corrig|verbeter/iu, erasure: /wis(?:sen|t)|verwijder/iu, restriction: /beperk/iu, objection: /bezwaar/iu,
    withdrawal: /intrekken|ingetrokken/iu, complaint: /klacht|autoriteit persoonsgegevens|toezichthoud|cnil/iu, categories: /gegevens[^.]{0,200}(?:naam|adres|e-mail|functie|telefoon)|(?:naam|adres|e-mail|functie|telefoon)[^.]{0,200}gegevens/iu, public: /openbaar|publiek/iu,
  },
}

/** When points are asked for that do not always apply: what the text has to speak of. */
export const noticeSpeaksOf = {
  interest:
    /intérêts? légitimes?|legitimate interests?|berechtigte[ns]? interesse|inter[eé]s(?:es)? leg[ií]timo|interess[ei] legittim|legittim[oi] interess|gerechtvaardigde? belang/iu,
  consent: /consentement|\bconsent\b|einwilligung|consentimiento|consenso|toestemming/iu,
  contract: /exécution (?:du|d['’]un) contrat|performance of (?:a|the) contract|vertragserfüllung|erfüllung (?:eines|des) vertrag|ejecución (?:del|de un) contrato|esecuzione (?:del|di un) contratto|uitvoering van (?:de|een) overeenkomst/iu,
  form: /formulaire|questionnaire|\bform\b|formular|fragebogen|formulario|cuestionario|modulo|questionario|formulier|vragenlijst/iu,
  profile: /profil|perfil|\bscor(?:e|ing)|puntuaci|punteggi|segment/iu,
} as const

/**
 * Words that stand in the place of a fact, and refuse a version: a term without a figure ("as long as necessary",
 * S-EDF), partners whom nobody names, "public sources" as if that were one (S-KASPR), and a right that is denied.
 */
export const noticeFaultIds = ['term', 'partners', 'publicSources', 'denied'] as const
export type NoticeFaultId = (typeof noticeFaultIds)[number]

export const vagueWords: Readonly<Record<NoticeLanguage, Readonly<Record<NoticeFaultId, RegExp>>>> = {
  fr: {
    term: /(?:temps|durée) (?:strictement )?nécessaire|aussi longtemps que/iu, partners: /\bpartenaires?\b(?: commerciaux| de confiance)?/iu, publicSources: /sources? publiques?|sources? (?:librement )?accessibles? (?:au public|publiquement)/iu,
    denied: /(?:ne pou(?:vez|rrez)|ne p(?:eut|ourra)|ne dispos(?:e[sz]?|erez)|n['’](?:avez|aurez|a|aura)) (?:pas|plus|aucun)(?! (?:à |besoin|motif|raison|justificat|de (?:motif|raison|justif)))[^.;]{0,80}(?:oppos|effac|suppr|rectif|accès|accéder|droit|réclam|limit)|droits?[^.;]{0,60}(?:ne s['’]applique|est exclu|sont exclus)|(?:pas possible|impossible) de[^.;]{0,30}(?:oppos|effac|suppr|rectif|accéder|réclam)|(?:oppos|effac|suppr|rectif|accès)[^.;]{0,60}(?:pas possible|impossible)|aucun droit (?:d['’]|à |de )/iu,
  },
  en: {
    term: /as long as (?:is |it is )?(?:necessary|needed|required)|for the necessary (?:time|period)/iu, partners: /\bpartners?\b/iu, publicSources: /public(?:ly (?:available|accessible))? sources\b/iu,
    denied: /\byou (?:cannot|can(?:no|['’])t|may not|(?:have no|do not have)(?! (?:to\b|obligation|need|duty))|(?:are not|will not be|won['’]t be) (?:able|entitled|allowed))[^.;]{0,80}(?:object|eras|delet|rectif|correct|access|restrict|complain|right|opt out)|\bno right to\b|rights?[^.;]{0,60}(?:does not apply|do not apply|is excluded|are excluded)|(?:objecti|eras|delet|rectif|access)[^.;]{0,60}(?:(?:is|are) not possible|impossible)|\bnot (?:grant|give)[^.;]{0,30}right/iu,
  },
  de: {
    term: /(?:so lange|solange)[^.;]{0,200}(?:erforderlich|notwendig|nötig)/iu, partners: /\b(?:geschäfts|kooperations)?partner(?:n|unternehmen)?\b/iu, publicSources: /(?:aus|von) öffentlich(?:en| zugänglichen) quellen/iu,
    denied: /(?:können|dürfen) sie nicht[^.;]{0,80}(?:widersp|lösch|berichtig|auskunft|beschwer|einschränk)|sie (?:können|haben|dürfen|werden)[^.;]{0,60}(?:kein|nicht)[^.;]{0,60}(?:recht|widersp|lösch|berichtig|auskunft|beschwer|einschränk)|(?:recht|widerspruch|löschung|auskunft)[^.;]{0,60}(?:ausgeschlossen|nicht möglich)/iu,
  },
  es: {
    term: /(?:tiempo|plazo) (?:estrictamente )?necesario|mientras sea necesario/iu, partners: /\bsocios?\b(?: comerciales)?|\bcolaboradores\b/iu, publicSources: /fuentes (?:de acceso )?p[uú]blic[ao]s?|fuentes accesibles al p[uú]blico/iu,
    denied: /(?:no puede|no podrá|no tiene|no dispone)[^.;]{0,80}(?:opon|supr|rectific|acce[sd]|derecho|reclam|limit)|(?:derechos?|oposición|supresión)[^.;]{0,60}(?:no se aplica|queda excluid|no es posible)/iu,
  },
  it: {
    term: /(?:tempo|periodo) (?:strettamente )?necessario/iu, partners: /\bpartner\b/iu, publicSources: /fonti (?:pubbliche|accessibili al pubblico|di pubblico accesso)/iu,
    denied: /(?:non può|non potrà|non ha)[^.;]{0,80}(?:oppo|cancell|rettific|access|accedere|diritto|reclamo|limit)|(?:diritt[oi]|opposizione|cancellazione)[^.;]{0,60}(?:non si applica|è esclus|non è possibile)/iu,
  },
  nl: {
    term: /zo ?lang (?:als )?(?:dat )?(?:nodig|noodzakelijk)/iu, partners: /\bpartners?\b/iu, publicSources: /(?:openbare|publieke|publiek toegankelijke) bronnen/iu,
    denied: /(?:kunt|zult|mag|heeft) u? ?(?:geen|niet)[^.;]{0,80}(?:bezwaar|wis|verwijder|rectific|inzage|recht|klacht|beperk)|u (?:kunt|zult|mag|heeft)[^.;]{0,40}(?:geen|niet)[^.;]{0,80}(?:bezwaar|wis|verwijder|rectific|inzage|recht|klacht|beperk)/iu,
  },
}

/** Behind these a text says whom it does not hand data to. */
export const noticeNegation =
  /(?:\b(?:no|not|never|without|aucun|ne|sans|jamais|keine?[nr]?|nicht|ohne|ning[uú]n|sin|nessun[ao]?|non|senza|geen|niet|zonder)\b|\bn['’])[^.;]{0,80}$/iu

/** Whole names of a source that name none, besides what is vague in a text. */
export const vagueSourceName =
  /^(?:(?:the |l['’])?internet|(?:the |le |open )web|données publiques|public(?:ly available)? (?:data|information|records?)|öffentliche (?:quellen|daten)|datos públicos|dati pubblici|openbare gegevens)$/iu

/** Merge fields a notice may hold. `source` is the exact origin of the person's data. */
export const noticeFields = ['controller', 'contact', 'source', 'privacy', 'preferences'] as const

/**
 * What nobody said yet, in its place in a text: `[[name of your company]]`. A sentence that holds one makes no point.
 */
export const noticeGap = /\[\[([^[\]\n]{1,300})\]\]/gu

/** Systems that a text may name: beside a transfer their name alone says nothing of who receives data. */
export const namedSystems = /hubspot|salesforce/giu

/** That something comes from somewhere: on a privacy page the sources stand by name, not by a field. */
export const originWords =
  /provien|provenance|viennent|obtenu|\bcome from|obtained|originat|stamm(?:en|t)|\bquellen?\b|proced|proveng|proven(?:ienza|gono)|ottenut|afkomstig|komen|bron(?:nen)?\b/iu
