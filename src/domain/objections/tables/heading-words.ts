/**
 * Headings of columns that hold an address or a number, in French, English, German, Spanish, Italian and Dutch, in
 * lower case without accents and signs.
 */
export const emailHeadings: readonly string[] = [
  'e mail', 'email', 'mail', 'courriel', 'mel', 'emails', 'email address', 'e mail address', 'mail address', 'adresse e mail', 'adresse email', 'adresse mail', 'adresse courriel', 'adresse electronique', 'adresse de messagerie', 'messagerie', 'email id',
  'e mail adresse', 'email adresse', 'mailadresse', 'emailadresse', 'mail adresse', 'correo', 'correo electronico', 'direccion de correo', 'direccion de correo electronico', 'direccion email', 'posta elettronica', 'indirizzo e mail', 'indirizzo email', 'indirizzo mail', 'indirizzo di posta elettronica', 'email 1', 'e mail 1',
  'emails address', 'email addresses', 'e mail addresses', 'adresses e mail', 'adresses email', 'direccion de e mail', 'e mailadres', 'emailadres', 'mailadres', 'e mail adres', 'email adres',
]

export const phoneHeadings: readonly string[] = [
  'phone', 'phone number', 'telephone', 'telephone number', 'tel', 'tel number', 'numero', 'numero de telephone', 'no tel', 'no de telephone', 'n tel', 'n de telephone', 'telephone fixe', 'fixe', 'ligne directe', 'tel fixe', 'tel direct', 'direct line', 'direct phone', 'direct dial', 'landline', 'standard', 'switchboard', 'office phone', 'company phone',
  'telefon', 'telefonnummer', 'rufnummer', 'tel nr', 'telefon nr', 'festnetz', 'durchwahl', 'telefono', 'numero de telefono', 'telefono fijo', 'tel fijo', 'numero di telefono', 'telefono fisso', 'tel fisso', 'phone 1', 'tel 1', 'telephone 1',
  'phones', 'direct phone number', 'landline number', 'telephone bureau', 'tel bureau', 'festnetznummer', 'telefoon', 'telefoonnummer', 'telefoon nummer', 'vaste telefoon', 'vast nummer', 'doorkiesnummer',
]

export const mobileHeadings: readonly string[] = [
  'mobile', 'mobile phone', 'mobile number', 'mobile phone number', 'cell', 'cell phone', 'cellphone', 'portable', 'tel portable', 'telephone portable', 'telephone mobile', 'tel mobile', 'gsm', 'numero de portable', 'handy', 'handynummer', 'mobil', 'mobiltelefon', 'mobilnummer', 'movil', 'telefono movil', 'celular', 'cellulare', 'telefono cellulare', 'numero di cellulare',
  'numero mobile', 'telephones portables', 'mobiltelefonnummer', 'mobilfunk', 'mobilfunknummer', 'numero de movil', 'mobiel', 'mobiele telefoon', 'mobiel nummer', 'mobiele nummer', 'mobielnummer', 'gsm nummer', 'sms', 'whatsapp',
]

/** Words beside the one that says what a column holds: "Business e-mail of the contact", "Tél. professionnel". */
export const headingNoise: ReadonlySet<string> = new Set([
  'contact', 'contacts', 'person', 'personne', 'persona', 'kontakt', 'contatto', 'contacto', 'lead', 'prospect', 'pro', 'prof', 'professionnel', 'professionnelle', 'profesional', 'professionale', 'work', 'business', 'corporate', 'geschaftlich', 'geschaftliche', 'dienstlich', 'aziendale', 'laboral', 'trabajo',
  'primary', 'principal', 'principale', 'main', 'haupt', 'du', 'de', 'des', 'd', 'la', 'le', 'l', 'der', 'die', 'das', 'des', 'del', 'della', 'dell', 'di', 'el', 'il', 'of', 'the', 'your', 'votre', 'personnel', 'nominatif', 'nominative', 'verified', 'valid', 'verifie',
  'zakelijk', 'zakelijke', 'van', 'het', 'required', 'compulsory', 'obligatoire', 'requis', 'pflichtfeld', 'obligatorio', 'obbligatorio', 'verplicht',
])

/**
 * Words that tell one address or number of a person from another one: "E-mail 2", "Autre téléphone", "Private Nummer".
 */
export const whichOne: ReadonlySet<string> = new Set([
  '1', '2', '3', '4', '5', 'value', 'second', 'seconde', 'secondary', 'additional', 'other', 'alternate', 'alternative', 'personal', 'private', 'home', 'direct', 'office', 'hq', 'perso', 'prive', 'privee', 'domicile', 'directe', 'bureau', 'autre', 'autres', 'secondaire', 'secondaires', 'supplementaire', 'supplementaires',
  'zweite', 'weitere', 'andere', 'privat', 'private', 'zusatzliche', 'buro', 'otro', 'otra', 'secundario', 'adicional', 'personales', 'altro', 'altra', 'secondario', 'secondaria', 'privato', 'privata', 'ufficio', 'tweede', 'ander', 'extra', 'thuis', 'kantoor',
])
