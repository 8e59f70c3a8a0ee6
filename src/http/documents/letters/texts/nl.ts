import { wordsOf } from '../../../locales/words.ts'
import type { LetterTexts } from './letter-texts.ts'

const { n, some } = wordsOf('nl')

export const nl: LetterTexts = {
  erasure: {
    letter: {
      title: 'Uw verzoek om verwijdering',
      reference: 'Kenmerk',
      date: 'Datum',
      hello: 'Goedendag,',
      asked: (when) => `Op ${when} hebt u ons gevraagd uw gegevens te wissen.`,
      done: (when) =>
        `Dat is gebeurd: sinds ${when} bevatten de onderstaande records uw gegevens niet meer. Daarna hebben wij elk systeem gecontroleerd.`,
      partly: (when) =>
        `Sinds ${when} bevatten de onderstaande records uw gegevens niet meer, behalve wat wij nog niet konden wissen en hier vermelden. Daarna hebben wij elk systeem gecontroleerd.`,
      notYet: (count) =>
        `${some(count, 'record', 'records')} nog niet gewist: het systeem weigerde dit. Er geldt een blokkade, zodat niemand u op basis daarvan schrijft; het wissen moet nog gebeuren`,
      stopped: 'U ontvangt vanuit geen enkel systeem meer commerciële berichten van ons.',
      stopping: (systems) =>
        `Wij beëindigen alle commerciële berichten aan u. Dit is nog niet bevestigd voor: ${systems}.`,
      keptWhat: 'Het volgende bewaren wij, zoals de wet toestaat (art. 17, lid 3, AVG):',
      keptUntil: (when) => `tot ${when}`,
      system: 'Systeem',
      what: 'Wat er is gebeurd',
      erased: (count) => `${some(count, 'record', 'records')} definitief gewist`,
      anonymised: (count) => `${some(count, 'record', 'records')} geanonimiseerd: niets daarin is tot u te herleiden`,
      binned: (count, when) =>
        `${some(count, 'record', 'records')} verwijderd, in de prullenbak van het systeem tot ${when}`,
      binPast: (count, when) =>
        `${some(count, 'record', 'records')} verwijderd; de laatste dag van de prullenbak was ${when}`,
      binnedOpen: (count) =>
        `${some(count, 'record', 'records')} verwijderd, voor enige tijd in de prullenbak van het systeem`,
      remains: 'Wat deze systemen nog kunnen bevatten (vermelding in het Engels)',
      told: 'Wij hebben ook bericht gestuurd aan',
      recipientLine: (name, when) => `${name}, op ${when}`,
      rest: 'Opdat niemand u meer schrijft, bewaren wij één ding: een met een geheime sleutel gemaakte vingerafdruk van de adressen en nummers waaronder wij u kenden; die zijn daaruit niet af te lezen. Hij wordt nergens anders voor gebruikt, gedurende ten minste drie jaar.',
      rights: (dpo, authority) =>
        `Bent u het er niet mee eens, schrijf dan aan ${dpo}. U kunt ook een klacht indienen bij: ${authority}, en naar de rechter gaan.`,
      regards: 'Met vriendelijke groet',
      page: (now, of) => `${n(now)} van ${n(of)}`,
    },
    absent: {
      by: { email: 'e-mailadres', phone: 'telefoonnummer' },
      found: 'Gevonden',
      letter: {
        looked: (what) =>
          `Wij hebben naar uw ${what} gezocht in elk systeem waarin wij commerciële contacten bijhouden. Geen daarvan bevat een record over u:`,
        system: 'Systeem',
        read: 'Gelezen op',
        nothing: 'geen record over u',
        and: ' en uw ',
        others: (count) =>
          `${some(count, 'persoon in deze systemen heeft', 'personen in deze systemen hebben')} een adres of nummer dat u noemde. Wij hebben ieder geval bekeken: op grond van wat u ons vertelde, bent u dat niet. Denkt u daar anders over, laat ons dan weten wat u onderscheidt, bijvoorbeeld een adres dat u hebt gebruikt.`,
        removed: (when) => `Uw gegevens zijn op ${when} uit onze systemen verwijderd.`,
        erased: 'Er viel niets te wissen.',
        kept: (when) =>
          `Opdat niemand u schrijft als uw gegevens ons opnieuw bereiken, bewaren wij sinds ${when} één ding: een met een geheime sleutel gemaakte vingerafdruk van wat wij moesten zoeken; dat is daaruit niet af te lezen. Hij wordt nergens anders voor gebruikt, gedurende ten minste drie jaar.`,
        keptNothing:
          'Van wat wij moesten zoeken, hebben wij niets bewaard. Als uw gegevens ons opnieuw bereiken, kunt u ons op elk moment schrijven.',
      },
    },
  },
  absentAccess: {
    by: { email: 'e-mailadres', phone: 'telefoonnummer', name: 'naam' },
    system: 'Systeem',
    whole: 'Volledig gelezen op',
    upTo: 'Wijzigingen gelezen tot',
    result: 'Gevonden',
    never: 'nooit in één keer',
    objections: (count) => some(count, 'vastgelegd bezwaar', 'vastgelegde bezwaren'),
    consents: (count) => some(count, 'toestemming', 'toestemmingen'),
    notices: (count) => some(count, 'verzonden informatie', 'verzonden informatieberichten'),
    messages: (count) => some(count, 'bericht', 'berichten'),
    letter: {
      title: 'Uw verzoek om inzage in uw gegevens',
      reference: 'Kenmerk',
      date: 'Datum',
      hello: 'Goedendag,',
      asked: (when) =>
        `Op ${when} hebt u gevraagd welke gegevens wij over u hebben. Dit is ons antwoord (art. 15 AVG).`,
      looked: (what) =>
        `Wij hebben naar uw ${what} gezocht in elk systeem dat is verbonden met ons register van commerciële contacten:`,
      result: 'geen record over u',
      and: ' en uw ',
      tools: (names) => `Wij hebben ook gezocht in ${names}, en daar niets over u gevonden.`,
      sameName: (count) =>
        `${some(count, 'persoon in deze systemen heeft', 'personen in deze systemen hebben')} uw naam of een gelijkende naam, of een adres of nummer dat u noemde. Wij hebben ieder geval bekeken: op grond van wat u ons vertelde, bent u dat niet. Denkt u daar anders over, laat ons dan weten wat u onderscheidt, bijvoorbeeld een adres dat u hebt gebruikt.`,
      nothing: 'In deze systemen hebben wij geen gegevens over u.',
      ownTitle: 'Daarnaast bewaren wij, onder wat wij moesten zoeken:',
      removed: (when) =>
        `dat gegevens over u op ${when} uit onze systemen zijn verwijderd, als met een geheime sleutel gemaakte vingerafdruk, opdat ze niet terugkomen`,
      stopped: (when) =>
        `uw bezwaar sinds ${when}, als met een geheime sleutel gemaakte vingerafdruk, opdat niemand u schrijft; die wordt nergens anders voor gebruikt, gedurende ten minste drie jaar`,
      enclosed: (list) => `${list}: zie de bijgevoegde lijst`,
      noOwn: 'Afgezien van uw verzoek zelf wordt niets bewaard onder wat wij moesten zoeken.',
      request:
        'Wij bewaren uw verzoek en dit antwoord drie jaar, om te kunnen aantonen dat wij hebben geantwoord. Wat u ons over uzelf vertelde om u te vinden, wordt daarbij versleuteld bewaard en nergens anders voor gebruikt.',
      rights: (dpo, authority) =>
        `U kunt vragen te wissen of te rectificeren wat wij bewaren, of daartegen bezwaar maken: schrijf aan ${dpo}. U kunt ook een klacht indienen bij: ${authority}, en naar de rechter gaan.`,
      regards: 'Met vriendelijke groet',
      page: (now, of) => `${n(now)} van ${n(of)}`,
    },
  },
  related: {
    yours: 'Wat met uw record samenhangt',
    kinds: {
      emails: 'E-mailberichten',
      activities: 'Taken en afspraken',
      files: 'Bestanden en bijlagen',
      individual: 'Privacyrecord (Individual)',
      contactPoints: 'Contactpunten en toestemmingen',
    },
    parts: {
      deleted: (count) => `${n(count)} verwijderd, afwezigheid gecontroleerd`,
      inBin: (count) => `waarvan ${n(count)} nog in de prullenbak`,
      along: (count) => `${n(count)} met het record verwijderd`,
      unread: (why) => `niet leesbaar (${why}), dus aantal onbekend`,
      counted: (when) => `geteld op ${when}`,
      kept: (count, why) => `${n(count)} bewaard: ${why}`,
      refused: (count, why) => `${n(count)} bewaard: het systeem weigerde (${why})`,
    },
    why: {
      setting: 'volgens de instellingen',
      shared: 'iemand anders heeft ze nodig',
      held: 'een zaak, contract, verkoopkans of ander record heeft ze nodig',
      objected: 'er is een bezwaar van de persoon in vastgelegd',
      unseen: 'onze gebruiker ziet niet wie ze verder nodig heeft',
      'legal-hold': 'opgelegde bewaring',
    },
    notHonoured: 'het aanvaardde de verwijdering en toont ze nog steeds',
  },
}
