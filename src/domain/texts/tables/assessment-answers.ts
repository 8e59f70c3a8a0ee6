import type { AssessmentQuestion } from '../../evidence/tables/assessment-questions.ts'
import type { NoticeLanguage } from '../../notices/tables/notice-words.ts'

/**
 * How each question of a balance of interests may be answered (docs/reference/law.md#h6), with what Lawbase does and
 * the company's facts. What only the company can weigh is left to say in `[[…]]`.
 */
export const assessmentAnswers: Readonly<Record<NoticeLanguage, Readonly<Record<AssessmentQuestion, string>>>> = {
  fr: {
    interest: 'Faire connaître l’offre {offer} aux professionnels dont elle concerne la fonction. Pour {controller}, il en résulte : [[ce que l’entreprise y gagne, précisément]].',
    necessity: 'Seules servent les coordonnées professionnelles qu’il faut pour présenter l’offre. Moyen moins intrusif écarté, et raison : [[adresses génériques, publicité sans données, salons, ou autre]].',
    data: 'Nom, fonction, entreprise, pays, adresses et numéros professionnels, dates des réponses et des clics. Sources : {sources}. Durée : {months} mois au plus sans réponse ni clic de la personne.',
    expectations: 'La personne est contactée en raison de sa fonction ; les fonctions sans rapport avec l’offre sont écartées. Un premier message n’est autorisé qu’avec l’information complète, qui nomme la source exacte. Au vu de chaque source, elle peut s’y attendre parce que : [[raison, source par source]].',
    impact: 'Des messages professionnels, que la personne peut faire cesser à tout moment, sans motif. Fréquence, canaux et gêne possible : [[ce que vous prévoyez]].',
    safeguards: 'Un moyen de refuser dans chaque message, transmis à tous les systèmes connectés et vérifié ; information dès le premier message ; effacement des contacts inactifs ; fonctions sans rapport avec l’offre écartées.',
  },
  en: {
    interest: 'Make the offer {offer} known to professionals whose role it concerns. For {controller} this means: [[what the company gains, precisely]].',
    necessity: 'Only the business contact details needed to present the offer are used. Less intrusive option rejected, and why: [[role mailboxes, advertising without data, trade shows, or another]].',
    data: 'Name, job title, company, country, business addresses and numbers, dates of replies and clicks. Sources: {sources}. Period: {months} months at most without a reply or click of the person.',
    expectations: 'The person is contacted because of their role; roles that the offer does not concern are left out. A first message is allowed only with the full notice, which names the exact source. Given each source, they can expect it because: [[reason, source by source]].',
    impact: 'Business messages that the person can stop at any time, without giving a reason. Frequency, channels and possible disturbance: [[what you plan]].',
    safeguards: 'A way to refuse in every message, sent to every connected system and verified; notice in the first message; inactive contacts removed; roles that the offer does not concern left out.',
  },
  de: {
    interest: 'Das Angebot {offer} Fachleuten bekannt zu machen, deren Funktion es betrifft. Für {controller} bedeutet das: [[was das Unternehmen davon hat, genau]].',
    necessity: 'Verwendet werden nur die geschäftlichen Kontaktdaten, die für die Vorstellung des Angebots nötig sind. Verworfenes milderes Mittel und Grund: [[Sammeladressen, Werbung ohne Daten, Messen oder anderes]].',
    data: 'Name, Funktion, Unternehmen, Land, geschäftliche Adressen und Rufnummern, Tage der Antworten und Klicks. Quellen: {sources}. Dauer: höchstens {months} Monate ohne Antwort oder Klick der Person.',
    expectations: 'Die Person wird wegen ihrer Funktion angesprochen; Funktionen, die das Angebot nicht betrifft, bleiben außen vor. Eine erste Nachricht ist nur mit der vollständigen Information erlaubt, die die genaue Quelle nennt. Nach jeder Quelle kann sie damit rechnen, weil: [[Grund, Quelle für Quelle]].',
    impact: 'Geschäftliche Nachrichten, die die Person jederzeit ohne Angabe von Gründen beenden kann. Häufigkeit, Kanäle und mögliche Belästigung: [[was Sie vorsehen]].',
    safeguards: 'Eine Möglichkeit zum Widerspruch in jeder Nachricht, an alle angebundenen Systeme übermittelt und überprüft; Information mit der ersten Nachricht; Löschung inaktiver Kontakte; Funktionen, die das Angebot nicht betrifft, bleiben außen vor.',
  },
  es: {
    interest: 'Dar a conocer la oferta {offer} a los profesionales a cuya función concierne. Para {controller} supone: [[lo que gana la empresa, con precisión]].',
    necessity: 'Solo se usan los datos de contacto profesionales necesarios para presentar la oferta. Medio menos intrusivo descartado, y motivo: [[direcciones genéricas, publicidad sin datos, ferias u otro]].',
    data: 'Nombre, cargo, empresa, país, direcciones y números profesionales, fechas de las respuestas y los clics. Fuentes: {sources}. Plazo: {months} meses como máximo sin respuesta ni clic de la persona.',
    expectations: 'Se contacta a la persona por su función; las funciones a las que la oferta no concierne quedan excluidas. Un primer mensaje solo se permite con la información completa, que nombra la fuente exacta. A la vista de cada fuente, puede esperarlo porque: [[motivo, fuente por fuente]].',
    impact: 'Mensajes profesionales que la persona puede detener en cualquier momento, sin indicar motivo. Frecuencia, canales y posible molestia: [[lo que usted prevé]].',
    safeguards: 'Un medio para oponerse en cada mensaje, transmitido a todos los sistemas conectados y verificado; información con el primer mensaje; supresión de los contactos inactivos; exclusión de las funciones a las que la oferta no concierne.',
  },
  it: {
    interest: 'Far conoscere l’offerta {offer} ai professionisti la cui funzione essa riguarda. Per {controller} significa: [[ciò che l’azienda ne ricava, con precisione]].',
    necessity: 'Si usano solo i recapiti professionali necessari per presentare l’offerta. Mezzo meno invasivo scartato, e motivo: [[indirizzi generici, pubblicità senza dati, fiere o altro]].',
    data: 'Nome, funzione, azienda, Paese, indirizzi e numeri professionali, date delle risposte e dei clic. Fonti: {sources}. Durata: al massimo {months} mesi senza risposta né clic della persona.',
    expectations: 'La persona è contattata per la sua funzione; le funzioni che l’offerta non riguarda sono escluse. Un primo messaggio è consentito solo con l’informativa completa, che nomina la fonte esatta. Vista ciascuna fonte, può attenderselo perché: [[motivo, fonte per fonte]].',
    impact: 'Messaggi professionali che la persona può far cessare in qualsiasi momento, senza indicarne il motivo. Frequenza, canali e possibile disturbo: [[ciò che prevede]].',
    safeguards: 'Un modo per opporsi in ogni messaggio, trasmesso a tutti i sistemi connessi e verificato; informativa con il primo messaggio; cancellazione dei contatti inattivi; esclusione delle funzioni che l’offerta non riguarda.',
  },
  nl: {
    interest: 'Het aanbod {offer} bekendmaken bij vakmensen voor wier functie het van belang is. Voor {controller} betekent dit: [[wat het bedrijf erbij wint, precies]].',
    necessity: 'Alleen de zakelijke contactgegevens die nodig zijn om het aanbod voor te stellen, worden gebruikt. Verworpen minder ingrijpend middel, en reden: [[algemene adressen, reclame zonder gegevens, beurzen of iets anders]].',
    data: 'Naam, functie, bedrijf, land, zakelijke adressen en nummers, data van antwoorden en klikken. Bronnen: {sources}. Duur: ten hoogste {months} maanden zonder antwoord of klik van de persoon.',
    expectations: 'De persoon wordt benaderd vanwege zijn of haar functie; functies waarvoor het aanbod niet van belang is, blijven buiten beschouwing. Een eerste bericht is alleen toegestaan met de volledige informatie, die de exacte bron noemt. Gelet op elke bron kan de persoon dit verwachten omdat: [[reden, bron voor bron]].',
    impact: 'Zakelijke berichten die de persoon op elk moment zonder opgave van redenen kan stopzetten. Frequentie, kanalen en mogelijke hinder: [[wat u van plan bent]].',
    safeguards: 'Een mogelijkheid tot bezwaar in elk bericht, doorgegeven aan alle gekoppelde systemen en gecontroleerd; informatie bij het eerste bericht; verwijdering van inactieve contacten; functies waarvoor het aanbod niet van belang is, blijven buiten beschouwing.',
  },
}
