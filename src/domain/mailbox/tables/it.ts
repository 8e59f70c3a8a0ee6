import { gap, mention, setOf, sure, weak, words, type LanguageTable } from './phrase.ts'

const contact = '(?:ri)?(?:contatt|scriv|chiam|invi|mand|telefon|disturb|ricev|sollecit|importun|molest|spedi|assill|infastid)[a-z]*|essere (?:ri)?contattat[a-z]*|sentire'
const message = '(?:e?mails?|mail|messaggi[o]?|pubblicita|newsletter|comunicazion[ei]|chiamate|telefonate|offerte|spam|posta|sms|promozioni|sollecit[a-z]*|contatt[oi])'
const months = 'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre'

export const italian: LanguageTable = {
  language: 'it',
  commands: setOf('stop, basta, cancellami, cancellatemi, cancellazione, cancellatevi, disiscrizione, disiscrivimi, disiscrivetemi, disiscrivere, disiscriversi, rimuovetemi, rimuovimi, annulla iscrizione, annullare iscrizione, disdetta, toglietemi, smettetela, smettete, lasciatemi in pace, lasciami in pace, opposizione, mi oppongo, non contattatemi, non contattatemi piu, niente pubblicita, basta mail, basta email, basta spam, eliminatemi, non scrivetemi piu, finitela'),
  doubts: setOf('no, no grazie, non mi interessa, non ci interessa, non sono interessato, non sono interessata, spam, non interessato, ancora'),
  politeness: words('per favore|per cortesia|grazie|grazie mille|buongiorno|buonasera|salve|ciao|gentil[ei]|cordiali saluti|saluti|distinti saluti|cordialmente|subito|immediatamente|e|vi prego|prego|spett\\.?le'),
  contrary: [
    words('(?<!perche )non (?:mi |ci )?(?:cancell|rimuov|disiscriv|togli|elimin)(?:ate|ete|i|a|ere|are|ete|etemi|atemi|etemi|ateci|armi|ermi|ami|imi|erci)[a-z]*'),
    words('non (?:mi )?(?:voglio|vorrei|desidero|intendo|ho chiesto|volevo|sono) (?:mai |di )?(?:essere |la |disiscriv|cancell|disiscritt|rimoss)[a-z]*(?: (?:cancellat|disiscritt|rimoss)[a-z]*)?'),
    words(`(?:disiscri|cancell)[a-z]* ?${gap(4)}per (?:errore|sbaglio)|per (?:errore|sbaglio) ?${gap(4)}(?:disiscri|cancell)[a-z]*`),
    words('(?:nessuna|senza|non ho|alcuna) (?:obiezion[ei]|opposizione)'),
    words(`non esit(?:i|ate|are) a (?!${gap(2)}(?:cancell|elimin|rimuov|togli))${gap(3)}[a-z]+`),
    words('non (?:ricevo|riceviamo|mi arriva|mi arrivano)(?![a-z])[^.,;]{0,30}'),
  ],
  topics: words('(?:vostro|vostra|il|la|nostro|nostra|nostri|nostre) (?:strumento|software|prodotto|soluzione|piattaforma|clienti|contatti|iscritti|campagn[ea]|utenti|sistema|nostra newsletter)|gestisc[a-z]*|gestione|webinar|corso|evento|articolo|tasso di'),
  phrases: [
    sure('no-more-contact', 'objection', `non (?:mi |ci |desidero |voglio |desideriamo |vogliamo |intendo |gradisco |vorrei |autorizzo |accetto |dovete |essere |piu |mai |di |che |a |inviate |inviarmi |ricevere )*(?:${contact})(?:mi|ci)?(?: \\S+){0,2}? ?(?:piu|mai|ulteriori|altre|nessuna|pubblicita|vostr[a-z]*|comunicazioni|newsletter)|non (?:contattat|scrivet|chiamat|inviat|mandat|telefonat|disturbat|ricontattat)[a-z]*(?:mi|ci)(?! (?:lunedi|martedi|mercoledi|giovedi|venerdi|prima|oggi|domani|il|la))|non (?:desidero|voglio|intendo|vorrei|gradisco|vogliamo|desideriamo) (?:piu )?(?:ricevere|essere)|non voglio piu`),
    sure('no-more-mail', 'objection', `(?:basta|niente|nessuna|non piu|mai piu|nessun|piu nessuna) (?:con |altre |ulteriori |piu |le |vostre |queste |altra )*${message}`),
    sure('stop-it', 'objection', '(?:smett[a-z]*|cess(?:are|ate|ino|i)|finit(?:e|ela)|piantat[a-z]*|interromp(?:ere|ete|a|ano|iate))(?:la)? (?:di |ogni |qualsiasi |immediatamente |subito |le |con |l |gli |i )*[a-z]+|lasciat?[a-z]*(?:mi|ci)? in pace|dimenticat[a-z]*|vaffanculo|andate a|astenetevi|astenersi'),
    sure('take-me-out', 'objection', '(?:cancell|rimuov|rimuovet|togli|togliet|elimin|disiscriv|depenn|esclud|escludet|sottra|leva|levat)[a-z]*(?:mi|ci)(?![a-z])|(?:cancell|rimuov|togli|togliet|elimin|esclud|disiscriv)[a-z]* (?:il mio|la mia|questo|questa|i miei|la nostra|il nostro) (?:indirizz|e?mail|mail|nominativo|nome|contatt|numero|recapit|iscrizione)[a-z]*|(?:essere|venire|venga|sia) (?:cancell|rimoss|disiscritt|tolt|eliminat)[a-z]*|(?:dalla|dalle|da) (?:vostra |vostre |questa |tutte le |tua |la )*(?:list|mailing|newsletter|banca|database|rubric)[a-z]*(?<=(?:cancell|rimo|rimu|togl|elimin|disiscri|usc)[^.]{0,60})'),
    sure('remove-address', 'objection', '(?<!(?:non|ho|abbiamo|ha|stato|di|per|a) )(?:cancell(?:a|i|ate|are)|rimuov(?:i|a|ete|ere)|togli(?:a|ete|ere)?|elimin(?:a|i|ate|are)|disiscriv(?:i|a|ete|ere)|esclud(?:i|a|ete|ere))(?: (?:per favore|anche|subito)){0,2}(?: (?:l|questo) indirizzo)? address(?= *$| *[.,;!?)]| (?:per favore|grazie|subito|ora)(?![a-z]))'),
    mention('unsubscribe-word', 'objection', 'disiscri[a-z]*|disdett[a-z]*|annulla(?:re|te|mento)? (?:la |l |mia |dell )*iscrizione|cancellazione(?: dalla| della)?|disabbon[a-z]*'),
    sure('right-to-object', 'objection', '(?:mi|ci) (?:oppongo|opponiamo)|(?:diritto di|esercit[a-z]* (?:\\S+ ){0,4}?)opposizione|opposizione al|art(?:icolo|t)?\\.? ?(?:15 e |17 e )?21(?!\\d)|(?:revoc|ritir)[a-z]* (?:il |ogni |qualsiasi )?(?:mio )?consenso|(?:mai|non) (?:ho |vi ho |abbiamo )?(?:dato|prestato|fornito|autorizzat|acconsentit|iscritt)[a-z]*|senza (?:il )?(?:mio )?(?:consenso|permesso)|registro (?:delle|pubblico delle) opposizioni'),
    sure('threat-unless', 'objection', '(?:prossim|se (?:continuat|insist|ricev)|altrimenti|in caso contrario|ultimo avviso|ultima volta)[^.?]{0,80}(?:garante|denunci|avvocat|legal|segnal|querel)[a-z]*|continuo a ricevere|ancora (?:vostre|le vostre)|nonostante (?:\\S+ ){0,4}?(?:richiest|disiscri|cancellaz)[a-z]*|gia (?:chiesto|richiesto)|come (?:faccio a |posso |ci si |mi )?(?:disiscri|cancell)[a-z]*|link non funziona'),
    sure('erase-my-data', 'erasure', '(?:cancell|elimin|distrugg|distrug|rimuov|rimozion)[a-z]* (?:di |tutti |tutte |immediatamente |la |ogni |definitivamente |completa |integrale |dei |delle )*(?:i |miei |mie |le |dei miei |delle mie |nostri |personali |mei |questi )*(?:dati|informazioni|dato|profilo|account)|(?:cancell|elimin)(?:at|ar|a|ate)[a-z]*(?:li|le)(?![a-z])|diritto (?:all oblio|alla cancellazione|di cancellazione)|art(?:icolo|t)?\\.? ?(?:15 e )?17(?!\\d)|cancellate tutto'),
    sure('erase-it', 'erasure', '(?:cancell|elimin|rimuov)(?:ate|ete|i|a)(?:la|lo|li|le)(?![a-z])'),
    sure('where-from', 'access', '(?:dove|da dove|da chi|come|chi|in che modo) (?:\\S+ ){0,4}?(?:trovat|avut|ottenut|pres|recuperat|acquisit|compr|fornit|dat|vendut|proven|arriv|procurat|avet|passat)[a-z]*[^.?]{0,40}(?:indirizz|e?mail|contatt|dati|numero|recapit|nome|mail)[a-z]*'),
    sure('right-of-access', 'access', '(?:origine|fonte|provenienza) (?:dei|di|delle) (?:miei |questi |mie )?(?:dati|informazioni)|diritto (?:di|all) accesso|art(?:icolo|t)?\\.? ?15(?!\\d)|(?:quali|che|copia dei|tutti i) (?:\\S+ ){0,3}?(?:dati|informazioni)[^.?]{0,40}(?:avete|possed|deten|conserv|su di me|riguard|trattat)[a-z]*|copia (?:di tutti |dei |di )(?:i )?(?:miei )?dati|base giuridica'),
    sure('our-company', 'employer', '(?:nostra|la nostra|della nostra) (?:azienda|societa|organizzazione|ditta|impresa)|(?:nostri|i nostri|nessun|dei nostri|tutti i) (?:dipendent|collaborator|collegh|indirizz|nostri)[a-z]*|nostro (?:dominio|gruppo|personale)|a nome (?:di|della|dell)|@[a-z0-9.-]+\\.[a-z]{2,}|nessuno (?:in|nella|qui|di noi)'),
    weak('not-interested', 'doubt', 'adesso basta|basta cosi|declin(?:o|iamo)(?![a-z])|(?:abbiamo|ho) gia (?:un|il|una)|gia seguiti|non (?:ci|mi) serv[a-z]*|non (?:mi|ci) interess[a-z]*|non (?:sono|siamo) interessat[a-z]*|no grazie|nessun interesse|non ne (?:ho|abbiamo) bisogno'),
    weak('annoyed', 'doubt', 'spam|molest[a-z]*|fastidi[a-z]*|garante|denunci[a-z]*|avvocat[a-z]*|vergogn[a-z]*|pubblicita|indesiderat[a-z]*|ancora una'),
    weak('outdated', 'doubt', 'non lavoro piu|in pensione|sbagliat[oa]'),
    sure('later', 'later', `(?:(?:ri)?(?:chiamate|contattate|scrivete|chiama|contatta|scrivi)(?:mi|ci)|(?:ri)?sentiamoci|(?:mi|ci) (?:ri)?(?:chiami|contatti|chiamate|contattate)|ci (?:ri)?sentiamo) (?:pure |magari )?(?:(?:a|in|nel mese di) (?:${months}|autunno|primavera|estate)|tra |fra |dopo |piu avanti|il prossim|la prossim)`),
    weak('not-now', 'later', 'per (?:ora|il momento)|al momento'),
    sure('automatic', 'auto', 'risposta automatica|messaggio automatico'),
    weak('away', 'auto', 'fuori (?:ufficio|sede)|in ferie|assente|non saro in ufficio'),
    weak('until', 'auto', 'fino a[a-z]*|al mio (?:rientro|ritorno)|urgen[a-z]*|mia assenza'),
  ],
  stopWords: setOf('il, la, lo, gli, le, di, che, e, in, un, una, per, con, non, mi, ci, si, grazie, sono, del, della, ho, vi, va, da, dei, al'),
}
