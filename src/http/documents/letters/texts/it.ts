import { wordsOf } from '../../../locales/words.ts'
import type { LetterTexts } from './letter-texts.ts'

const { n, some, pick } = wordsOf('it')

export const it: LetterTexts = {
  erasure: {
    letter: {
      title: 'La Sua richiesta di cancellazione',
      reference: 'Riferimento',
      date: 'Data',
      hello: 'Buongiorno,',
      asked: (when) => `in data ${when} ci ha chiesto di cancellare i Suoi dati.`,
      done: (when) =>
        `Lo abbiamo fatto: dal ${when} le schede qui indicate non contengono più i Suoi dati. In seguito abbiamo verificato ogni sistema.`,
      partly: (when) =>
        `Dal ${when} le schede qui indicate non contengono più i Suoi dati, salvo ciò che non abbiamo ancora potuto cancellare e che qui indichiamo. In seguito abbiamo verificato ogni sistema.`,
      notYet: (count) =>
        `${some(count, 'scheda non ancora cancellata', 'schede non ancora cancellate')}: il sistema ha rifiutato. ${pick(count, 'È bloccata', 'Sono bloccate')}, così che nessuno Le scriva da lì; la cancellazione resta da eseguire`,
      stopped: 'Ogni attività commerciale nei Suoi confronti è cessata, in ogni sistema.',
      stopping: (systems) =>
        `Stiamo facendo cessare ogni attività commerciale nei Suoi confronti. Non è ancora confermato per: ${systems}.`,
      keptWhat: 'Conserviamo quanto segue, come consente la legge (art. 17, par. 3, GDPR):',
      keptUntil: (when) => `fino al ${when}`,
      system: 'Sistema',
      what: 'Che cosa è avvenuto',
      erased: (count) => some(count, 'scheda cancellata definitivamente', 'schede cancellate definitivamente'),
      anonymised: (count) =>
        `${some(count, 'scheda resa anonima', 'schede rese anonime')}: nulla vi permette di identificarLa`,
      binned: (count, when) =>
        `${some(count, 'scheda eliminata', 'schede eliminate')}, nel cestino del sistema fino al ${when}`,
      binPast: (count, when) =>
        `${some(count, 'scheda eliminata', 'schede eliminate')}; l’ultimo giorno del cestino del sistema era il ${when}`,
      binnedOpen: (count) =>
        `${some(count, 'scheda eliminata', 'schede eliminate')}, per un certo tempo nel cestino del sistema`,
      remains: 'Ciò che questi sistemi possono ancora contenere (indicazione in inglese)',
      told: 'Abbiamo inoltre avvisato',
      recipientLine: (name, when) => `${name}, il ${when}`,
      rest: 'Perché nessuno Le scriva più, conserviamo una sola cosa: un’impronta degli indirizzi e dei numeri con cui La conoscevamo, ottenuta con una chiave segreta, da cui non si possono ricavare. Non serve a nient’altro, per almeno tre anni.',
      rights: (dpo, authority) =>
        `Se non è d’accordo, scriva a ${dpo}. Può anche proporre reclamo a: ${authority}, e rivolgersi al giudice.`,
      regards: 'Distinti saluti',
      page: (now, of) => `${n(now)} di ${n(of)}`,
    },
    absent: {
      by: { email: 'indirizzo e-mail', phone: 'numero di telefono' },
      found: 'Trovato',
      letter: {
        looked: (what) =>
          `Abbiamo cercato il Suo ${what} in ogni sistema in cui teniamo contatti commerciali. Nessuno contiene una scheda su di Lei:`,
        system: 'Sistema',
        read: 'Letto il',
        nothing: 'nessuna scheda su di Lei',
        and: ' e il Suo ',
        others: (count) =>
          `${some(count, 'persona in questi sistemi ha', 'persone in questi sistemi hanno')} un indirizzo o un numero che ha indicato. Le abbiamo esaminate una per una: da quanto ci ha detto, nessuna è Lei. Se ritiene il contrario, ci indichi che cosa La distingue, per esempio un indirizzo che ha usato.`,
        removed: (when) => `I Suoi dati sono stati rimossi dai nostri sistemi il ${when}.`,
        erased: 'Non c’era nulla da cancellare.',
        kept: (when) =>
          `Perché nessuno Le scriva se i Suoi dati ci giungessero di nuovo, dal ${when} conserviamo una sola cosa: un’impronta di ciò che ci ha chiesto di cercare, ottenuta con una chiave segreta, da cui non si può ricavare. Non serve a nient’altro, per almeno tre anni.`,
        keptNothing:
          'Non abbiamo conservato nulla di ciò che ci ha chiesto di cercare. Se i Suoi dati ci giungessero di nuovo, può scriverci in qualsiasi momento.',
      },
    },
  },
  absentAccess: {
    by: { email: 'indirizzo e-mail', phone: 'numero di telefono', name: 'nome' },
    system: 'Sistema',
    whole: 'Letto per intero il',
    upTo: 'Modifiche lette fino al',
    result: 'Trovato',
    never: 'mai in una volta sola',
    objections: (count) => some(count, 'opposizione registrata', 'opposizioni registrate'),
    consents: (count) => some(count, 'consenso', 'consensi'),
    notices: (count) => some(count, 'informativa inviata', 'informative inviate'),
    messages: (count) => some(count, 'messaggio', 'messaggi'),
    letter: {
      title: 'La Sua richiesta di accesso ai dati',
      reference: 'Riferimento',
      date: 'Data',
      hello: 'Buongiorno,',
      asked: (when) =>
        `in data ${when} ci ha chiesto quali dati La riguardano presso di noi. Questa è la nostra risposta (art. 15 GDPR).`,
      looked: (what) =>
        `Abbiamo cercato il Suo ${what} in ogni sistema collegato al nostro registro di contatti commerciali:`,
      result: 'nessuna scheda su di Lei',
      and: ' e il Suo ',
      tools: (names) => `Abbiamo cercato anche in ${names}, e non vi abbiamo trovato nulla su di Lei.`,
      sameName: (count) =>
        `${some(count, 'persona in questi sistemi ha', 'persone in questi sistemi hanno')} il Suo nome o uno simile, oppure un indirizzo o un numero che ha indicato. Le abbiamo esaminate una per una: da quanto ci ha detto, nessuna è Lei. Se ritiene il contrario, ci indichi che cosa La distingue, per esempio un indirizzo che ha usato.`,
      nothing: 'In questi sistemi non abbiamo alcun dato su di Lei.',
      ownTitle: 'A parte ciò conserviamo, sotto quanto ci ha chiesto di cercare:',
      removed: (when) =>
        `che dati su di Lei sono stati rimossi dai nostri sistemi il ${when}, come impronta ottenuta con una chiave segreta, perché non ritornino`,
      stopped: (when) =>
        `la Sua opposizione dal ${when}, come impronta ottenuta con una chiave segreta, perché nessuno Le scriva; non serve a nient’altro, per almeno tre anni`,
      enclosed: (list) => `${list}: si veda l’elenco allegato`,
      noOwn: 'A parte la Sua richiesta, nulla è conservato sotto quanto ci ha chiesto di cercare.',
      request:
        'Conserviamo la Sua richiesta e questa risposta per tre anni, per poter dimostrare di avere risposto. Ciò che ci ha indicato per trovarLa è conservato cifrato con esse, e non serve a nient’altro.',
      rights: (dpo, authority) =>
        `Può chiederci di cancellare o rettificare ciò che conserviamo, oppure opporsi: scriva a ${dpo}. Può anche proporre reclamo a: ${authority}, e rivolgersi al giudice.`,
      regards: 'Distinti saluti',
      page: (now, of) => `${n(now)} di ${n(of)}`,
    },
  },
  related: {
    yours: 'Elementi collegati alla Sua scheda',
    kinds: {
      emails: 'Messaggi e-mail',
      activities: 'Attività ed eventi',
      files: 'File e allegati',
      individual: 'Scheda sulla privacy (Individual)',
      contactPoints: 'Punti di contatto e consensi',
    },
    parts: {
      deleted: (count) =>
        `${n(count)} ${pick(count, 'eliminato, assenza verificata', 'eliminati, assenza verificata')}`,
      inBin: (count) => `di cui ${n(count)} ancora nel cestino`,
      along: (count) => `${n(count)} ${pick(count, 'eliminato', 'eliminati')} con la scheda`,
      unread: (why) => `illeggibili (${why}), quindi in numero sconosciuto`,
      counted: (when) => `contato il ${when}`,
      kept: (count, why) => `${n(count)} ${pick(count, 'conservato', 'conservati')}: ${why}`,
      refused: (count, why) =>
        `${n(count)} ${pick(count, 'conservato', 'conservati')}: il sistema ha rifiutato (${why})`,
    },
    why: {
      setting: 'secondo le impostazioni',
      shared: 'servono a qualcun altro',
      held: 'servono a un caso, un contratto, un’opportunità o un’altra scheda',
      objected: 'vi è registrata un’opposizione della persona',
      unseen: 'il nostro utente non vede a chi altro servono',
      'legal-hold': 'conservazione disposta',
    },
    notHonoured: 'ha accettato l’eliminazione e li mostra ancora',
  },
}
