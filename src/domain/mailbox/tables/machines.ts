/**
 * After a word of absence or receipt in a subject: nothing, a mark, or from when and until when. "Absence de réponse"
 * is a person's.
 */
const alone = '(?= ?(?:[:(\\[]|$)| (?:du|au|jusqu|until|till|bis|vom|fino|dal|hasta|del|tot|van|re)(?![a-z]))'

/** Subjects of automatic answers, folded. A person may write one too, so the words below are read. */
export const autoSubject = new RegExp(`^(?:\\[(?:auto|ooo)\\]|auto(?: re)? ?:|.{0,12}(?:reponse|message|mail|reply|response) automati|reponse auto|automatic (?:reply|response)|auto(?:matic)?[ -]?(?:reply|response|matische? antwort)|automatisch(?:e[srn]?)? (?:antwort|antwoord|nachricht|beantwoord)|.{0,20}out of (?:the )?office|.{0,6}ooo(?:\\b|:)|(?:je suis|actuellement) (?:absente?|en conges?)|fuera de (?:la )?oficina|respuesta automatica|risposta automatica|fuori (?:sede|ufficio)|buiten kantoor|abwesenheits?(?:notiz|meldung|nachricht|assistent)|delivery receipt|(?:non )?lu ?: |(?:not )?read ?: |(?:un)?gelesen ?: |leido ?: |letto ?: |gelezen ?: |remis ?: |delivered ?: |(?:\\[?absen(?:ce|te?)|(?:en )?conges?|vacances|abwesen(?:d|heit)|urlaub|ausen(?:te|cia)|assen(?:te|za)|afwezig(?:heid)?|(?:on )?(?:annual )?(?:vacation|leave|holiday)|accuse de reception|confirmation de reception|bestatigung des eingangs|eingangsbestatigung|acuse de recibo)${alone}|(?:accuse|confirmation) de reception de votre|\\[?(?:ticket|case|demande|request) ?(?:n(?:[o°]|r)?\\.? ?)?\\d|\\[?(?:ticket|case|demande|request) (?:received|created|recue|enregistree|creee?)(?![a-z]))`, 'u')

/** Subjects of mail servers that could not deliver. */
export const bounceSubject = /undeliver|returned (?:mail|to sender)|delivery (?:status notification|has failed|failure|failed|incomplete|delayed|error)|failure notice|mail delivery|mail system error|non remis|echec de (?:la )?(?:remise|distribution|livraison)|message non distribue|avis de non ?remise|notification de non ?remise|retour de courrier|unzustellbar|zustell(?:ung|fehler)|nicht zugestellt|no se (?:puede|ha podido|pudo) entregar|mancata consegna|impossibile recapitare|onbestelbaar|niet bezorgd|nondeliverable|could not be delivered/u
export const bounceSender = /^(?:mailer-?daemon|postmaster|mail-?daemon|maildelivery|mdaemon|bounces?|delivery|no-?reply-?bounce)(?:[+.-][^@]*)?@/u
/** What only a mail server writes, in six languages: a status code, or that a message could not be delivered. */
export const bounceReport =
  /(?<![\d.])[45]\d\d[ -][45]\.\d\.\d|\b[45]\.\d\.\d{1,2}\b|<[^<>\s]+@[^<>\s]+>:? (?:host|\w+ )|(?:message|mail|courriel|nachricht|mensaje|correo|messaggio|bericht)[^.]{0,80}(?:could ?(?:not|nt) be delivered|couldnt be delivered|wasnt delivered|n a pas pu etre (?:remis|distribue|delivre|livre)|n a pas ete (?:remis|distribue)|konnte nicht (?:zugestellt|ubermittelt)|wurde nicht zugestellt|no (?:se )?(?:ha podido|pudo) (?:ser )?(?:entreg|envi)|non (?:e stato possibile|puo essere) (?:consegn|recapit)|kon niet (?:worden )?(?:bezorgd|afgeleverd))|(?:delivery (?:to the following|has failed|is delayed|failed|incomplete)|(?:remise|distribution) (?:a|au) (?:ce|ces|le|les) destinataires?|unable to deliver|i wasnt able to deliver|address (?:not found|couldnt be found)|adresse (?:introuvable|n a pas ete trouvee)|user unknown|no such user|mailbox (?:is )?full|quota exceeded)/u

/** A passing fault, said in words: the server tries again or the box is full. */
export const softBounce = /delay|retr(?:y|ied)|tempor|still trying|mailbox (?:is )?full|over ?quota|quota exceeded|boite (?:aux lettres )?(?:est )?(?:pleine|saturee)|4\.\d\.\d+|voll|verzoger|retard/u
export const hardBounce = /5\.\d\.\d+|55[0-4]|permanent|no such user|user unknown|unknown user|does(?: not|nt) exist|could ?(?:not|nt) be found|not found|introuvable|n existe pas|existiert nicht|unbekannt|no existe|non esiste|bestaat niet/u

/** Left for good: what an automatic answer says, and a person writes too. */
export const goneWords = /(?:quitte|plus (?:partie|dans)|left|no longer (?:with|at|work)|verlassen|ausgeschieden|nicht mehr (?:im|bei|fur)|ya no trabaj|non lavor|niet meer werkzaam)/u
