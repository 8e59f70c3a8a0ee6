import type { Channel } from '../../app/channel.ts'
import { wholeWords, words } from './phrase.ts'

/** How people name a way of being reached, in six languages, folded. The first that fits counts. */
export const mailChannels: readonly (readonly [Channel, RegExp])[] = [
  ['social', words('linkedin|reseaux sociaux|messenger|inmails?|social media|dms?(?![a-z])')],
  ['fax', words('fax|telecopie')],
  ['sms', words('sms|textos?|text messages?|texts|texting|texted|whatsapp')],
  [
    'phone',
    words(
      'appel(?:s|er|ez|e|le)?(?![a-z])|rappel|telephon|telefon|telefoon|coups? de fil|phon[ei]|call(?:s|ed|ing)?(?![a-z])|ring(?:ing)?(?![a-z])|anruf|anzurufen|ruf(?:en|t|e)? (?:\\S+ ){0,5}an(?![a-z])|angerufen|llam|chiam|bel(?:len|t|letjes)?(?![a-z])|gebeld|opbellen',
    ),
  ],
  [
    'post',
    words(
      'courriers? (?:papier|postal|postaux)|par (?:la poste|courrier)|poster|papier|catalogues? papier|imprim|postal|printed|paper|by post|through the post|per post|gedruckt[a-z]*|postweg|papel|impres|correo postal|posta(?! elettronica)|cartace|stampat|papieren|gedrukt',
    ),
  ],
  ['email', words('e?mails?(?![a-z])|courriels?|mailen|correos?(?! postal)|posta elettronica|nachrichten per mail')],
]

/** A clause that turns a channel, a list or a subject down. */
export const clauseRefuses = wholeWords(
  'ne|n|pas|plus|jamais|rien|aucun[a-z]*|stop[a-z]*|arret[a-z]*|cess[a-z]*|inutile|evit[a-z]*|desinscri[a-z]*|desabon[a-z]*|retir[a-z]*|supprim[a-z]*|no|not|dont|never|without|quit|unsubscrib[a-z]*|remov[a-z]*|drop|less|nicht|kein[a-z]*|nie|ohne|abmeld[a-z]*|abbestell[a-z]*|streich[a-z]*|nunca|nada|dejen|dejar|baja|eliminar|non|mai|niente|smett[a-z]*|disiscri[a-z]*|toglie[a-z]*|niet|geen|nooit|stoppen|uitschrij[a-z]*|afmeld[a-z]*',
)

/** A clause that keeps something for certain. */
export const clauseKeeps = wholeWords(
  'continu[a-z]*|gard[a-z]*|conserv[a-z]*|suffi[a-z]*|seulement|uniquement|plutot|prefer[a-z]*|toujours|oui|ok|volontiers|en revanche|par contre|keep|still|only|just|rather|instead|fine|enough|welcome|happy|yes|useful|weiterhin|behalt[a-z]*|reicht|lieber|gern[a-z]*|nur|bleib[a-z]*|ja|solo|seguir|sigan|manten[a-z]*|mejor|prefier[a-z]*|basta|si|soltanto|meglio|prefer[a-z]*|continuat[a-z]*|va bene|wel|alleen|liever|blijf[a-z]*|houd[a-z]*|graag|prima|volstaat',
)

/** A clause that ends something whatever else it says: "inutile de continuer". */
export const clauseEndsIt = wholeWords(
  'inutile|ne|n|jamais|aucun[a-z]*|stop[a-z]*|arret[a-z]*|cess[a-z]*|not|dont|never|no more|nicht|kein[a-z]*|nie|nunca|non|mai|niet|geen|nooit',
)

/** "Less often", "once a month". */
export const lessOften = words(
  '(?:par|chaque|tous les) (?:trimestre|semestre|mois|an|lundi|vendredi|jours?)(?![a-z])|fois (?:par an|l an)|times a year|mal (?:im|pro) (?:jahr|monat|woche)|vierteljahr[a-z]*|moins (?:souvent|frequ)|trop (?:souvent|frequen)|trop de (?:mails|messages|courriels|newsletters)|une fois par|(?:un|deux|trois|quatre|cinq) (?:mails?|messages?|courriels?|envois?) par (?:jour|semaine|mois)|espac[a-z]*|tous les (?:jours|matins)|mensuel|less (?:often|frequent)|fewer|too (?:often|many|frequent)|once a|twice a|times a (?:week|month|year)|every (?:day|morning|week)|monthly|quarterly|seltener|zu (?:oft|haufig|viele)|weniger|einmal (?:im|pro|die)|monatlich|jeden (?:tag|morgen)|menos (?:frecuen|a menudo|correos)|demasiad|una vez (?:al|por)|mensual|cada (?:dia|manana)|meno (?:spesso|frequen|mail)|troppo spesso|troppe|una volta (?:al|ogni)|mensil|ogni giorno|minder (?:vaak|mails)|te (?:vaak|veel)|een keer per|maandelijks|elke (?:dag|ochtend)',
)

