import { wordsOf } from '../../../locales/words.ts'
import type { LetterTexts } from './letter-texts.ts'

const { n, some, pick } = wordsOf('de')

export const de: LetterTexts = {
  erasure: {
    letter: {
      title: 'Ihr Antrag auf Löschung',
      reference: 'Aktenzeichen',
      date: 'Datum',
      hello: 'Guten Tag,',
      asked: (when) => `am ${when} haben Sie uns gebeten, Ihre Daten zu löschen.`,
      done: (when) =>
        `Das ist geschehen: Seit dem ${when} enthalten die unten genannten Datensätze Ihre Daten nicht mehr. Wir haben danach jedes System überprüft.`,
      partly: (when) =>
        `Seit dem ${when} enthalten die unten genannten Datensätze Ihre Daten nicht mehr, ausgenommen das, was wir noch nicht löschen konnten und hier nennen. Wir haben danach jedes System überprüft.`,
      notYet: (count) =>
        `${some(count, 'Datensatz', 'Datensätze')} noch nicht gelöscht: Das System hat es abgelehnt. ${pick(count, 'Er ist', 'Sie sind')} gesperrt, sodass Ihnen daraus niemand schreibt; die Löschung steht noch aus`,
      stopped: 'Sie erhalten aus keinem unserer Systeme mehr Werbung.',
      stopping: (systems) => `Wir beenden jede Werbung an Sie. Noch nicht bestätigt ist das für: ${systems}.`,
      keptWhat: 'Folgendes behalten wir, wie es das Gesetz zulässt (Art. 17 Abs. 3 DSGVO):',
      keptUntil: (when) => `bis zum ${when}`,
      system: 'System',
      what: 'Was geschehen ist',
      erased: (count) => `${some(count, 'Datensatz', 'Datensätze')} endgültig gelöscht`,
      anonymised: (count) =>
        `${some(count, 'Datensatz', 'Datensätze')} anonymisiert: Nichts darin lässt auf Sie schließen`,
      binned: (count, when) =>
        `${some(count, 'Datensatz', 'Datensätze')} gelöscht, im Papierkorb des Systems bis zum ${when}`,
      binPast: (count, when) =>
        `${some(count, 'Datensatz', 'Datensätze')} gelöscht; der letzte Tag des Papierkorbs war der ${when}`,
      binnedOpen: (count) =>
        `${some(count, 'Datensatz', 'Datensätze')} gelöscht, vorübergehend im Papierkorb des Systems`,
      remains: 'Was diese Systeme noch enthalten können (Angabe in englischer Sprache)',
      told: 'Außerdem benachrichtigt haben wir',
      recipientLine: (name, when) => `${name}, am ${when}`,
      rest: 'Damit Ihnen niemand mehr schreibt, behalten wir eine einzige Angabe: einen mit geheimem Schlüssel gebildeten Fingerabdruck der Adressen und Nummern, unter denen wir Sie kannten; sie lassen sich daraus nicht ablesen. Er dient keinem anderen Zweck, mindestens drei Jahre lang.',
      rights: (dpo, authority) =>
        `Wenn Sie nicht einverstanden sind, schreiben Sie an ${dpo}. Sie können sich auch beschweren bei: ${authority}, und Sie können ein Gericht anrufen.`,
      regards: 'Mit freundlichen Grüßen',
      page: (now, of) => `${n(now)} von ${n(of)}`,
    },
    absent: {
      by: { email: 'E-Mail-Adresse', phone: 'Telefonnummer' },
      found: 'Gefunden',
      letter: {
        looked: (what) =>
          `Wir haben in jedem System, in dem wir Kontakte für Werbung führen, nach folgender Angabe von Ihnen gesucht: ${what}. Keines enthält einen Datensatz über Sie:`,
        system: 'System',
        read: 'Gelesen am',
        nothing: 'kein Datensatz über Sie',
        and: ' und ',
        others: (count) =>
          `${some(count, 'Person', 'Personen')} in diesen Systemen ${pick(count, 'hat', 'haben')} eine Adresse oder Nummer, die Sie genannt haben. Wir haben jede geprüft: Nach Ihren Angaben sind Sie keine davon. Sollten Sie anderer Ansicht sein, nennen Sie uns, was Sie unterscheidet, etwa eine Adresse, die Sie verwendet haben.`,
        removed: (when) => `Ihre Daten wurden am ${when} aus unseren Systemen entfernt.`,
        erased: 'Es gab nichts zu löschen.',
        kept: (when) =>
          `Damit Ihnen niemand schreibt, falls Ihre Daten erneut zu uns gelangen, behalten wir seit dem ${when} eine einzige Angabe: einen mit geheimem Schlüssel gebildeten Fingerabdruck dessen, wonach wir suchen sollten; es lässt sich daraus nicht ablesen. Er dient keinem anderen Zweck, mindestens drei Jahre lang.`,
        keptNothing:
          'Von dem, wonach wir suchen sollten, haben wir nichts behalten. Falls Ihre Daten erneut zu uns gelangen, können Sie uns jederzeit schreiben.',
      },
    },
  },
  absentAccess: {
    by: { email: 'E-Mail-Adresse', phone: 'Telefonnummer', name: 'Name' },
    system: 'System',
    whole: 'Vollständig gelesen am',
    upTo: 'Änderungen gelesen bis',
    result: 'Gefunden',
    never: 'nicht in einem Durchgang',
    objections: (count) => some(count, 'vermerkter Widerspruch', 'vermerkte Widersprüche'),
    consents: (count) => some(count, 'Einwilligung', 'Einwilligungen'),
    notices: (count) => some(count, 'versandte Information', 'versandte Informationen'),
    messages: (count) => some(count, 'Nachricht', 'Nachrichten'),
    letter: {
      title: 'Ihr Antrag auf Auskunft',
      reference: 'Aktenzeichen',
      date: 'Datum',
      hello: 'Guten Tag,',
      asked: (when) =>
        `am ${when} haben Sie gefragt, welche Daten wir über Sie gespeichert haben. Dies ist unsere Antwort (Art. 15 DSGVO).`,
      looked: (what) =>
        `Wir haben in jedem System, das mit unserem Verzeichnis der Werbekontakte verbunden ist, nach folgender Angabe von Ihnen gesucht: ${what}.`,
      result: 'kein Datensatz über Sie',
      and: ' und ',
      tools: (names) => `Auch in ${names} haben wir gesucht und dort nichts über Sie gefunden.`,
      sameName: (count) =>
        `${some(count, 'Person', 'Personen')} in diesen Systemen ${pick(count, 'hat', 'haben')} Ihren Namen oder einen ähnlichen oder eine Adresse oder Nummer, die Sie genannt haben. Wir haben jede geprüft: Nach Ihren Angaben sind Sie keine davon. Sollten Sie anderer Ansicht sein, nennen Sie uns, was Sie unterscheidet, etwa eine Adresse, die Sie verwendet haben.`,
      nothing: 'In diesen Systemen haben wir keine Daten über Sie gespeichert.',
      ownTitle: 'Darüber hinaus behalten wir unter dem, wonach wir suchen sollten:',
      removed: (when) =>
        `dass Daten über Sie am ${when} aus unseren Systemen entfernt wurden, als Fingerabdruck mit geheimem Schlüssel, damit sie nicht zurückkehren`,
      stopped: (when) =>
        `Ihren Widerspruch seit dem ${when}, als Fingerabdruck mit geheimem Schlüssel, damit Ihnen niemand schreibt; er dient keinem anderen Zweck, mindestens drei Jahre lang`,
      enclosed: (list) => `${list}: siehe beigefügte Liste`,
      noOwn: 'Außer Ihrem Antrag selbst ist unter dem, wonach wir suchen sollten, nichts gespeichert.',
      request:
        'Ihren Antrag und diese Antwort bewahren wir drei Jahre lang auf, um nachweisen zu können, dass wir geantwortet haben. Was Sie uns über sich mitgeteilt haben, damit wir suchen konnten, wird verschlüsselt mit ihnen aufbewahrt und dient keinem anderen Zweck.',
      rights: (dpo, authority) =>
        `Sie können verlangen, dass wir löschen oder berichtigen, was wir behalten, oder ihm widersprechen: Schreiben Sie an ${dpo}. Sie können sich auch beschweren bei: ${authority}, und Sie können ein Gericht anrufen.`,
      regards: 'Mit freundlichen Grüßen',
      page: (now, of) => `${n(now)} von ${n(of)}`,
    },
  },
  related: {
    yours: 'Mit Ihrem Datensatz Verbundenes',
    kinds: {
      emails: 'E-Mail-Nachrichten',
      activities: 'Aufgaben und Ereignisse',
      files: 'Dateien und Anhänge',
      individual: 'Datenschutz-Datensatz (Individual)',
      contactPoints: 'Kontaktpunkte und Einwilligungen',
    },
    parts: {
      deleted: (count) => `${n(count)} gelöscht, Fehlen überprüft`,
      inBin: (count) => `${n(count)} davon noch im Papierkorb`,
      along: (count) => `${n(count)} mit dem Datensatz gelöscht`,
      unread: (why) => `nicht lesbar (${why}), daher Anzahl unbekannt`,
      counted: (when) => `gezählt am ${when}`,
      kept: (count, why) => `${n(count)} behalten: ${why}`,
      refused: (count, why) => `${n(count)} behalten: Das System hat es abgelehnt (${why})`,
    },
    why: {
      setting: 'nach den Einstellungen',
      shared: 'jemand anderes braucht sie',
      held: 'ein Vorgang, ein Vertrag, eine Verkaufschance oder ein anderer Datensatz braucht sie',
      objected: 'ein Widerspruch der Person ist darin vermerkt',
      unseen: 'unser Benutzer sieht nicht, wer sie sonst braucht',
      'legal-hold': 'angeordnete Aufbewahrung',
    },
    notHonoured: 'es hat die Löschung angenommen und zeigt sie noch immer',
  },
}
