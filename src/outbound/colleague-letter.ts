import type { MailMessage } from '../connector/deps/mail.ts'

/** One opt-out that a colleague passed on, and how far each system is. */
export interface ColleagueReceipt {
  number: string
  /** Its page in the console. */
  url: string
  systems: readonly { name: string; state: 'applied' | 'accepted' | 'absent' | 'moving' | 'waits' }[]
}

const states = {
  en: {
    applied: 'blocked, verified',
    accepted: 'received there',
    absent: 'has no record of this person',
    moving: 'on its way',
    waits: 'action needed, see the page',
  },
  fr: {
    applied: 'bloqué, vérifié',
    accepted: 'reçu là-bas',
    absent: 'n’a aucune fiche de cette personne',
    moving: 'en cours',
    waits: 'action requise, voir la page',
  },
} as const

const words = {
  en: {
    receipt: (numbers: string) => `Opt-out recorded: ${numbers}`,
    recorded:
      'The opt-out that you passed on is recorded and cannot be lost. Do not contact this person for marketing any more.',
    number: (number: string) => `Receipt ${number}`,
    none: 'no connected system has this person: check the address in your message. The opt-out applies to whoever appears later',
    notYou: 'If you did not send it, tell your admin: someone wrote in your name.',
    nobody: 'Your message named nobody: nothing was recorded',
    nobodyMore: [
      'Your message to the opt-out address names no address of a person, so nothing could be recorded.',
      'Forward the customer’s mail as it is, so that the line “From: name <address>” is in it, or send a new mail with the customer’s address in the subject.',
      'If you only have a name or a phone number, use “Record an opt-out” in Lawbase, or ask a colleague who has access.',
    ],
    doubt: 'It is not clear whose opt-out you passed on: someone looks at it',
    doubtMore: [
      'Your message names several people, or nobody for certain. Nothing is recorded yet, and someone decides under Reviews; people of the database whom it names by an address are not contacted meanwhile.',
      'You can settle it at once: send a new mail with nothing but the customer’s address in the subject.',
    ],
  },
  fr: {
    receipt: (numbers: string) => `Opposition enregistrée : ${numbers}`,
    recorded:
      'L’opposition que vous avez transmise est enregistrée et ne peut pas se perdre. Ne contactez plus cette personne à des fins de prospection.',
    number: (number: string) => `Accusé ${number}`,
    none: 'aucun système connecté n’a cette personne : vérifiez l’adresse dans votre message. L’opposition vaut pour qui apparaît plus tard',
    notYou: 'Si vous ne l’avez pas envoyée, prévenez votre administrateur : quelqu’un a écrit en votre nom.',
    nobody: 'Votre message ne nomme personne : rien n’a été enregistré',
    nobodyMore: [
      'Votre message à l’adresse des oppositions ne nomme aucune adresse de personne : rien n’a pu être enregistré.',
      'Transférez le mail du client tel quel, pour que la ligne « De : nom <adresse> » y figure, ou envoyez un nouveau mail avec l’adresse du client dans l’objet.',
      'Si vous n’avez qu’un nom ou un numéro, utilisez « Enregistrer une opposition » dans Lawbase, ou demandez à un collègue qui y a accès.',
    ],
    doubt: 'On ne sait pas de qui vient l’opposition transmise : quelqu’un l’examine',
    doubtMore: [
      'Votre message désigne plusieurs personnes, ou personne avec certitude. Rien n’est encore enregistré, et quelqu’un tranche sous « À décider » ; les personnes de la base qu’il désigne par une adresse ne sont pas contactées entre-temps.',
      'Vous pouvez trancher aussitôt : envoyez un nouveau mail avec la seule adresse du client dans l’objet.',
    ],
  },
} as const

/** The answer to a colleague. It holds no address of the person: the receipt number leads to them. */
export function colleagueLetter(
  language: 'en' | 'fr',
  kind: 'receipt' | 'nobody' | 'doubt',
  receipts: readonly ColleagueReceipt[],
): Omit<MailMessage, 'to'> {
  const w = words[language]
  if (kind !== 'receipt')
    return { language, subject: w[kind], text: `${w[kind === 'nobody' ? 'nobodyMore' : 'doubtMore'].join('\n\n')}\n` }
  const lines = receipts.map(({ number, url, systems }) =>
    [
      w.number(number),
      ...(systems.length === 0
        ? [`- ${w.none}`]
        : systems.map(({ name, state }) => `- ${name}: ${states[language][state]}`)),
      url,
    ].join('\n'),
  )
  return {
    language,
    subject: w.receipt(receipts.map(({ number }) => number).join(', ')),
    text: `${[w.recorded, ...lines, w.notYou].join('\n\n')}\n`,
  }
}