/** Another day or hour than now. */
export const otherDays = words(
  '(?:le|du|les) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?! prochain)|(?:on|before|after) (?:a )?(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|ten|nine|noon)(?![a-z])|(?:montags?|dienstags?|mittwochs?|donnerstags?|freitags?)(?![a-z])|(?:los|el) (?:lunes|viernes)|(?:il|di|al) (?:lunedi|venerdi)|op (?:maandag|vrijdag)',
)

/** Until when a refusal holds: a word of time behind "before", "until", "during". */
export const untilThen = wholeWords(
  '(?:pas |jamais |rien |plus )?(?:avant|jusqu a(?:u|ux)?|d ici(?: la)?|tant que|pendant|durant|apres) (?:\\S+ ){0,3}?(?:la|le|les|l|de|septembre|octobre|novembre|decembre|janvier|fevrier|mars|avril|mai|juin|juillet|aout|\\d{1,4}[a-z]*|rentree|budget|noel|vacances|fin|debut|mois|semaine|an|ans|annee)|(?:not |nothing |no )?(?:before|until|till|during|while|after) (?:\\S+ ){0,3}?(?:the|our|my|january|february|march|april|may|june|july|august|september|october|november|december|\\d{1,4}[a-z]*|next|end|christmas|easter|summer|budget|year|then)|(?:nicht |kein[a-z]* )?(?:vor|bis|wahrend|solange|nach) (?:\\S+ ){0,3}?(?:dem|der|den|zum|zur|ende|anfang|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|\\d{1,4}[a-z]*|nachste[a-z]*|weihnachten|sommer|herbst|fruhjahr)|(?:antes de|hasta|durante|despues de) (?:\\S+ ){0,3}?(?:que|el|la|los|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|\\d{1,4}[a-z]*|fin|verano|navidad)|(?:prima (?:di|del|della)|fino (?:a|al|alla)|finche|durante|dopo) (?:\\S+ ){0,3}?(?:non|il|la|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|\\d{1,4}[a-z]*|fine|estate|natale)|(?:voor|tot|tijdens|na|zolang) (?:\\S+ ){0,3}?(?:de|het|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|\\d{1,4}[a-z]*|einde?|zomer|kerst|volgende?)',
)

/** What a machine or a form tells its reader that he may do: no wish of its sender. */
export const offersToReader = words(
  'vous (?:pouvez|pourrez) (?:vous|en|y|a tout|exercer|demander|egalement|aussi)|vous (?:avez la possibilite|disposez)|si vous (?:souhaitez|ne souhaitez|voulez|ne voulez)|pour (?:vous des|ne plus recevoir)|(?:you )?(?:can|may) (?:also )?(?:un|opt|request|ask|contact|change|manage)|if you (?:wish|want|no longer|would|do not|dont|prefer)|^to (?:un ?subscribe|opt out|stop receiving)|sie (?:konnen (?:sich|jederzeit|der|die|ihre)|haben das recht)|(?:wenn|falls) sie|puede (?:usted )?(?:darse|solicitar|ejercer)|si (?:no )?desea|para (?:darse|dejar)|(?:puo|potete|puoi) (?:richiedere|annullare|disiscriv|cancell)|se (?:non )?desider|per (?:annullare|non ricevere)|u kunt (?:zich|uw|altijd|ook)|(?:als|indien) u|om (?:u |je )(?:af|uit)',
)

/** One address out of two. */
export const otherAddress = words(
  'mon autre adresse|cette adresse|a cette adresse|sur (?:cette|mon|ma)|mon adresse (?:perso|pro|personnelle)|boite (?:perso|pro)|deux adresses|my (?:other|private|personal|work) (?:address|email|account)|this address|two addresses|this mailbox|meine (?:private|andere|geschaftliche)|diese (?:adresse|mailadresse)|zwei adressen|esta direccion|mi (?:otra|direccion)|correo personal|questo indirizzo|mio (?:altro|indirizzo)|dit adres|mijn (?:andere|prive|werk)',
)

/** A list that has a name. */
export const namedList = words(
  'newsletters?|news letter|infolettre|lettre d info[a-z]*|lettre (?:mensuelle|hebdo)[a-z]*|digest|bulletin|alertes?|webinaires?|invitations?|catalogues?|promos?|offres|sondages?|webinars?|surveys?|alerts|invites|offers|promotions|rundbrief|einladungen|umfragen|angebote|katalog[a-z]*|boletin|invitaciones|encuestas|ofertas|inviti|sondaggi|offerte|nieuwsbrief|uitnodigingen|aanbiedingen|enquetes',
)
