interface Reason {
  nature: 'personal' | 'generic'
  /** Row of docs/reference/law.md#a. */
  rule: `A${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 15}`
  fr: string
  en: string
}

/** Why an address is personal or generic: the row that says so and one sentence for a screen. */
export const addressReasons = {
  'role-mailbox': { nature: 'generic', rule: 'A1', fr: 'Adresse d’un service, aucune personne n’y est nommée', en: 'Mailbox of a service that names nobody' },
  'company-name': { nature: 'generic', rule: 'A1', fr: 'Adresse au nom de l’entreprise', en: 'Mailbox in the company’s name' },
  'first-and-last-name': { nature: 'personal', rule: 'A2', fr: 'Prénom et nom dans l’adresse', en: 'First and last name in the address' },
  'part-of-name': { nature: 'personal', rule: 'A3', fr: 'Nom, prénom ou initiale dans l’adresse', en: 'A name or an initial in the address' },
  initials: { nature: 'personal', rule: 'A3', fr: 'Initiales dans l’adresse', en: 'Initials in the address' },
  'role-with-name': { nature: 'personal', rule: 'A3', fr: 'Un service suivi de ce qui peut être un nom', en: 'A service followed by what may be a name' },
  'role-on-named-record': { nature: 'personal', rule: 'A4', fr: 'Adresse d’un service, mais la fiche nomme une personne', en: 'Mailbox of a service, but the record names a person' },
  'function-mailbox': { nature: 'generic', rule: 'A5', fr: 'Adresse d’une fonction dont le titulaire n’est pas connu', en: 'Mailbox of a function whose holder is not known' },
  'function-of-known-person': { nature: 'personal', rule: 'A5', fr: 'Adresse d’une fonction dont le titulaire est connu', en: 'Mailbox of a function whose holder is known' },
  'one-person-business': { nature: 'personal', rule: 'A6', fr: 'L’entreprise est une seule personne', en: 'The business is one person' },
  'business-on-private-mailbox': { nature: 'personal', rule: 'A6', fr: 'Petite entreprise sur une messagerie personnelle', en: 'Small business on a private mailbox' },
  'company-named-after-person': { nature: 'personal', rule: 'A7', fr: 'L’entreprise porte le nom d’une personne', en: 'The company carries a person’s name' },
  'disposable-mailbox': { nature: 'personal', rule: 'A15', fr: 'Adresse jetable : on ignore qui est derrière', en: 'Throw-away address: nobody knows who stands behind it' },
  'unknown-word': { nature: 'personal', rule: 'A15', fr: 'Adresse que l’on ne sait pas lire, traitée comme personnelle', en: 'Address that cannot be read, treated as personal' },
} as const satisfies Readonly<Record<string, Reason>>

/** Why a phone number is personal or generic. */
export const phoneReasons = {
  'one-person-business': addressReasons['one-person-business'],
  'company-named-after-person': addressReasons['company-named-after-person'],
  switchboard: { nature: 'generic', rule: 'A8', fr: 'Standard ou numéro général de l’entreprise', en: 'Switchboard or general number of the company' },
  department: { nature: 'generic', rule: 'A8', fr: 'Numéro d’un service', en: 'Number of a department' },
  'company-line': { nature: 'generic', rule: 'A8', fr: 'Numéro fixe de l’entreprise, aucune personne n’est nommée', en: 'Fixed line of the company, with no person named' },
  'several-holders': { nature: 'generic', rule: 'A8', fr: 'Numéro fixe porté par plusieurs personnes', en: 'Fixed number that several people carry' },
  'service-number': { nature: 'generic', rule: 'A8', fr: 'Numéro vert ou surtaxé, celui d’un service', en: 'Freephone or special rate number, that of a service' },
  fax: { nature: 'generic', rule: 'A8', fr: 'Télécopieur de l’entreprise', en: 'Fax machine of the company' },
  'shop-phone': { nature: 'personal', rule: 'A9', fr: 'Téléphone d’un petit commerce, souvent celui du gérant', en: 'Phone of a small shop, often the owner’s' },
  mobile: { nature: 'personal', rule: 'A10', fr: 'Numéro de mobile', en: 'Mobile number' },
  'direct-line': { nature: 'personal', rule: 'A10', fr: 'Ligne directe ou poste', en: 'Direct line or extension' },
  'private-line': { nature: 'personal', rule: 'A10', fr: 'Ligne privée', en: 'Private line' },
  'unlabelled-number': { nature: 'personal', rule: 'A15', fr: 'Rien ne dit à qui est ce numéro, traité comme personnel', en: 'Nothing says whose number this is, treated as personal' },
  'unreadable-number': { nature: 'personal', rule: 'A15', fr: 'Numéro illisible, traité comme personnel', en: 'Unreadable number, treated as personal' },
} as const satisfies Readonly<Record<string, Reason>>
