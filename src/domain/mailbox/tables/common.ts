/** Signs that mean the same in every language. */
export const stopSigns = /^[\s📧✉📩📨📬]*(?:[🛑⛔🚫✋❌📵🔕][\s📧✉📩📨📬]*)+$/u
export const rudeSigns = /[👎🖕💩🤬😡🤮]/u
/** Part of a subject that mail programs put in front when answering or forwarding. */
export const replyPrefix = /^\s*(?:(?:re|aw|sv|antw|ref|rif|r|odp|vs)\s*(?:\[\d+\]\s*)?:\s*)+/iu
export const forwardPrefix = /^\s*(?:(?:tr|fw|fwd|wg|rv|i|enc|doorst|vl|inoltra?)\s*:\s*)+/iu
/** Words that make a subject an unsubscribe command: what a mailto link writes. */
export const subjectCommand = /^\W*(?:please )?(?:un ?subscribe|unsub|opt ?out|remove(?: me)?|stop(?: pub| mails?)?|(?:demande de |me |se )?desin?scri\w*|(?:demande de |me |se )?desabon\w*|abmeld\w*|abbestell\w*|austrag\w*|baja|darme de baja|dar(?:se)? de baja|cancella\w*|disiscri\w*|uitschrijv\w*|afmeld\w*|opposition|widerspruch|objection)(?: (?:me|moi|svp|merci|request|now|please|newsletter|mailing ?list|liste))*\W*$/u
/** The sender means himself: an act named beside it may be asked for, even where products are spoken of. */
export const firstPerson = /(?<![\p{L}\d])(?:moi|m|mon|ma|mes|me|my|myself|mich|mir|mein[a-z]*|mi|mis|mij|mijn|mio|mia|miei)(?![\p{L}\d])/u

/**
 * One other person of the sender's company. Several of them are an objection for the company, which the tables of the
 * languages read.
 */
export const colleague = /(?<![\p{L}\d])(?:(?:mon|ma|notre|my|our|mein|meine[nmr]?|unser|unsere[nmr]?|mi|nuestr[oa]|mio|mia|nostr[oa]|mijn|onze?)(?: \p{L}+)? )(?:collegue|collaborat(?:eur|rice)|colleague|coworker|co worker|kolleg(?:e|en|in)|mitarbeiter(?:in)?|companer[oa]|colega|colleg[ao]|collega|patron(?:ne)?|chef(?:fe|in)?|boss|directeur|directrice|director|manager|vorgesetzten?|jefe|jefa|capo|baas|assistante?|assistent(?:in|e)?|predecesseur|predecessor|vorganger(?:in)?)(?![\p{L}\d])/u
/** The sender and one other person. */
export const withColleague = new RegExp(`(?: (?:and|et|und|y|e|en|ainsi que|as well as) (?:also |aussi |auch )?)(?:for |pour |fur |de |von |di |van |to )?${colleague.source}|${colleague.source}(?: \\S+){0,2} (?:and|et|und|y|e|en) (?:me|moi|mich|mi|mij|i|je|ich)(?![\\p{L}\\d])`, 'u')
/** "Remove him": the act is asked for another. */
export const thirdPerson = /(?<![\p{L}\d])(?:remove|unsubscribe|take|delete|opt|contact|email|write|writing|emailing|contacting) (?:to )?(?:him|her|them)(?![\p{L}\d])/u

/** What stands before an address to write to instead: "write to", "contactez", "stattdessen an". */
export const insteadOf =
  /(?<![\p{L}\d])(?:write (?:to )?|use |contact |try |reach (?:out to )?|turn to |instead|rather|successor|now |ecrivez|ecrire|contactez|adressez|utilisez|plutot|desormais|remplacant\w*|successeur|voir avec|voyez avec|wenden|schreiben sie|nachfolger\w*|stattdessen|kunftig|lieber|escriba\w*|contacte\w*|mejor|sucesor\w*|scriv\w*|contatt\w*|meglio|successore|schrijf|mail |liever|opvolger)(?:(?! (?:ne|not|no|nicht|kein\w*|non|niet|plus|more)(?![\p{L}\d]))[^.;:!?]){0,40}$/u

