import { wordsOf } from '../../../locales/words.ts'
import type { LetterTexts } from './letter-texts.ts'

const { n, some, pick } = wordsOf('es')

export const es: LetterTexts = {
  erasure: {
    letter: {
      title: 'Su solicitud de supresión',
      reference: 'Referencia',
      date: 'Fecha',
      hello: 'Buenos días:',
      asked: (when) => `El ${when} nos pidió que suprimiéramos sus datos.`,
      done: (when) =>
        `Así lo hemos hecho: desde el ${when}, los registros indicados a continuación ya no contienen sus datos. Después comprobamos cada sistema.`,
      partly: (when) =>
        `Desde el ${when}, los registros indicados a continuación ya no contienen sus datos, salvo lo que aún no hemos podido suprimir y que aquí se indica. Después comprobamos cada sistema.`,
      notYet: (count) =>
        `${some(count, 'registro aún no suprimido', 'registros aún no suprimidos')}: el sistema lo rechazó. ${pick(count, 'Está bloqueado', 'Están bloqueados')}, de modo que nadie le escriba a partir de ${pick(count, 'él', 'ellos')}; queda pendiente la supresión`,
      stopped: 'Ha cesado toda prospección dirigida a usted, en cada sistema.',
      stopping: (systems) =>
        `Estamos haciendo cesar toda prospección dirigida a usted. Todavía no está confirmado en: ${systems}.`,
      keptWhat: 'Conservamos lo siguiente, como permite la ley (art. 17.3 del RGPD):',
      keptUntil: (when) => `hasta el ${when}`,
      system: 'Sistema',
      what: 'Qué ha ocurrido',
      erased: (count) => some(count, 'registro suprimido definitivamente', 'registros suprimidos definitivamente'),
      anonymised: (count) =>
        `${some(count, 'registro anonimizado', 'registros anonimizados')}: nada en ${pick(count, 'él', 'ellos')} permite identificarle`,
      binned: (count, when) =>
        `${some(count, 'registro eliminado', 'registros eliminados')}, en la papelera del sistema hasta el ${when}`,
      binPast: (count, when) =>
        `${some(count, 'registro eliminado', 'registros eliminados')}; el último día de la papelera del sistema fue el ${when}`,
      binnedOpen: (count) =>
        `${some(count, 'registro eliminado', 'registros eliminados')}, durante un tiempo en la papelera del sistema`,
      remains: 'Lo que estos sistemas pueden contener todavía (indicación en inglés)',
      told: 'También hemos avisado a',
      recipientLine: (name, when) => `${name}, el ${when}`,
      rest: 'Para que nadie vuelva a escribirle, conservamos una sola cosa: una huella de las direcciones y números con los que le conocíamos, hecha con una clave secreta, que no permite averiguarlos. No se usa para nada más, durante al menos tres años.',
      rights: (dpo, authority) =>
        `Si no está de acuerdo, escriba a ${dpo}. También puede presentar una reclamación ante: ${authority}, y acudir a los tribunales.`,
      regards: 'Atentamente',
      page: (now, of) => `${n(now)} de ${n(of)}`,
    },
    absent: {
      by: { email: 'correo electrónico', phone: 'número de teléfono' },
      found: 'Encontrado',
      letter: {
        looked: (what) =>
          `Hemos buscado su ${what} en cada sistema donde guardamos contactos de prospección. Ninguno contiene un registro sobre usted:`,
        system: 'Sistema',
        read: 'Leído el',
        nothing: 'ningún registro sobre usted',
        and: ' y su ',
        others: (count) =>
          `${some(count, 'persona de estos sistemas tiene', 'personas de estos sistemas tienen')} una dirección o un número que usted indicó. Hemos examinado cada caso: según lo que nos ha dicho, no se trata de usted. Si piensa lo contrario, indíquenos qué le distingue, por ejemplo una dirección que haya usado.`,
        removed: (when) => `Sus datos se eliminaron de nuestros sistemas el ${when}.`,
        erased: 'No había nada que suprimir.',
        kept: (when) =>
          `Para que nadie le escriba si sus datos nos llegan de nuevo, conservamos una sola cosa desde el ${when}: una huella de lo que nos pidió buscar, hecha con una clave secreta, que no permite averiguarlo. No se usa para nada más, durante al menos tres años.`,
        keptNothing:
          'No hemos conservado nada de lo que nos pidió buscar. Si sus datos nos llegan de nuevo, puede escribirnos en cualquier momento.',
      },
    },
  },
  absentAccess: {
    by: { email: 'correo electrónico', phone: 'número de teléfono', name: 'nombre' },
    system: 'Sistema',
    whole: 'Leído por completo el',
    upTo: 'Cambios leídos hasta',
    result: 'Encontrado',
    never: 'nunca de una vez',
    objections: (count) => some(count, 'oposición registrada', 'oposiciones registradas'),
    consents: (count) => some(count, 'consentimiento', 'consentimientos'),
    notices: (count) => some(count, 'información enviada', 'informaciones enviadas'),
    messages: (count) => some(count, 'mensaje', 'mensajes'),
    letter: {
      title: 'Su solicitud de acceso a sus datos',
      reference: 'Referencia',
      date: 'Fecha',
      hello: 'Buenos días:',
      asked: (when) =>
        `El ${when} nos preguntó qué datos tenemos sobre usted. Esta es nuestra respuesta (art. 15 del RGPD).`,
      looked: (what) =>
        `Hemos buscado su ${what} en cada sistema conectado a nuestro registro de contactos de prospección:`,
      result: 'ningún registro sobre usted',
      and: ' y su ',
      tools: (names) => `También hemos buscado en ${names}, y no hemos encontrado nada sobre usted.`,
      sameName: (count) =>
        `${some(count, 'persona de estos sistemas tiene', 'personas de estos sistemas tienen')} su nombre o uno parecido, o una dirección o un número que usted indicó. Hemos examinado cada caso: según lo que nos ha dicho, no se trata de usted. Si piensa lo contrario, indíquenos qué le distingue, por ejemplo una dirección que haya usado.`,
      nothing: 'En estos sistemas no tenemos ningún dato sobre usted.',
      ownTitle: 'Aparte de ello conservamos, bajo lo que nos pidió buscar:',
      removed: (when) =>
        `que sus datos se eliminaron de nuestros sistemas el ${when}, como huella hecha con una clave secreta, para que no vuelvan`,
      stopped: (when) =>
        `su oposición desde el ${when}, como huella hecha con una clave secreta, para que nadie le escriba; no se usa para nada más, durante al menos tres años`,
      enclosed: (list) => `${list}: véase la lista adjunta`,
      noOwn: 'Aparte de su propia solicitud, no se conserva nada bajo lo que nos pidió buscar.',
      request:
        'Conservamos su solicitud y esta respuesta durante tres años, para poder demostrar que hemos respondido. Lo que nos indicó para encontrarle se conserva cifrado con ellas, y no se usa para nada más.',
      rights: (dpo, authority) =>
        `Puede pedir que suprimamos o rectifiquemos lo que conservamos, u oponerse a ello: escriba a ${dpo}. También puede presentar una reclamación ante: ${authority}, y acudir a los tribunales.`,
      regards: 'Atentamente',
      page: (now, of) => `${n(now)} de ${n(of)}`,
    },
  },
  related: {
    yours: 'Elementos vinculados a su registro',
    kinds: {
      emails: 'Mensajes de correo',
      activities: 'Tareas y eventos',
      files: 'Archivos y adjuntos',
      individual: 'Ficha de privacidad (Individual)',
      contactPoints: 'Puntos de contacto y consentimientos',
    },
    parts: {
      deleted: (count) =>
        `${n(count)} ${pick(count, 'eliminado, ausencia comprobada', 'eliminados, ausencia comprobada')}`,
      inBin: (count) => `de ellos, ${n(count)} todavía en su papelera`,
      along: (count) => `${n(count)} ${pick(count, 'eliminado', 'eliminados')} con el registro`,
      unread: (why) => `ilegibles (${why}), por lo que se desconoce su número`,
      counted: (when) => `contado el ${when}`,
      kept: (count, why) => `${n(count)} ${pick(count, 'conservado', 'conservados')}: ${why}`,
      refused: (count, why) =>
        `${n(count)} ${pick(count, 'conservado', 'conservados')}: el sistema lo rechazó (${why})`,
    },
    why: {
      setting: 'según los ajustes',
      shared: 'otra persona los necesita',
      held: 'un caso, un contrato, una oportunidad u otro registro los necesita',
      objected: 'en ellos consta una oposición de la persona',
      unseen: 'nuestro usuario no ve quién más los necesita',
      'legal-hold': 'conservación ordenada',
    },
    notHonoured: 'aceptó la eliminación y todavía los muestra',
  },
}
