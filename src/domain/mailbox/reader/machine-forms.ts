import { sieveOf } from '../sieve/sieve.ts'
import { fold } from '../text/fold.ts'
import { keptForMessage } from '../sieve/kept-for-message.ts'
import { words } from '../tables/phrase.ts'

/**
 * Sentences that only forms of machines hold, in six languages, folded: receipts and tickets, checks that a sender is
 * no robot, answers of calendars, mailboxes that nobody reads, closing days, confirmations of an unsubscription. A
 * person may have written more around them, so they decide nothing alone.
 */
const forms = words(
  [
    // Checks of the sender
    '(?:prouv|confirm|verif|demontr|bestatig|conferm|bevestig|prove|demuestr)[a-z]* [^.]{0,60}(?:robot|humain|human|person|mensch|persona|mens|approved|autoris)',
    '(?:not|pas|nicht|non|no|niet) (?:yet |encore |noch )?(?:on|sur|auf|nella|en|op) (?:my|ma|la|der|lista|de|mijn) (?:liste? )?(?:of )?(?:approved|erlaubt|autoris|toegestane)',
    '(?:message|mail|nachricht|mensaje|messaggio|bericht)[^.]{0,60}(?:is being held|en attente|zuruckgehalten|retenido|in attesa|vastgehouden)',
    '(?:click|cliquez|klicken|pulse|clicc|klik)[a-z]*[^.]{0,80}(?:deliver|parvien|zustell|llegue|consegn|afgeleverd)',
    // Receipts and tickets
    '(?:ticket|case|request|demande|vorgang|anfrage|anliegen|melding|richiesta|segnalazione|consulta|dossier|correspondance|bericht)[^.]{0,80}(?:has been|a (?:bien )?ete|est|is|wurde|wird|is in goede orde|ha sido|e stata|abbiamo|hemos)[^.]{0,40}(?:received|registered|recue?|enregistre|ouvert|opened|closed|resolue?|bearbeitet|erfasst|geschlossen|eingegangen|ontvangen|geregistreerd|afgehandeld|registrad|recibid|ricevut|preso in carico)',
    '(?:reply|answer|repondez|antwort|antworten sie|respond|typ uw antwoord|bitte)[^.]{0,30}(?:above this line|au dessus de cette ligne|oberhalb dieser (?:zeile|linie)|boven deze (?:lijn|regel)|por encima de esta linea|sopra questa riga)',
    '(?:automatisch|automatiquement|automatically|automaticamente)[^.]{0,30}(?:genere|generated|generiert|erstellt|gegenereerd|generad|generato|ausgelesen|uitgelezen|eliminan|cestinat)|(?:genere|cree|generated|created|erstellt|generiert|generato|generado) (?:automati)',
    '(?:we have|weve|nous avons bien|wir haben|hemos|abbiamo|wij hebben|uw) [^.]{0,30}(?:received your|got your|recu votre|ihre? [^.]{0,20}erhalten|recibido su|ricevuto|bericht is)',
    '(?:thank you|thanks|merci|vielen dank|gracias|grazie|bedankt) (?:for|pour|fur|por|per|voor) [^.]{0,40}(?:message|mail|nachricht|mensaje|messaggio|bericht|anfrage|contacting|reaching out|contact)[^.]{0,10}\\. [^.]{0,80}(?:will|shortly|soon|repond|melden|antwort|respond|rispond|antwoord)',
    '(?:accuse|confirmation) de lecture|read receipt|lesebestatigung|leesbevestiging|ricevuta di (?:accettazione|consegna|lettura)|acuse de lectura',
    // Calendars
    '(?:has|a|hat|ha|heeft) (?:\\S+ ){0,3}?(?:accepted|declined|tentatively|accepte|refuse|decline|abgelehnt|zugesagt|angenommen|aceptado|rechazado|accettato|rifiutato|geaccepteerd|geweigerd|afgewezen)(?:[^.]{0,20}(?:invitation|invite|einladung|besprechung|invitacion|invito|uitnodiging))?[^.]{0,40}(?:when|quand|wann|cuando|quando|wanneer|\\d)|(?:invitation|einladung|besprechungsanfrage|invitacion|invito|uitnodiging)[^.]{0,20}(?:accept|refus|declin|abgelehnt|angenommen|aceptad|accettat|geaccepteerd)',
    // Mailboxes that nobody reads, robots
    '(?:adresse|mailbox|boite|inbox|address|buzon|casella|postfach|mails?|messages?)[^.]{0,60}(?:n est (?:plus|pas) (?:relev|utilis|consult|surveill|lue?)|not (?:being )?monitored|no longer (?:monitored|in use)|has been closed|stops working|wird (?:nicht gelesen|abgeschaltet|geloscht)|solo (?:procesa|accetta)|wordt automatisch)|ne sont (?:ni lus|pas lus)|(?:assistant virtuel|virtual assistant|virtueller assistent|asistente virtual|assistente virtuale|virtuele assistent)',
    // Closing days
    '(?:ferm(?:e|ee|es)|closed|geschlossen|betriebsurlaub|chius[oa]|cerrad[oa]|gesloten)[^.]{0,40}(?:\\d|du |from |vom |dal |desde |van |until|jusqu|bis |noel|vendredi|christmas)',
    // Confirmations
    '(?:you have been|youve been|vous avez (?:bien )?ete|vous etes bien|sie wurden|ha sido|e stato|u bent) [^.]{0,30}(?:removed|unsubscribed|desinscri|desabonn|inscrit|abgemeldet|geloscht|dado de baja|cancellat|uitgeschreven|afgemeld)',
    '(?:how did we do|how satisfied|votre avis (?:compte|nous interesse)|wie zufrieden|hoe tevreden|notez nous)',
  ].join('|'),
)

const maxPiece = 600

const inSentence = sieveOf([forms])
const isForm = keptForMessage((sentence) => inSentence.says(forms, fold(sentence).slice(0, maxPiece)))

/** Whether a text holds such a sentence. */
export const isMachineForm = (sentences: readonly string[]): boolean => sentences.some(isForm)