/** Not to write to, or to be removed: "do not contact", "supprimez l'adresse mail". */
export const turnsDown =
  /(?<![\p{L}\d])(?:not|never|dont|stop|no longer|without|remov\w*|delet\w*|unsubscri\w*|eras\w*|exclud\w*|purg\w*|suppress\w*|ne|plus|pas|jamais|cess\w*|arret\w*|supprim\w*|retir\w*|enlev\w*|effac\w*|desinscri\w*|nicht|nie|kein\w*|losch\w*|loesch\w*|entfern\w*|streich\w*|no|nunca|borr\w*|elimin\w*|quit\w*|non|mai|cancell\w*|rimuov\w*|togli\w*|niet|nooit|verwijder\w*|schrap\w*)(?![\p{L}\d])/u

/** Words after which a sentence turns: what stands behind them counts more than what stands before. */
export const turns = /(?<![\p{L}\d])(?:mais|but|aber|jedoch|pero|maar|(?<=, )ma)(?![\p{L}\d])/gu

/**
 * A short message with one of these words and nothing that welcomes us waits for a person: the last net below the
 * tables, for wordings nobody thought of.
 */
export const refusing = /(?<![\p{L}\d])(?:(?:vos|votre|tes|tout|tous|toute|toutes|ces) (?:e?mails?|messages?|envois?|relances?|sollicitations?|pubs?|publicites?|appels?|listes?|newsletters?)|your (?:e?mails?|messages?|calls?|list|database|newsletter)|ihre (?:e?mails?|nachrichten|anrufe|werbung)|sus (?:correos|mensajes|llamadas|emails)|derniere?s?|last|letzte\w*|ultim\w*|plus|pas|jamais|rien|aucun\w*|non|sans|refus\w*|interdi\w*|oppos\w*|supprim\w*|retir\w*|enlev\w*|effac\w*|oubli\w*|bloqu\w*|arret\w*|cess\w*|stop\w*|quitte\w*|assez|liste|fichiers?|prospection|demarch\w*|sollicit\w*|rgpd|gdpr|dsgvo|cnil|art(?:icle)? \d+|not?|never|none|nothing|dont|doesnt|wont|cannot|cant|without|remov\w*|delet\w*|eras\w*|block\w*|unwanted|object\w*|unsub\w*|list|database|mailing\w*|marketing|consent\w*|privacy|nicht|nie|niemals|kein\w*|ohne|nichts|verteiler|werbung|loesch\w*|losch\w*|entfern\w*|einwilligung|datenschutz|nunca|nada|ningun\w*|sin|lista|baja|publicidad|borr\w*|elimin\w*|consentimiento|non|mai|niente|nessun\w*|senza|cancell\w*|rimuov\w*|togli\w*|consenso|niet|nooit|geen|niets|zonder|verwijder\w*|wist?|wissen|gewist|uitwissen|lijst|reclame|toestemming|remova\w*|descadastr\w*|cancelar|pare[mn]?|usun\w*|wypis\w*|nie)(?![\p{L}\d])/u
/** Words of a conversation that goes on. */
export const welcoming = /(?<![\p{L}\d])(?:pieces? jointes?|fichier joint|attachments?|anhang|adjunto|allegato|bijlage|re ?envo\w+|re ?send\w*|reenvi\w*|pas encore|encore (?:\w+ )?(?:semaines?|jours?|decide\w*|arrete)|not yet|yet|havent decided|noch (?:nicht|etwas)|alles klar|fragen|aun no|todavia|problema|sagen sie bescheid|wir melden uns|melde mich(?! ab)|par erreur|by mistake|mistake|meeting|invite|in(?:to)? the (?:loop|meeting)|previous message|precedent message|deal|gardez|conserve[zr] moi|keep me|keep us|remettez|reinscri\w*|put (?:me|us) back|add me|re ?subscribe|workshop|before (?:nine|ten|eleven|noon|\d)|directement|a sa place|what do you suggest|which plan|volontiers|d accord|ok|oui|avec plaisir|parfait|super|(?<!ne )(?:m |nous )interess\w+(?! (?:pas|plus|guere|aucunement|nullement|absolument pas|vraiment pas|en rien|en aucun))|interessant|devis|tarifs?|prix|contrat|demo\w*|rdv|rendez vous|reunion|projet|budget|sign(?:e|er|ature)|facture|commande|lundi|mardi|mercredi|jeudi|vendredi|demain|semaine|mois|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|trimestre|rentree|bientot|plus tard|(?:r?appelez|envoyez|contactez|ecrivez|recontactez|relancez|renvoyez) (?:moi|nous)(?! (?:plus|pas|jamais))|n hesitez|documentation|brochure|plus d infos?\w*|precisions?|details?|hate|ravi\w*|collegue|bonne personne|webinaire|pas de (?:souci|probleme)|s inquiet\w*|vous en faites|inquietez|great|yes|sure|sounds|happy to|glad|interested in|price|pricing|quote|contract|demo|meeting|call me|let us|lets|monday|tuesday|wednesday|thursday|friday|tomorrow|next (?:week|month|quarter|year)|q[1-4]|send me|more (?:info\w*|details?)|project|budget|invoice|colleague|right person|love|enjoy|useful|worries|problem|gern\w*|angebot|preis\w*|termin|vertrag|montag|dienstag|mittwoch|donnerstag|freitag|nachste woche|rufen sie|interessiert mich|einverstanden|zustandig|projekt|claro|perfecto|de acuerdo|me interesa|presupuesto|precio\w*|reunion|lunes|martes|miercoles|jueves|viernes|proxima semana|llam[a-z]{1,12}me|volentieri|va bene|d accordo|mi interessa|preventivo|prezzo|lunedi|martedi|mercoledi|giovedi|venerdi|prossima settimana|sentiamo|prima|prijs|offerte|afspraak|maandag|dinsdag|woensdag|donderdag|vrijdag|volgende week|stuur me|bel me)(?![\p{L}\d])/u
/** Thanks, and for what: all that a text says. */
export const plainThanks =
  /^\W*(?:(?:hello|hi|dear \w+|bonjour|hallo|guten tag|hola|buongiorno|beste \w+)[ ,!.]+)?(?:(?:many|un grand|mille|vielen|herzlichen|muchas|molte|hartelijk|ok|super|parfait|bien recu|received|great)[ ,!.]+)*(?:merci(?: beaucoup| bien)?|thanks(?: a lot| so much)?|thank you(?: very much| so much)?|cheers|danke(?: schon| sehr)?|dank|gracias|grazie(?: mille)?|bedankt|dank (?:je|u)(?: wel)?)(?: (?:pour|for|fur|por|per|voor) (?:\S+ ){0,3}\S+)?[\s.!,]*(?:cordialement|cdt|cdlt|regards|best|gruss|grusse|saludos|saluti|groet)?[\s.!,]*$/u
/** Of these, the words that stand in refusals as well: "OK, we want no more". */
export const lukewarm = /(?<![\p{L}\d])(?:ok|oui|yes|sure|super|budget|deal)(?![\p{L}\d])/gu
/** The sender says what he does not do, want or have. */
export const ownRefusal = /(?<![\p{L}\d])(?:(?:je|j|nous|on) (?:ne|n) (?:\S+ ){1,3}?(?:pas|plus|jamais|rien|aucune?)|ne (?:souhait|desir|veu|voul)\w* pas|(?:i|we) (?:\S+ )?(?:dont|do not|wont|will not|have no|never|am not|are not|arent)|(?:ich|wir) (?:\S+ ){1,4}?(?:nicht|keine?n?)|no (?:estamos|estoy|tenemos|tengo|queremos|quiero|vamos|necesit\w*)|non (?:siamo|sono|abbiamo|ho|vogliamo|voglio|intend\w*)|(?:ik|wij|we) (?:\S+ ){1,4}?(?:niet|geen))(?![\p{L}\d])/u
