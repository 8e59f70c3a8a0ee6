/**
 * How mail programs mark what is quoted, and how footers and signatures read, in the languages of the tables. Compared
 * with the text as written (accents kept), without regard to case.
 */

/** Start of the line above a quote: "Le … a écrit :", "On … wrote:", "Am … schrieb …:". */
export const attributionStart = /^(?:le|on|am|el|il(?: giorno)?|op|em|in data|den|w dniu|from|de|em)\s.*(?:\d|wrote|écrit|schrieb|escribi|scritto|schreef)|^.{1,120}(?:a écrit|wrote|schrieb|escribi[óo]|ha scritto|schreef)\s*(?::\s*)?$/iu
/** A time, an address and a colon: the line above a quote in whatever language. */
export const anyAttribution = /^.{0,120}\d{1,2}[:.h]\d{2}.{0,120}<[^\s<>@]{1,64}@[^\s<>]{1,255}>.{0,20}[:：]$/u
export const attributionEnd = /(?:a [ée]crit|wrote|schrieb|escribi[óo]|ha scritto|schreef|escreveu)(?:[^:]{0,160}):\s*$|(?:a [ée]crit|wrote|schrieb|escribi[óo]|ha scritto|schreef)\s*(?::\s*)?$/iu

/** "-----Message d'origine-----" and its like. */
export const originalSeparator = /^[-_—\s*]*(?:(?:message|mail|e-?mail|courriel)\s+(?:d['’]\s*origine|original|initial|transf[ée]r[ée]|suivi)|original(?:e)?\s+(?:message|nachricht|appointment)|(?:urspr[üu]ngliche|weitergeleitete)\s+(?:nachricht|mail|e-mail)|mensaje\s+(?:original|reenviado)|messaggio\s+(?:originale|inoltrato)|(?:oorspronkelijk|doorgestuurd)\s+bericht|forwarded\s+(?:message|mail|by)|reply\s+message|replied\s+message|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|inizio messaggio inoltrato|inicio del mensaje reenviado)[-_—\s*:]*$/iu

/** The separators that say that a message is passed on, not answered. */
export const forwardSeparator = /^[-_—\s*]*(?:(?:message|mail|e-?mail|courriel)\s+(?:transf[ée]r[ée]|suivi)|weitergeleitete\s+(?:nachricht|mail|e-mail)|mensaje\s+reenviado|messaggio\s+inoltrato|doorgestuurd\s+bericht|forwarded\s+(?:message|mail|by)|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|inizio messaggio inoltrato|inicio del mensaje reenviado)[-_—\s*:]*$/iu

/** The header line of a quoted message that names its author, or the line above a quote that does. */
export const senderLine = /^\*?\s*(?:de|from|von|da|van|exp[ée]diteur|absender|mittente|remitente|afzender)\s*\*?\s?:|(?:a [ée]crit|wrote|schrieb|escribi[óo]|ha scritto|schreef)/iu

/** Between who sent a message and for whom, in the line that names its author. */
export const onBehalf = /\s(?:on behalf of|de la part de|au nom de|im (?:auftrag|namen) von|en nombre de|per conto di|namens)\s/iu

/** One header line of a message quoted without marks. */
export const headerLine = /^\*?\s*(?:de|from|von|da|van|exp[ée]diteur|absender|mittente|remitente|afzender|envoy[ée](?: le)?|sent|gesendet|enviado(?: el)?|inviato|verzonden|date|datum|data|fecha|[àa]|to|an|para|a|aan|destinataires?|cc|cci|bcc|kopie|objet|sujet|subject|betreff|asunto|oggetto|onderwerp|importance|reply-to|r[ée]pondre [àa])\s*\*?\s?:\*?(?:\s.*|$)/iu

/** Lines that a phone or a mail program adds. */
export const mobileSignature = /^[\s*_(–-]*(?:envoy[ée]e?s? (?:de(?:puis)?|[àa] partir d|via|avec|gr[âa]ce)|sent (?:from|via|with|using)|(?:von|mit|aus) .{2,40} gesendet|gesendet (?:von|mit)|enviado (?:desde|con)|inviato (?:da|con|dal)|verzonden (?:vanaf|vanuit|met)|(?:t[ée]l[ée]charge[rz]|obtenez|obtenir|get|outlook f[üu]r|scarica|obtener|download) outlook|provenance\s?: courrier|yahoo mail)/iu

/**
 * Paragraphs below the message that every mail of a company carries: confidentiality, printing, "you receive this
 * because".
 */
export const disclaimer = /confidentiel|confidential|vertraulich|confidencial|riservat|vertrouwelijk|destinataire (?:pr[ée]vu|d[ée]sign|vis[ée])|intended (?:recipient|solely|only)|reçu (?:ce (?:message|mail|courriel|courrier) )?par erreur|received (?:this|it) (?:e-?mail |message |mail )?(?:in|by) error|irrt[üu]mlich|por error|per errore|ten onrechte|imprim(?:e|er|ez)\b.{0,80}(?:que si|n[ée]cessaire|environnement|plan[èe]te|mail|message)|n['’]imprimez|(?:before|consider|think).{0,40}print|drucken|stop (?:[àa] la |au |aux |la |le )?(?:pollution|gaspillage|gaspi|plastique|covid|co2|d[ée]forestation)|(?:vous|tu) recevez ce|you (?:are receiving|receive|received|got) this|sie erhalten diese|recibe este|ricevi questa|u ontvangt (?:deze|dit)|niet (?:de (?:geadresseerde|beoogde ontvanger)|voor u bestemd)|(?:vous|tu) (?:disposez|b[ée]n[ée]ficiez|pouvez exercer|avez) (?:d['’]un |du |un |de |vos |le )?droits?|you have the right to|sie haben das recht|puede ejercer|tiene derecho|ha diritto|u heeft het recht|politique de confidentialit|privacy policy|datenschutzerkl|registered (?:in|office)|\bRCS\b|capital (?:social )?de|handelsregister/iu

/** A footer's own unsubscribe sentence: it speaks of "our" messages or tells the reader what to click or answer. */
export const footerSentence = /(?:pour|afin de|si vous) .{0,80}(?:d[ée]sinscri|d[ée]sabonn|ne (?:souhaitez |voulez |d[ée]sirez )?plus recevoir|recevoir plus)(?:.{0,120}(?:cliqu|click|ici\b|r[ée]pond|[ée]cri[vt]|lien|https?:|rendez|suiv|envoy)|.{0,40}\b(?:nos|notre|d['’]acme)\b)|(?:to|if you (?:no longer|don['’]t|do not|wish|want|would)).{0,80}(?:unsubscrib|opt[ -]?out|stop receiving|receive (?:these|our|further)|be removed).{0,120}(?:click|here|repl(?:y|ies)|link|https?:|visit|go to|follow|below|write to|let us know)|^(?:un|se )?(?:d[ée]sinscrire|d[ée]sabonner|unsubscribe|abmelden|darse de baja|disiscriviti|uitschrijven)\s*[:|(<]+\s*https?:|(?:wenn|falls|um) .{0,80}(?:abmelden|abbestell|austragen|keine (?:weiteren )?(?:e-?mails|newsletter)).{0,100}(?:klick|hier|antwort|link|https?:)|(?:para|si (?:no )?des?ea).{0,60}(?:darse de baja|cancelar|dejar de recibir|no recibir).{0,100}(?:clic|puls|haga|aqu[íi]|enlace|https?:|respond)|(?:per|se (?:non )?(?:desider|vuoi|vuole)).{0,60}(?:disiscri|cancellar|non ricevere|annullare).{0,100}(?:clic|qui\b|link|https?:|rispond)|(?:om|wilt u|als u) .{0,60}(?:uit te schrijven|af te melden|afmelden|uitschrijven|geen .{0,30}ontvangen).{0,100}(?:klik|hier|link|https?:|antwoord)|(?:r[ée]pondez|reply|antworten sie mit|responda|rispondi|antwoord) (?:with )?["«“']?\s?stop\b.{0,60}(?:pour|to|um|para|per|om)|(?:mentions? l[ée]gales?).{0,40}(?:stop|d[ée]sinscri)/iu

/** The sender speaks of such a link as something that fails: no footer. */
export const stillBroken = /(?:marche|fonctionne|veut|peux|peut|arrive|r[ée]ussi|parvien|mène|aboutit)\w{0,12}\s+(?:pas|plus|jamais|rien)|impossible|en vain|d[ée]j[àa]|toujours|malgr[ée]|cass[ée]|mort\b|broken|does(?:n['’]t| not) work|not work|can(?:['’]t|not)|fails?\b|failed|already|still|funktioniert nicht|geht nicht|no funciona|non funziona|werkt niet/iu
