// Words of French, English, German, Spanish, Italian and Dutch forms and privacy texts, all in plain form (lower case,
// no accents, straight apostrophes), for docs/reference/law.md#j and #e.

/** A yes to being solicited. */
export const yesWords = /j'accepte|je consens|j'autorise|j'aimerais|je (souhaite|veux|desire|voudrais)(?! (pas|plus))|\boui\b|je m'(abonne|inscris)|i (agree|accept|consent|would like|want|wish|authori[sz]e)\b|i'd like|\byes\b|send me|keep me|sign me up|add me|opt[- ]?in\b|ich (willige|stimme|bin (damit )?einverstanden|erlaube|akzeptiere|mochte(?! (keine|nicht)))|einwillig|\bja\b|tenez-moi|informez-moi|envoyez-moi|(m'|me )(envoyer|contacter|informer|appeler|adresser)|\b(e-?mail|text|call|contact|inform|notify) me\b|\bsign (me )?up|subscrib|s'?abonn|abonnement|^\W*(la |notre |our |unseren? )?newsletter\b|abonnier|(informieren|senden|schicken) sie mir|inscrivez-moi|contactez-moi|\bacept[oe]\b|consiento|autorizo|\bdeseo\b|\bquiero\b|me gustaria|suscribirme|acconsento|\baccetto\b|autorizzo|\bdesidero\b|\bvorrei\b|\bvoglio\b|iscrivimi|ik (ga akkoord|stem in|geef toestemming|wil(?! (geen|niet))|wens|ontvang|schrijf)|akkoord|aanmelden voor|halten sie mich|mantenedme|tenetemi|houd mij|^me (tenir|faire|prevenir)|tell me|show me|let me know/u
/** An objection to being solicited. */
export const noWords = /je ne (souhaite|veux|desire|voudrais) (pas|plus)|je refuse|je m'oppose|ne pas (me |recevoir|etre)|cochez [^.]{0,60}(si vous ne|pour ne pas|pour refuser|pour vous opposer)|(i|we) (do not|don't|would rather not|prefer not|wish not|refuse|object)\b|please (do not|don't)|\bno (marketing|emails?|offers)|opt[- ]?out\b|tick [^.]{0,60}(if you (do not|don't|would (prefer|rather) not)|to (refuse|opt out))|ich (mochte|will|wunsche) (keine|nicht)|widerspreche|keine (werbung|angebote|newsletter|werblichen)|no (deseo|quiero|acepto|autorizo)|me opongo|non (desidero|voglio|acconsento|autorizzo|accetto)|mi oppongo|ik (wil|wens) (geen|niet)|\bgeen (reclame|aanbiedingen|nieuwsbrief)|je ne (veux|souhaite) (pas|plus) etre (demarche|contacte|sollicite)/u
/** A box that is to be emptied by who says no: ticked, it is a yes. */
export const untick = /decoch|un-?tick|un-?check|deselect|abwahl|hakchen[^.]{0,30}entfern|desmar(car|que)|desmarca|deseleziona|vink[^.]{0,30} uit/u
/** An objection to an objection: it is not understood at once. */
export const twisted = /(decoch|un-?tick|un-?check|deselect|(do not|don't) (tick|check)|ne (pas cocher|cochez pas)|abwahl|nicht ankreuzen|desmar(car|que)|deseleziona)[^.]{0,80}(\bnot\b|n't\b|\bn[e'][^.]{0,30}\b(pas|plus)\b|\bnicht\b|\bkeine?n?\b|\bno (dese|quier)|\bnon (desid|vogl)|\bniet\b|\bgeen\b)|(\bnot\b|n't\b)[^.]{0,40}(opt[- ]?(ed )?out|\bobject|refus|exclu|unsubscrib|\bnot\b)|\bne (m'oppose|refuse|m'y oppose) pas|exclu[^.]{0,30}(\bne\b[^.]{0,20}pas|\bnot\b)|\bnicht\b[^.]{0,40}(widersprech|ablehn|verzicht|abmeld)|\bno me opongo|\bnon mi oppongo/u
/** A button that goes on without saying whether that is an objection (S-TAGADA). */
export const continueButton = /^(etape suivante|suivant|continuer|poursuivre|next|next step|continue|proceed|weiter|nachster schritt|fortfahren|siguiente|continuar|avanti|continua|volgende|doorgaan)\W*$/u
/** A plain no of a pair of buttons. */
export const declineWords = /^(non\b|refuser|je refuse|passer|ignorer|no\b|decline|reject|refuse|skip|not now|maybe later|plus tard|nein\b|ablehnen|uberspringen|nicht jetzt|continuer sans|continue without|ohne )|non merci|no thanks|nein danke|sans accepter|without accepting|^(nee\b|rechazar|no acepto|rifiuta|non accetto|weiger|overslaan)|no,? gracias|no,? grazie|nee,? bedankt/u
/** An objection that makes its reader feel small. */
export const shaming = /(je )?(prefere|prefer|mieux aime)[^.]*(rater|manquer|retard|payer|perdre|ignor|rester|miss|stay|lose|pay (full|more))|(don't|do not|ne) (want|care|veux pas|souhaite pas) (to )?(save|grow|improve|learn|economiser|progresser|reussir)|i (don't|do not) (like|care about) |verpassen|lieber nicht sparen/u

/** What somebody who is solicited gets. */
export const marketing = /\boffres?\b(?! d'emploi)|offre commerciale|promotion|actualites?|newsletter|lettre (d'information|mensuelle|hebdomadaire)|infolettre|nouveautes|prospect(ion|er|ing)|communications? (commerciale|marketing|publicitaire)|informations? commerciale|sollicit|publicit|bons plans|demarch(er|age)|marketing|\bnews\b|\boffers?\b|product (news|information|updates?)|\bupdates\b|\binsights\b|advertis|similar (products|services)|promotional|emails? about|\bwerbung\b|\bwerb(e|lich)|\bangebote?n?\b(?! (vergleichen|anfordern))|neuigkeiten|aktionen|produktinformation|infobrief|conseils|invitations?|(new|our|its) (products|services|solutions)|(nos|ses|leurs|nouveaux) (nouveaux )?(produits|services|solutions)|(unsere|neue)n? (produkte|leistungen|dienste)|bons? plans?|evenements|\bdeals\b|neuheiten|ahnliche[nr]? (produkte|waren|dienstleistungen|leistungen)|(produits|services)( et services| ou services)? (similaires|analogues)|publicid|\bofertas\b|promocion|comunicaciones comerciales|boletin|novedades|informacion comercial|offerte (commerciali|speciali|promozionali|di|via)|(ricevere|inviar)[^.]{0,40}offerte|promozion|comunicazioni (commerciali|promozionali|pubblicitarie)|pubblicita|\bnovita\b|aanbiedingen|nieuwsbrief|reclame|\bacties\b|\bnieuws\b|(nuestros|sus) (nuevos )?(productos|servicios)|(nostri|suoi) (nuovi )?(prodotti|servizi)|(onze|zijn) (nieuwe )?(producten|diensten)|mailing ?-?list|liste de diffusion|mailingliste|verteiler|propositions? commerciale|courriels? publicitaire|\bdiscounts?\b|special deals|\bpromos?\b/u
/** Being written to about what the person asked. */
export const aboutRequest = /\b(au sujet de|a propos de|concernant|about|regarding|bezuglich|zu|acerca de|sobre|riguardo alla|over) (votre|your|ihrer|su|sua|uw) (\w+ )?(demande|devis|projet|question|message|request|enquiry|inquiry|quote|project|anfrage|nachricht|bestellung|consulta|solicitud|richiesta|vraag|aanvraag)/u
/** Being written to about what is sold. */
export const contactAbout = /(contact|inform|email|kontaktier|\bnous contact|tell|write to)\w{0,10}[^.]{0,40}\b(about|au sujet de|a propos de|concernant|sur|bezuglich|uber|acerca de|sobre|riguardo|over)\b[^.]{0,50}\b(products?|services?|solutions?|produits|produkte|leistungen|dienstleistungen|productos|servicios|prodotti|servizi|producten|diensten)\b|\b(our|unserer?|nos|ses|nuestros|nostri|onze)\b [^.]{0,40}\b(products|services|produits|produkte|produkten|dienstleistungen|productos|prodotti|producten)\b[^.]{0,60}\b(kontaktier|informier)|bezuglich unserer/u
/** Being written to or called, whatever it is about. */
export const reached = /(informationen|nachrichten|e-?mails?)[^.]{0,80}erhalten|(recevoir|receive|erhalten|send me|envoy(er|ez))[^.]{0,120}(e-?mails?|courriels?|messages?|sms|informations?|communications?|appels|calls?|nachrichten|mitteilungen)|etre (re)?contacte|be contacted|contact(ed)? me\b|keep me (posted|informed|updated|up to date|in the loop)|(tenez-moi|etre tenue?|me tenir) informe|auf dem laufenden|me contacter|kontaktiert (zu )?werden|(produkte|leistungen|neues|neuigkeiten)n? (\w+ ){0,2}informier|mich kontaktier|(recibir|ricevere|ontvang)[^.]{0,120}(e-?mails?|correos?|mensajes|messaggi|berichten|informacion|informazioni|informatie|comunicaciones|comunicazioni|llamadas|chiamate)|\bhear(ing)? (more )?from\b|benachrichtigungen[^.]{0,60}erhalten/u
/** About what the person asked for, not about what is sold. */
export const ownRequest = /\b(ma|votre|cette|ce|mon|my|your|this|meiner?|ihrer?|dieser?) (demande|devis|projet|question|message|besoin|rendez-vous|request|enquiry|inquiry|quote|question|project|anfrage|nachricht|bestellung)|\b(mi|su|tu|esta|la|mia|sua|tua|questa|presente|mijn|uw|je|deze) (consulta|solicitud|mensaje|pregunta|pedido|richiesta|messaggio|domanda|vraag|aanvraag|bericht)/u
/** A verb of agreeing; a mere wish, such as for a copy, is none. */
export const agreeing = /accept|consen|autoris|approuv|agree|authori|acknowledg|confirm|einwillig|willige|stimme|zustimm|einverstanden|akzeptier|acept|autoriz|accett|akkoord|toestemming|instem/u
/** A box that only serves the sender. */
export const ownService = /copie|copy|kopie|copia|remember|souvenir|angemeldet|ricordami|onthoud|robot|captcha/u
/** Having read a text is no agreement to it. */
export const onlyRead = /pris connaissance|\bavoir lu\b|\bai lu\b|have read|acknowledge|zur kenntnis|gelesen|he leido|ho letto|preso visione|kennis genomen/u
/** That the data leave for somebody else. */
export const partners = /partenaires?\b|\bdes tiers\b|societes? tierces?|filiales?|(societes|entites|entreprises) du groupe|third[- ]part(y|ies)|\bpartners?\b|affiliate|group compan|sponsors?\b|selected companies|partnern?\b|partnerunternehmen|verbundenen? unternehmen|\bdritten?\b|konzern|\bterceros\b|empresas (del grupo|colaboradoras|asociadas|terceras)|colaboradores|\bterzi\b|(societa|aziende) (terze|del gruppo|partner)|\bderden\b|(entreprises|societes|marques) selectionnees|autres (societes|entreprises|organismes|marques)|other (companies|organi[sz]ations|brands)/u
export const denial = /\b(ne|n')\b[^.]{0,40}(pas|jamais|aucun)|\bjamais\b|\baucun|\bnever\b|\bnot\b|\bno\b|n't\b|\bnicht\b|\bkeine?\b|\bsans\b|\bohne\b|without|\bnunca\b|\bsin\b|\bnon (\w+ ){0,2}(comunic|condivid|cedut|cediam|cederemo|trasmess|vend|utilizz|usat|invi)|\bsenza\b|\bniet\b|\bgeen\b|\bnooit\b|\bzonder\b|\bni\b|\bneither\b|\bnor\b|\bweder\b|\bfindet nicht statt/u
export const sharing = /transmi|communiqu|partag|cede|revend|\bshar(e|ed|ing)\b|\bpass(ed|es|ing)? [^.]{0,30}\b(on|to)\b|disclos|\bsell\b|weitergeb|ubermittel|weitergegeben|\bced(an?|er|emos|ido)\b|cesion|compart|comunic(ar|acion|azione|hi|ati)|condivi|doorgeven|doorgegeven|\bdelen\b|gedeeld|verstrek|transmet|cession/u
/** Data go to somebody by these; who only works for the company, or may ask by law, is no partner. */
export const sharedWith = /(transmi|transmet|communiqu|partag|\bced|revend|\bshar(e|ed|ing)\b|disclos|\bsell\b|\bsold\b|weitergeb|weitergegeben|ubermittelt|condivi|gedeeld)[^.]{0,60}\b(a|au|aux|avec|to|with|an|mit|con|ai|agli|alle|met)\b(?! (des fins|l'aide|tout moment|any time))/u
export const ownHands = /prestataire|sous-traitant|service|equipe|interne|hebergeur|logiciel|outil|autorit|responsable|processor|provider|supplier|\bteam|staff|employee|hosting|tools?\b|dienstleister|auftragsverarbeit|mitarbeiter|abteilung|behorde|encargad|proveedor|fornitor|verwerker|leverancier|hubspot|salesforce/u
/** Something else is done with the data too. */
export const besides = /\b(aussi|egalement|en outre|par ailleurs|de plus|also|as well as|in addition|additionally|auch|zusatzlich|ausserdem|ademas|tambien|anche|inoltre|ook|bovendien)\b/u
/** The verbs with which a notice says that somebody will be solicited. */
export const soliciting = /adress|envo(yer|ye|i)|recev|recoi|inform|propos|contact|prospect|solicit|sollicit|\bsend\b|\breceive|\bemail you|keep you|\bmarket|\bfor (marketing|advertising)|\bcontact|senden|zusenden|erhalten|\bfur werbung|werbezweck|informieren|recib|envi(ar|amos|en)|ricev|invi(are|o|amo|ati)\b|contatt|informar|ontvang|stuur|sturen|toesturen|informeren|benader|\bhear(ing)? (more )?from\b|\binvi(ar|er)|\babonne\b|\binscrite?s?\b|added to|subscribed|eingetragen|aufgenommen|anadid|suscrit|iscritt|ingeschreven|faire parvenir|from us\b|\bfor \w+ marketing|a des fins (de prospection|commerciale|de marketing|marketing|publicitaire)/u
export const legitimateInterest = /interets? legitimes?|legitimate interests?|berechtigte(n|s|r)? interesse|interes(es)? legitimos?|interessi? legittim|legittim[oi] interess|gerechtvaardigd(e)? belang/u

export const noticeChannels = {
  email: /e-?mails?\b|courriels?|\bmails?\b|voie electronique|courrier electronique|newsletter|lettre d'information|elektronisch|correos?( electronicos?)?\b|posta elettronica|boletin|nieuwsbrief/u,
  phone: /telephon|\bappels?\b|appele|\bcalls?\b|\bphone\b|anruf|telefon|llamadas?|chiamat|telefoo|\bbellen\b|gebeld/u,
  sms: /\bsms\b|\bmms\b|text messages?|\btexts?\b|textos?|whatsapp|messageries? instantan|mensajes? de texto|messaggi di testo|tekstbericht/u,
  post: /courrier postal|voie postale|par courrier(?! electronique)|by post\b|postal|per post\b|\bbriefpost|postalisch|correo postal|per posta(?! elettronica)|\bper post\b/u,
} as const

export const terms = /conditions? (generales?|d'utilisation|de vente|d'inscription)|\bcg[uv]{1,2}s?\b|reglement (du jeu|interieur)|terms\b|\bt&cs?\b|\bagbs?\b|nutzungsbedingung|geschaftsbedingung|teilnahmebedingung|condiciones (generales|de uso|de venta)|terminos (y condiciones|de uso)|condizioni (generali|d'uso|di vendita|di utilizzo)|termini (e condizioni|di servizio|d'uso)|voorwaarden/u
export const privacy = /confidentialite|vie privee|donnees (a caractere )?personnel|protection (de (mes|vos|ses) |des )donnees|politique (de|des) (protection|donnees)|\brgpd\b|privacy|data protection|\bgdpr\b|use (of )?your (personal )?(data|information)|datenschutz|\bdsgvo\b|traitement de (mes|vos|mes) donnees|privacidad|proteccion de datos|datos personales|dati personali|riservatezza|persoonsgegevens|gegevensbescherming|\bavg\b|gestion de (vos|mes) donnees|(vos|mes) donnees et (vos|mes) droits|(utilisons|traitons) (vos|les) donnees|how we (use|handle|process|treat|look after) your|wie wir (ihre|mit ihren) daten/u
/** A link named by what it tells about. */
export const dataLink = /personal (data|information)|personenbezogene|umgang mit (ihren|personenbezogenen) daten|traitement de (vos|mes) donnees/u
export const privacyPath = /confidential|vie-?privee|donnees?-?personnel|protection-?(des?-?)?donnees|rgpd|gdpr|privacy|data-?protection|datenschutz|dsgvo|charte-donnees|privacidad|proteccion-?(de-?)?datos|riservatezza|dati-?personali|persoonsgegevens|gegevensbescherming/u
export const termsPath = /\/(cgu|cgv|agb|terms|conditions|tos|legal-?terms|nutzungsbedingungen|condiciones|condizioni|termini|voorwaarden|algemene-voorwaarden)\b/u
export const loginPath = /\/(login|log-in|signin|sign-in|connexion|se-connecter|mon-compte|my-account|account|anmelden|iniciar-sesion|accedi|inloggen|auth|sso|wp-login)\b/u

export const homePath = /^(\/(index\.(html?|php)|home|accueil|startseite|inicio|fr|en|de|es|it|nl|[a-z]{2}-[a-z]{2}))?\/?$/u
/** Address of a frame that holds a form; maps, films and counters hold none. */
export const formFrame = /form|tally\.so|pardot|marketo|\/l\/\d+\//iu
/** A page that says of itself that it is none. */
export const notFound = /\b404\b|page (introuvable|non trouvee|inexistante)|cette page n'existe (pas|plus)|(page|file) (was |could )?not( be)? found|seite (wurde )?nicht gefunden|pagina (no encontrada|non trovata|niet gevonden)/u

/** A click on the button is taken for a yes (E2). */
export const submitYes = [
  /(en|a|lors de|par) ?(cliquant|soumettant|validant|envoyant|telechargeant|remplissant|vous inscrivant|transmettant|poursuivant|continuant|utilisant|la (validation|soumission)|l'envoi)[^.]*(accept|consent|autoris|acquiesc|reconnaiss)/u,
  /(l'envoi|la validation|la soumission|le telechargement|l'inscription)[^.]{0,60}(vaut|emporte|implique|entraine)[^.]{0,40}(accept|consent|accord)/u,
  /\bby \w+ing\b[^.]{0,120}\b(you|i|we) [^.]{0,20}(agree|accept|consent|authori|acknowledg)/u,
  /\ben \w+ant\b[^.]{0,120}(j'|je |vous )[^.]{0,12}(accept|consent|autoris|reconnaiss|donn)/u,
  /\bmit (dem|der|ihrer|ihrem|einem)\b[^.]{0,80}(stimmen|willigen|akzeptieren|erklaren|bestatigen) sie/u,
  /\b(submitting|submission of|downloading|registering|clicking)[^.]{0,60}(means|constitutes|implies|confirms)[^.]{0,60}(agree|accept|consent)/u,
  /(mit (dem |der |ihrer |ihrem |einem )?(absenden|klick|anmeldung|download|herunterladen|abschicken|registrierung|anfrage|eintragung|bestellung)|durch (das |die |den |ihre )?(absenden|klicken|anklicken|anmeldung|abschicken|download|herunterladen|registrierung|bestatigen)|indem sie)[^.]*(stimm|willig|einverstanden|akzeptier|erklar|zustimm)/u,
  /\bal (enviar|pulsar|hacer clic|suscribir|descargar|rellenar|registrar|continuar)[^.]*(acept|consient|autoriz)/u,
  /\b(inviando|cliccando|premendo|iscrivendo|scaricando|compilando|proseguendo)[^.]*(accett|acconsent|autorizz)/u,
  /\bdoor [^.]{0,60}(klikken|verzenden|versturen|in te vullen|te downloaden|aan te melden|te versturen|te verzenden)[^.]*(akkoord|toestemming|accepteer|instem|stemt)/u,
] as const

/** The click also signs up for something that is not what the form is for. */
export const submitJoins = [
  /(l'acces|l'envoi|la validation|le telechargement|the download|access|downloading|der download)[^.]{0,60}(impliqu|entrain|\bvaut|emport|implies|means|includes|beinhaltet)[^.]*/u,
  /(en|lors de|par) ?(cliquant|soumettant|validant|envoyant|telechargeant|remplissant|vous inscrivant)[^.]*vous (vous (abonn|inscriv)|etes (abonn|inscri)|serez|recevrez)[^.]*/u,
  /\bby \w+ing\b[^.]{0,120}\byou (are |will be |also )?(subscrib|sign(ing)? up|opt(ing)? in|join|receive)[^.]*/u,
  /\b(mit|durch) (dem|der|das|ihrem|ihrer) [^.]{0,60}(melden sie sich|abonnieren sie|erhalten sie)[^.]*/u,
  /\bal (enviar|descargar|rellenar|registrar)[^.]*(se suscribe|te suscribes|recibira)[^.]*/u,
  /\b(inviando|scaricando|compilando)[^.]*(si iscrive|ti iscrivi|ricevera)[^.]*/u,
  /\bdoor [^.]{0,60}(meld|schrijf)[^.]* aan\b/u,
] as const
/** A link that is named only by where it stands. */
export const moreWords = /^((notre|our|unsere) )?(politique|policy|richtlinie|en savoir plus|plus d'infos?|plus d'informations?|ici|cliquez ici|voir|details|learn more|read more|more( information| info)?|here|find out more|mehr( erfahren| infos?| informationen)?|hier|weitere informationen|mas informacion|aqui|maggiori informazioni|qui|meer informatie|lees meer)\W*$/u

export const onlyUse = /uniquement|exclusivement|seulement|que pour|qu'a\b|\bonly\b|solely|exclusively|ausschliesslich|\bnur\b|lediglich|\bsolo\b|solamente|unicamente|esclusivamente|exclusivamente|soltanto|\balleen\b|uitsluitend|\benkel\b/u
export const request = /repond|repons|traiter|traitement de (ma|votre)|demande|rappel|devis|message|inscription|\banswer|respond|reply|\brequest|enquir|inquir|call you back|\bquote\b|anfrage|ruckruf|beantwort|bearbeit|zuruck|document|livre blanc|respond|respuesta|consulta|solicitud|presupuesto|rispond|risposta|richiesta|preventivo|beantwoord|aanvraag|\bvraag|reageren|bericht/u
/** What a notice speaks of; two of them make one. */
export const noticeSigns = [
  /responsable d[eu]|data controller|\bcontroller\b|verantwortlich|titolare del trattamento|verantwoordelijk|verwerkingsverantwoordelijke/u,
  /(vos|ces|les|mes) (donnees|informations|coordonnees)|votre ([\w-]+ )?(adresse|numero|inscription|e-?mail|telephone)|your ([\w-]+ ){0,2}(details|data|information|number|address)|personal (data|information)|(ihre[nr]?|diesen?) ([\w-]+[ -])?(daten|angaben|nummer|adresse)|information you (provide|give|submit|enter)|informations (que vous|saisies|recueillies|transmises|fournies)|(bereitgestellten|eingegebenen) (informationen|daten)|(sus|tus|los|mis) datos|datos personales|\b(i|miei|suoi|vostri|tuoi) dati|dati personali|(uw|je|jouw|mijn) (persoonlijke |persoons)?gegevens|persoonsgegevens/u,
  /utilis|traite|trait(ees?|ons)|collect|servent|exploit|\buses?\b|\bused\b|\bprocess|\bhandle|verwend|nutz|verarbeit|conserv|\bkeep|\bstore|speicher|\busa\b|\busar|tratar|tratamos|tratta|raccog|recog|gebruik|verwerk|bewar|bewaar|verzamel/u,
] as const

export const marked = /\*|obligatoire|requis|required|mandatory|pflichtfeld|erforderlich|\(pflicht\)|obligatori|requerid[oa]|obbligatori|richiesto|verplicht|vereist/u
export const markedOptional = /facultati|optionnel|optional|freiwillig|si vous le souhaitez|opcional|facoltativ|optioneel|niet verplicht/u
export const starLegend = /\*[^.]{0,80}(obligatoire|requis|required|mandatory|compulsory|pflicht|erforderlich|necessaire)|(obligatoire|requis|required|mandatory|compulsory|pflicht|erforderlich)[^.]{0,60}\*|asterisque|asterisk|sternchen|\*[^.]{0,80}(obligatori|obbligatori|verplicht)|(obligatori|obbligatori|verplicht)[^.]{0,60}\*|asterisco|sterretje|\b(champs?|fields?|felder|angaben|campos|campi|velden)\b[^.]{0,40}\*|\*[^.]{0,40}\b(champs?|fields?|felder|campos|campi|velden)\b/u
export const allRequired = /(tous|toutes|les deux|ces) (les |champs|ces )?[^.]{0,24}(obligatoire|requis|necessaire|indispensable)|\b(all|both)( the| of the)? (fields|questions|information|details)[^.]{0,40}(required|mandatory|necessary|needed)|(alle|beide) (felder|angaben)[^.]{0,40}(pflicht|erforderlich|notwendig)|saisie obligatoire|seuls? [^.]{0,40}(est|sont) obligatoire|\ball (are )?(required|mandatory)|toute?s obligatoires|alle erforderlich|todos los (campos|datos)[^.]{0,40}obligatori|tutti i (campi|dati)[^.]{0,40}obbligatori|alle velden[^.]{0,40}verplicht|(complete|fill in|fill out) all (the |of the )?fields|remplir tous les champs|(fullen sie (bitte )?alle|bitte alle) felder/u
/** What becomes of somebody who leaves a compulsory field empty (G art. 13(2)(e)). */
export const consequence = /sans (eux|elles?|celles?-ci|ceux-ci|cela|ces|cette|votre(?! (accord|consentement|autorisation))|ce|lui)\b|a defaut|dans le cas contraire|faute de|\bsinon\b|ne (pourra|pourront|pourrons|pouvons|peut|peuvent|saurait)[^.]{0,60}(pas|etre|aboutir)|indispensables? (pour|a|au)|necessaires? (pour|a|au|afin)|requis(es)? pour|without (it|them|this|these|your(?! (consent|agreement|permission|prior))|that|those)\b|otherwise|\bcannot\b|\bcan't\b|unable to|not be able|needed to|necessary to|required to|if you (leave|do not|don't)[^.]{0,60}(cannot|will not|won't|unable|can't)|ohne (diese|sie|ihre(?! (vorherige )?(einwilligung|zustimmung))|die)\b|\bsonst\b|andernfalls|nicht (bearbeit|beantwort|moglich)|benotigen wir|erforderlich, (um|da)|sin (ellos|ellas|estos|esta|dicha|dichos)|de lo contrario|no (podremos|podemos|sera posible)|senza (di essi|di esse|questi|tali|queste)|in caso contrario|non (potremo|possiamo|sara possibile)|zonder (deze|dit|die)\b|kunnen (we|wij) (u |je |uw |jouw )?[^.]{0,30}(niet|geen)|en leur absence|(demande|message|inscription|dossier)[^.]{0,20} ne ser(a|ont) pas|\bneed\b[^.]{0,60}\bto (reply|answer|respond|process|contact|get back|send|handle)|obligatoires? (pour|afin)|obligatori[ao]s? para|obbligatori per|verplicht om|\bonly (reply|respond|answer|process|help)[^.]{0,40} if\b|(pouvons|pourrons) [^.]{0,60} que si\b/u

/** Rights of art. 15 to 21, by name. */
export const rightsWords = {
  access: /(droits? )?d'acces|\bacces\b|acceder|\baccess\b|auskunft|derecho de acceso|acceder|\bacceso\b|\baccesso|accedere|inzage|inzien/u,
  rectify: /rectif[iy]|corriger|correct(ion)?\b|berichtig|rettific|correzione|corrig/u,
  erase: /effac|suppression|supprimer|erasure|\berase|delet|losch|supresion|suprimir|\bborrar|cancelacion|cancellazion|cancellare|verwijder|\bwissen/u,
  restrict: /limitation|limiter|restrict|einschrankung|limitazion|beperk|limitar/u,
  object: /oppos(er|ition|ez)|\bobject(ion)?\b|widerspr|oposicion|oponer|opposizione|oppor(si|re|vi)|bezwaar/u,
  port: /portabilite|portab|ubertragbarkeit|portabilidad|portabilita|overdraag/u,
  withdraw: /(retir(er|ez)|revoquer|retrait)\b[^.]{0,40}consentement|withdraw|widerruf|(retirar|revocar)[^.]{0,40}consentimiento|revoca(re)? (del |il )?consenso|\bintrek/u,
} as const

export const retentionWords = /conserv|\bgard(e|ees|ons|er)\b|stock|supprim|effac|detrui|archiv|purge|eliminee?s|duree|combien de temps|retain|retention|\bkeep|\bkept|\bstor(e|ed|age)\b|delet|\beras|remov|destroy|speicher|aufbewahr|losch|vernicht|how long|wie lange|guard(a|amos|aran|aremos)\b|suprim|borrad|elimina|(?<!en (el|un) )plazo|cancell|retire(s|e|es|ees)?\b|\bhold\b|\bheld\b|\bstays?\b|cancellat|cancellaz|cancelad|durata|periodo|bewar(en|ing)|bewaar|verwijder|gewist|cuanto tiempo|quanto tempo|hoe ?lang|suppression|anonymi[sz]|bewahr/u
export const vagueTerm = /aussi longtemps que|le temps (strictement )?necessaire|(duree|temps) (strictement )?necessaire|as long as|no longer than (is )?necessary|for the (period|time) necessary|solange|so lange|fur die dauer|erforderliche dauer|tiempo (estrictamente )?necesario|mientras (no|sea|dure|exista)|tempo (strettamente )?necessario|fino a (revoca|quando)|niet langer dan|zo ?lang als|zolang/u
/** Figures that are no storage period of a prospect. */
export const otherThing = /sauvegarde|back-?ups?|cookies?|traceurs?|journaux|\blogs?\b|log-?(files?|dateien)|sicherungs|protokoll|mots? de passe|passwor[dt]|garanti|warrant|gewahrleistung|preuves?\b|proofs? of|nachweis|listes? d'opposition|suppression list|sperrliste|copias? de seguridad|\bregistros de|contrasen|garantia|copie di sicurezza|back-?up|wachtwoord|garantie|\blogbestand|zugriffsdaten|analytics|statisti|recordings?\b|enregistrements|aufzeichnung/u
export const otherFigure = /sauvegarde|back-?ups?|cookies?|traceurs?|journaux|\blogs?\b|\brepon(dre|se|dons|drons)|\brespond|\breply|\banswer|within one month|dans un delai d'un mois|sicherungs|\b(be)?antwort|protokoll|mineur|\bans et plus|years? (of age|old)|sous un mois|in business|experience|erfahrung|\bresponde|contest(ar|amos|aremos)|\brispond|reageren|beantwoord|experiencia|esperienza|ervaring|menores|jonger dan|\bonder de\b|minori/u
/** Right before a figure or somewhere in front of it: it tells an age or a rhythm. */
export const ageOrRhythm = /(tous|toutes) les $|\bevery $|\balle $|\bogni $|\bcada $|\belke? $|\bal $|depuis|\bsince\b|\bseit\b|\bhace $|\bda oltre $|exist/u
export const otherPeople = /factur|invoice|comptab|accounting|candidat|recrut|recruit|\bcvs?\b|applicant|rechnung|bewerb|steuer|videosurveillance|video surveillance|videouberwachung|\bcctv|contabil|curricul|fiscal|aspirante|facturen|fattur|boekhoud|belasting|sollicit(ant|atie)|videovigilancia|videosorveglianza|cameratoezicht|cameraobservatie|handelsbrief|geschaftsbrief|buchungsbeleg|gesetzliche|fournisseur|supplier|lieferant|paiement|payment|bancaire|\bbank|zahlung|\bpagos?\b|pagament|betaling/u
/** Their term says nothing of somebody who only writes. */
export const customers = /\bclients?\b|customers?|\bkunden|\bclientes\b|\bclient[ei]\b|\bklanten?\b/u
/** Who has not become one is somebody who writes. */
export const notCustomers = /\b(not|no|pas|non|sans|without|nicht|kein|keine)\b[^.]{0,40}(customer|client|kunde)/u
/** What stands behind these words starts a term; it names nobody. */
export const lastContact = /(dernier|derniere prise de) contacts?|last contact|letzten? kontakt|ultimo contatt?o|laatste contact/gu
export const prospectWords = /prospect|contact|marketing|newsletter|demande|commercial|\bleads?\b|interessent|\bwerb(e|ung)|anfrage|enquir|inquir|formular|\bform\b|kontakt|consulta|solicitud|formulario|richiest|modulo|contatt|aanvra|formulier|comercial|potencial/u
/**
 * What a sentence about a term speaks of when it means the people who write: their data, by a noun or a word for it.
 */
export const dataNouns = /echanges|correspond|bookings?|registration|inscription|reservation|anmeldung|buchungen|donnees|informations?|coordonnees|fiches?\b|messages?|demandes?|adresses?|\bdata\b|details|\brecords?\b|submissions?|\bdaten\b|kontaktdaten|angaben|nachricht|personenbezogen|\bdatos\b|informacion|mensajes|\bdati\b|informazioni|messaggi|gegevens|informatie|berichten|^(elles?|ils?|they|it|these|sie|diese|ces|ze|deze)\b|\b(les|it|them|sie|ze) (gard|conserv|supprim|effac|for|after|nach|na)|(keep|delete|erase|store|retain)s? (it|them)\b|(loschen|speichern|bewaren|verwijderen) (wir |wij )?(sie|ze)\b/u
/** A term called by its name stands for itself. */
export const termNouns = /dauer\b|conservation|combien de temps|retention|storage period|how long|speicher(dauer|frist)|aufbewahrungs(dauer|frist)|wie lange|plazo|conservacion|conservazione|durata|bewaartermijn|hoe ?lang/u
/** A limit that is set, and a silence that is counted: what stands before them tells nothing of the figure. */
export const limitOrSilence = /(\bsoit|c'est-a-dire|au plus|maxim\w*|at most|up to|spatestens[^.]{0,8}|hochstens|massimo|(sans|without|no|ohne|sin|senza|zonder) [^.]{0,40}|inacti[^.]{0,20})$/u
/** A verb makes a sentence of its own; without one, a figure belongs to the words above it. */
export const finiteVerb = /\b(est|sont|sera|seront|peut|peuvent|avons|is|are|was|were|will|has|have|been|ist|sind|wird|werden|betragt|haben|hat|seran|estan|conservaremos|sono|saranno|vengono|viene|zijn|wordt|worden)\b/u
const unit = '(jours?|semaines?|mois|ans?|annees?|days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?|dias?|semanas?|mes(?:es)?|anos?|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|dag(?:en)?|weken|week|maand(?:en)?|jaar|jaren)'
const counted = '(\\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|treize|dix-huit|vingt-quatre|trente-six|one|two|three|four|five|seven|eight|nine|ten|twelve|thirteen|eighteen|twenty-four|thirty-six|eine?[nms]?|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|achtzehn|vierundzwanzig|sechsunddreissig|un[oa]|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|dieciocho|veinticuatro|treinta y seis|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dodici|diciotto|ventiquattro|trentasei|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|achttien|vierentwintig|zesendertig)'
export const periodFigure = new RegExp(`(?<![\\d.,])\\b${counted}(?: ?\\([^)]{1,20}\\))?[ -]?${unit}\\b`, 'u')

export const controllerWords = /responsable d[eu] (ce )?traitement|data controller|\bis the controller|controller:|verantwortliche?r?\b|responsable del tratamiento|titolare del trattamento|verwerkingsverantwoordelijke|verantwoordelijk(e)? voor de verwerking/u
export const companyForm = /\b(S\.?A\.?S\.?U?|S\.?A\.?R\.?L|S\.?A\.?|SNC|SCOP|EURL|GmbH|AG|UG|KG|Ltd|Limited|LLC|Inc|plc|BV|SRL|SpA|S\.L\.U?|SL|S\.r\.l|S\.p\.A|B\.V|N\.V)\b\.?/u
export const complaintWords = /\bcnil\b|reclamation|complain|supervisory authority|aufsichtsbehorde|beschwerde|\baepd\b|\breclamar|reclamo\b|\bgarante\b|autoridad de control|autorita di controllo|\bklacht|autoriteit persoonsgegevens/u
export const officerWords = /\bdpo\b|delegue a la protection|data protection officer|datenschutzbeauftragt|delegado de proteccion|responsabile della protezione|functionaris (voor )?gegevensbescherming/u

/** That an opt-out is tied to an account or to papers (J9). */
export const identityDemand = /(copie|photocopie|\bcopy|kopie|justificatif|scan)[^.]{0,60}(identite|passeport|\bid\b|identity|passport|ausweis)|(identite|identity|ausweis)[^.]{0,40}(copie|photocopie|copy|kopie)|(copia|fotocopia)[^.]{0,60}(\bdni\b|identidad|pasaporte|documento|identita|passaporto)|kopie[^.]{0,60}(identiteit|paspoort|legitimatie)/u
export const accountDemand = /(connect(er|ez)-?( vous)?|identifi(er|ez)-vous|espace (client|personnel)|votre compte|(your|an|my) account|log ?in|sign ?in|einloggen|kundenkonto|benutzerkonto)[^.]{0,80}(desinscri|desabonn|vous opposer|retirer|unsubscri|opt[- ]?out|withdraw|to object|abmeld|widerruf|widersprech)|(desinscri|desabonn|vous opposer|retirer votre|unsubscri|opt[- ]?out|withdraw|abmeld|widerruf)[^.]{0,80}(connect(er|ez)|espace (client|personnel)|votre compte|(your|an|my) account|log(ging)? ?in|sign(ing)? ?in|einloggen|kundenkonto)|(su cuenta|area (privada|de clientes?|riservata)|inici(ar|e) sesion|acced(ere|a|i) (al|all)|inloggen|log in)[^.]{0,80}(baja|cancelar la suscripcion|disiscri|cancellar|afmeld|uitschrijv)|(darse de baja|disiscri|cancellarsi|afmeld|uitschrijv)[^.]{0,80}(su cuenta|area (privada|de clientes?|riservata)|inici(ar|e) sesion|account|inloggen|log in)|(opting[- ]out|unsubscribing)[^.]{0,80}(log(ging)? ?in|sign(ing)? ?in|account|portal)/u
export const doubtOnly = /doute|doubt|zweifel|\bdudas?\b|dubbio|twijfel/u
export const callWords = /appel|demarch|telephon|\bcall|anruf|werbeanruf|llam(a|em)|chiam(at|ar|iam)|telefoo|\bbel(t|len)\b|gebeld/u
export const agreementWords = /consent|accord\b|autoris|einwillig|zustimm|permission|opt[- ]?in|\bconsens|autoriz|toestemming|akkoord|\bagreed?\b|eingewillig|zugestimmt|unless you (ask|say|tell)|\baccepte\b|si vous (l'avez |avez )?accept/u

export const contactWords = /contact|question|message|projet|kontakt|fragen|nachricht|schreiben sie|ecrivez|talk to|get in touch|contatt|consulta|scriv|vraag|bericht/u
/** What data are said to be used for. */
export const usesFor = /\bpour\b|afin|servent a|destine|uniquement|exclusivement|\bto\b|\bfor\b|in order|\bonly\b|\bum\b|\bzur\b|\bzum\b|\bfur\b|\bnur\b|\bpara\b|\bper\b|\bsolo\b|\bom\b|\bvoor\b|alleen/u
/** What a form is for, by its button and headings; the first that fits wins. */
export const purposeWords = [
  ['callback', /rappel(er|ez)?\b|etre rappele|call ?-?back|ruckruf|zuruckrufen|le llamamos|te llamamos|richiamat|terugbel|bel mij/u],
  ['download', /livre blanc|livres blancs|telecharg|white ?-?paper|e-?book|\bguide\b|download|herunterladen|checklist|etude gratuite|(notre|cette|l')\s?etude\b|\breport\b|\bbenchmark\b|\bstudie\b|ratgeber|descarg|libro blanco|scaric|guida\b/u],
  ['newsletter', /newsletter|lettre (d'information|mensuelle|hebdomadaire)|infolettre|notre lettre|abonne|subscribe|abonnieren|infobrief|boletin|suscrib|iscriviti alla|nieuwsbrief/u],
  ['demo', /\bdemo\b|demonstration|\btrial\b|\bessai\b/u],
  ['quote', /\bdevis\b|\bquote\b|quotation|angebot anfordern|kostenvoranschlag|angebote vergleichen|presupuesto|preventivo|offerte aanvragen/u],
  ['event', /webinar|webinaire|inscription|evenement|salon|\bevent\b|\bregister\b|book your|petit-dejeuner|anmeldung|veranstaltung/u],
  ['contact', contactWords],
] as const
export type FormPurpose = (typeof purposeWords)[number][0] | 'other'

/** Often used words that tell a language. */
export const languageWords: Readonly<Record<string, RegExp>> = {
  fr: /\b(le|la|les|des|une|vous|votre|vos|nous|pour|et|du|dans|sur|est|sont|avec|votre|nom|prenom|champs|aux)\b/gu,
  en: /\b(the|and|you|your|we|our|of|to|is|are|for|with|this|from|that|by|name|will|please)\b/gu,
  de: /\b(der|die|das|und|sie|ihre?n?|wir|unsere?r?|fur|ist|sind|mit|ein|eine|zu|nach|oder|nicht|auf|den)\b/gu,
  es: /\b(el|los|las|una|usted|sus|nosotros|para|del|con|por|que|su|nombre|correo)\b/gu,
  it: /\b(il|gli|una|voi|vostro|noi|per|del|che|della|nome|dati|sono)\b/gu,
  nl: /\b(de|het|een|uw|wij|onze|voor|van|met|zijn|naam|niet)\b/gu,
}
