import { gap, mention, setOf, sure, weak, words, type LanguageTable } from './phrase.ts'

const contact = '(?:contact|mail|mailen|schrijv|schrijf|bel|bellen|stur|stuur|benader|lastig|spam|ontvang|krijg|bericht|horen|gemaild|gebeld|benaderd|gecontacteerd|contacteer)[a-z]*'
const message = '(?:e?mails?|mailtjes?|berichten?|reclame|nieuwsbrie(?:f|ven)|post|telefoontjes|spam|contact|aanbiedingen|mailings?|sms(?:jes)?|opvolging|telefonische)'
const list = '(?:lijst|lijsten|mailinglijst|maillijst|mailinglist|bestand|bestanden|database|databank|nieuwsbrief|verzendlijst|adressenlijst|systeem|distributielijst|contactlijst)'
const months = 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december'

export const dutch: LanguageTable = {
  language: 'nl',
  commands: setOf('stop, afmelden, uitschrijven, afmelding, uitschrijving, stoppen, afmelden graag, opzeggen, bezwaar, verwijderen, verwijder mij, geen mail meer, geen mails meer, geen reclame, niet meer mailen, niet meer bellen, niet meer contacteren, laat me met rust, laat mij met rust, meld mij af, meld me af, schrijf mij uit, schrijf me uit, mij uitschrijven, ophouden, hou op, genoeg, nooit meer, geen contact'),
  doubts: setOf('nee, nee bedankt, geen interesse, nee dank u, niet geinteresseerd, spam, verkeerde persoon, geen behoefte, alweer'),
  politeness: words('graag|aub|a u b|alsjeblieft|alstublieft|svp|bedankt|dank u(?: wel)?|dank je(?: wel)?|hallo|beste|geachte|heer|mevrouw|groet|groeten|met vriendelijke groet(?:en)?|mvg|vriendelijke groet(?:en)?|nu|direct|onmiddellijk|en|mij|me'),
  contrary: [
    words('(?:schrijf|meld|haal|verwijder|gooi) (?:me|mij|ons) (?:alsjeblieft |alstublieft |aub |zeker )?niet(?: (?:uit|af|van|weg))?'),
    words('(?:wil|wilde|heb|hoef|wens) (?:me |mij |ons )?(?:helemaal |absoluut )?niet (?:worden )?(?:uit(?:ge)?schr|af(?:ge|te )?meld|uit te schrijven|af te melden|verwijderd)[a-z]*'),
    words(`(?:uitgeschreven|afgemeld) ?${gap(3)}(?:per ongeluk|vergissing)|per (?:ongeluk|vergissing) ?${gap(3)}(?:uitgeschreven|afgemeld)`),
    words('(?:geen|zonder) bezwaar(?! dat)'),
    words(`aarzel niet(?![^.,;]{0,40}(?:verwijder|wis|uit te|af te))[^.,;]{0,40}|(?:ontvang|krijg) (?:ik )?(?:uw |de |jullie )?[^.,;]{0,20}niet meer`),
  ],
  topics: words('(?:uw|jullie|onze|ons|het|de) (?:tool|software|product|oplossing|platform|systeem|klanten|contacten|abonnees|campagnes?|gebruikers)|webinar|cursus|evenement|artikel|ondersteun[a-z]*|beheer[a-z]*'),
  phrases: [
    sure('no-more-contact', 'objection', `(?:niet|nooit|geen|niets)(?: [^ ,.;]+){0,3}? meer(?: [^ ,.;]+){0,4}? (?:${contact}|${message})|geen (?:\\S+ ){0,3}?(?:${message})(?: \\S+){0,2}? meer|(?:wil|wens|hoef|mail|bel|stuur|schrijf|contacteer|benader)[a-z]* (?:\\S+ ){0,4}?(?:niet|nooit|niets|geen)(?: \\S+){0,3}? meer|(?:wens|wil|willen|wensen) (?:\\S+ ){0,3}?(?:geen|niet)(?: \\S+){0,4}? (?:${contact}|${message})|geen (?:verdere |verder |enkele |ongevraagde |nieuwe |toekomstige )+(?:${message}|[a-z]+)|(?:bel|mail|contacteer|benader|schrijf) (?:me|mij|ons|dit) (?:niet|nooit)(?! (?:voor|op|vandaag|uit|tussen))|geen (?:reclame|spam|acquisitie)|(?:stuur|mail|bel|benader|contacteer|schrijf)[a-z]* niemand(?: \\S+){0,5}? (?:nog|meer)(?![a-z])`),
    sure('stop-it', 'objection', `(?:stop|stopt|hou|houd|houdt|kap|staak|beeindig) (?:op |nu |eens |onmiddellijk |direct |alle |a\\.?u\\.?b\\.? )*(?:met|ermee|daarmee|alle|het)(?= |[.,!]|$)|laat (?:me|mij|ons) (?:met rust|alleen)|rot op|flikker op|vergeet (?:me|mij)|onthoud u|verzoek[a-z]* (?:u )?(?:\\S+ ){0,4}?(?:te staken|te stoppen)`),
    sure('take-me-out', 'objection', `(?:haal|verwijder|schrap|gooi|neem|meld|schrijf|wis|schrijven|melden) (?:u |jullie )?(?:me|mij|ons|mijn (?:naam|adres|e?mail|e?mailadres|mailadres|nummer|gegevens uit)|dit (?:adres|e?mailadres|mailadres|nummer))(?! niet)(?: (?:\\S+ ){0,4}?(?:van|uit|af)|[.,!]|$)|(?:van|uit) (?:uw|jullie|de|deze|alle|je) ${list}(?<=(?:haal|verwijder|schra|gooi|af|uit|wis|halen)[^.]{0,60})|(?:me|mij|ons) (?:\\S+ ){0,4}?(?:uit te schrijven|af te melden|uitschrijven|afmelden|verwijderen)`),
    mention('unsubscribe-word', 'objection', 'uitschrijv[a-z]*|uitgeschreven|afmeld[a-z]*|af te melden|uit te schrijven|uitschrijflink'),
    sure('right-to-object', 'objection', '(?:maak|maken|teken|dien)[a-z]* (?:\\S+ ){0,3}?bezwaar|recht van bezwaar|bezwaar (?:tegen|te)|art(?:ikel)?\\.? ?(?:15 en |17 en )?21(?!\\d)|(?:trek|herroep|intrek)[a-z]* (?:\\S+ ){0,4}?toestemming|toestemming (?:\\S+ ){0,3}?(?:in|intrek[a-z]*)|(?:nooit|geen|zonder)(?: mijn)? (?:\\S+ ){0,2}?(?:toestemming|aangemeld|ingeschreven)|bel me niet register'),
    sure('threat-unless', 'objection', '(?:volgende|anders|indien|als u|laatste waarschuwing)[^.?]{0,80}(?:klacht|advocaat|autoriteit|aangifte|juridisch|melding)[a-z]*|(?:nog steeds|nog altijd|alweer) (?:\\S+ ){0,3}?(?:mails?|e?mails?|berichten)|ondanks (?:\\S+ ){0,3}?(?:verzoek|afmelding|uitschrijving)[a-z]*|(?:al|reeds) (?:\\S+ ){0,3}?(?:gevraagd|afgemeld|uitgeschreven)|hoe (?:kan|meld|schrijf) ik (?:me|mij) (?:\\S+ )?(?:af|uit|afmelden|uitschrijven)'),
    sure('erase-my-data', 'erasure', '(?:verwijder[a-z]*|wis(?:t|sen)?|vernietig[a-z]*) (?:\\S+ ){0,4}?(?:(?:persoons|contact|adres)?gegevens|data|informatie|profiel|account|alles)|(?:(?:persoons|contact|adres)?gegevens|data) (?:\\S+ ){0,4}?(?:te )?(?:verwijder[a-z]*|(?:uit)?wissen|vernietig[a-z]*|gewist|uitgewist)|(?:recht op|verzoek om|verzoek tot) (?:vergetelheid|verwijdering|gegevenswissing|wissing)|art(?:ikel)?\\.? ?(?:15 en )?17(?!\\d)|(?:en|daarna) (?:ze |deze )?(?:te )?(?:verwijder|wis)[a-z]*(?= |[.,]|$)'),
    sure('erase-it', 'erasure', '(?:verwijdert?|wist?) (?:u )?(?:het|deze|dit|ze|die|hem)(?= *(?:[.,;!?]|$)| (?:onmiddellijk|direct|meteen|aub|alstublieft|dan|uit))'),
    sure('where-from', 'access', '(?:hoe|waar|van wie|vanwaar|waarvandaan|wie)(?: \\S+){0,4}? (?:kom|komt|komen|heb|hebt|heeft|hebben|haal|haalt|gekregen|gevonden|gaf|gegeven|aan|vandaan|verkocht)[a-z]*(?: \\S+){0,3}? (?:[a-z]*adres|e?mail|gegevens|nummer|naam|contact[a-z]*|mailadres)'),
    sure('right-of-access', 'access', 'inzage(?:verzoek|recht)?|recht (?:op|van) (?:inzage|toegang)|art(?:ikel)?\\.? ?15(?!\\d)|(?:welke|alle|kopie van|afschrift van) (?:\\S+ ){0,3}?(?:gegevens|informatie|data)[^.?]{0,40}(?:hebt|heeft|hebben|over (?:mij|me)|bewaar|verwerk)[a-z]*|(?:herkomst|bron) van (?:mijn|deze|de) gegevens|kopie van mijn'),
    sure('our-company', 'employer', '(?:ons|onze|heel het|hele) (?:bedrijf|onderneming|organisatie|medewerkers|collega s|collegas|personeel|domein|firma|adressen|werknemers)|(?:niemand|alle (?:adressen|medewerkers|collega)) ?(?:bij|van|hier)?|namens|@[a-z0-9.-]+\\.[a-z]{2,}'),
    weak('not-interested', 'doubt', 'af(?:zien|ziet)? (?:te zien )?van (?:uw|jullie|dit|het|een)|bedanken voor (?:de eer|uw aanbod|het aanbod|uw voorstel)|slaan (?:\\S+ ){0,2}?over(?![a-z])|al (?:een|onze) (?:leverancier|partij|partner|oplossing)|al voorzien|al met een|geen (?:interesse|behoefte|belangstelling)|niet (?:geinteresseerd|interessant|nodig)|nee (?:bedankt|dank)'),
    weak('annoyed', 'doubt', 'spam[a-z]*|lastig|irritant[a-z]*|klacht|advocaat|autoriteit persoonsgegevens|ongevraagd[a-z]*|reclame|alweer|opdringerig'),
    weak('outdated', 'doubt', 'werk[a-z]*(?: \\S+){0,2}? niet meer|niet meer|nooit meer|niet meer werkzaam|pensioen|verkeerde? (?:adres|persoon|nummer)'),
    sure('later', 'later', `(?<!(?:uw|jullie|de|een|het|deze|mijn|voor|over) )(?:(?:bel|mail|schrijf|contacteer|probeer)(?: (?:me|mij|ons|het))?|neem (?:\\S+ ){0,3}?contact(?: met (?:mij|me|ons))?(?: op)?)(?: (?:dan|eens|weer|gerust|opnieuw|nog|maar))* (?:over (?:\\d|een|twee|drie|vier|zes|enkele)|in (?:${months}|het (?:voorjaar|najaar))|na (?:de|het|${months})|vanaf|volgende?|later)(?![a-z])`),
    weak('not-now', 'later', 'nu (?:even )?niet|op dit moment (?:niet|geen)'),
    sure('automatic', 'auto', 'automatisch (?:antwoord|bericht)'),
    weak('away', 'auto', 'afwezig|niet op kantoor|met (?:vakantie|verlof)|op vakantie|buiten kantoor'),
    weak('until', 'auto', 'tot (?:en met|\\d|maandag|dinsdag|woensdag|donderdag|vrijdag)|mijn (?:terugkeer|afwezigheid)|dringend[a-z]*|weer (?:terug|bereikbaar)'),
  ],
  stopWords: setOf('de, het, een, en, van, ik, u, niet, is, mij, me, te, op, dat, voor, met, uw, mijn, graag, wil, geen, aan, tot, maar, je, we, prima, bij'),
}
