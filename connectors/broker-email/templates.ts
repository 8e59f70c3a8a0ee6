/** What a mail to a broker says; `{name}` is filled in. No address and no name of a person ever stands in one. */
interface Template {
  subject: string
  body: string
}

interface Texts {
  notice: Template
  /** The first and the second reminder. */
  reminders: readonly [Template, Template]
  /** Where the broker answers: with a page, and without one. */
  page: string
  reply: string
}

export const templates: Readonly<Record<'fr' | 'en', Texts>> = {
  en: {
    notice: {
      subject: 'Objection to prospecting: {count} to apply (our reference {number})',
      body: `Hello,

People whose data we obtained from you object to prospecting. Please stop supplying them to us and suppress them on your side as your contract provides: {count}, our reference {number}.

{references}

{answer}

The attached file suppression.json names each of them for your systems: our reference, SHA-256 of the address (trimmed, lower case), channels, day of the objection. A hash is personal data: use it for this purpose only.
`,
    },
    reminders: [
      {
        subject: 'Reminder: objection to prospecting (our reference {number})',
        body: `Hello,

On {sentOn} we sent you objections to prospecting, our reference {number}. We have no answer yet for:

{references}

{answer}
`,
      },
      {
        subject: 'Second reminder: objection to prospecting (our reference {number})',
        body: `Hello,

On {sentOn} we sent you objections to prospecting, our reference {number}, and reminded you once. We still have no answer for:

{references}

{answer}

Without an answer 30 days after our first mail they are shown as unconfirmed in our records of your deliveries.
`,
      },
    ],
    page: 'Please say on this page, line by line, what you did. The people concerned are shown there. The link does not expire; keep it to yourselves:\n{url}',
    reply: 'Please answer this mail and say, reference by reference, what you did.',
  },
  fr: {
    notice: {
      subject: 'Opposition à la prospection : {count} à appliquer (notre référence {number})',
      body: `Bonjour,

Des personnes dont nous tenons les données de vous s'opposent à la prospection. Merci de ne plus nous les fournir et de les supprimer de votre côté comme le prévoit votre contrat : {count}, notre référence {number}.

{references}

{answer}

Le fichier joint suppression.json les désigne pour vos systèmes : notre référence, SHA-256 de l'adresse (sans espaces, en minuscules), canaux, jour de l'opposition. Une empreinte est une donnée personnelle : ne l'utilisez qu'à cette fin.
`,
    },
    reminders: [
      {
        subject: 'Rappel : opposition à la prospection (notre référence {number})',
        body: `Bonjour,

Le {sentOn}, nous vous avons transmis des oppositions à la prospection, notre référence {number}. Nous n'avons pas encore de réponse pour :

{references}

{answer}
`,
      },
      {
        subject: 'Second rappel : opposition à la prospection (notre référence {number})',
        body: `Bonjour,

Le {sentOn}, nous vous avons transmis des oppositions à la prospection, notre référence {number}, puis un rappel. Nous n'avons toujours pas de réponse pour :

{references}

{answer}

Sans réponse 30 jours après notre premier message, elles figurent sans confirmation dans notre suivi de vos livraisons.
`,
      },
    ],
    page: "Merci d'indiquer sur cette page, ligne par ligne, ce que vous avez fait. Les personnes concernées y sont affichées. Le lien n'expire pas ; gardez-le pour vous :\n{url}",
    reply: 'Merci de répondre à ce message en indiquant, référence par référence, ce que vous avez fait.',
  },
}

/** Fills `{name}`; what is not known stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole)
}

/** `1 person`, `3 people`. */
export function people(language: 'fr' | 'en', count: number): string {
  if (language === 'fr') return `${count} personne${count > 1 ? 's' : ''}`
  return `${count} ${count === 1 ? 'person' : 'people'}`
}
