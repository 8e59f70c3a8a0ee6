/**
 * What a field asks for, by its name and label in plain form (docs/reference/law.md#j1). The first that fits wins, so
 * narrow ones stand first. `nature`: `never` belongs in no prospecting form; `private` is about the person at home;
 * `ask` needs a reason.
 */
export const fieldKinds = [
  ['nationalId', /securite sociale|numero fiscal|n[°o]? ?(de )?secu|\bnir\b|passeport|passport|carte d'identite|piece d'identite|social security|\bssn\b|national (id|insurance)|personalausweis|ausweisnummer|sozialversicherung|steuer-?id|\bdni\b|\bnif\b|numero de identidad|codice fiscale|carta d'identita|\bbsn\b|burgerservicenummer/u, 'never'],
  ['health', /sante|handicap|maladie|allergi|medical|medecin|grossesse|health|disab|illness|disease|pregnan|krankheit|gesundheit|behinderung|schwanger|groupe sanguin|blood|\bsalud\b|discapacidad|\bsalute\b|disabilita|gezondheid/u, 'never'],
  ['religion', /religion|confession|croyance|konfession|glauben|religione|geloof\b/u, 'never'],
  ['politics', /opinion politique|parti politique|syndica|political|trade union|union member|gewerkschaft|politisch/u, 'never'],
  ['origin', /origine (ethnique|raciale)|ethnic|\brace\b|herkunft|hautfarbe/u, 'never'],
  ['orientation', /orientation sexuelle|sexual/u, 'never'],
  ['offences', /casier judiciaire|condamnation|criminal record|conviction|vorstraf/u, 'never'],
  ['birth', /\bnee?\s+le\b|naissance|birth ?(day|date)?|\bdob\b|geburt|\bage\b(?!nt)|votre age|alter\b|birthday|anniversaire|nacimiento|\bedad\b|nascita|geboorte|leeftijd/u, 'private'],
  ['family', /situation (familiale|maritale|matrimoniale)|etat civil|marital|marie\(e\)|enfants|children|familienstand|kinder|foyer|household|estado civil|\bhijos\b|stato civile|\bfigli\b|burgerlijke staat|kinderen/u, 'private'],
  ['income', /revenus?\b|salaire|remuneration|income|salary|gehalt|einkommen|ingresos|\breddito|stipendio|inkomen|salaris/u, 'private'],
  ['bank', /\biban\b|\bbic\b|carte bancaire|numero de carte|credit card|card number|kreditkarte|kontonummer|bankverbindung/u, 'private'],
  ['home', /(adresse|telephone|numero|mail|e-mail) (personnel|prive|privee|du domicile)|domicile|home (address|phone)|private (address|phone|e?mail)|private? ?(anschrift|adresse|telefon|handynummer)|privatadresse|privatanschrift/u, 'private'],
  ['nationality', /nationalite|nationality|staatsangehorigkeit|lieu de naissance|nacionalidad|nazionalita|nationaliteit|lugar de nacimiento/u, 'private'],
  ['civility', /civilite|\bgender\b|\bsexe?\b|genre|salutation|\banrede|geschlecht|titre de civilite|tratamiento\b|\btitolo\b|aanhef|geslacht/u, 'ask'],
  ['email', /e-?mail|courriel|adresse electronique|\bmail\b|_mail|mail_|correo/u, 'usual'],
  ['phone', /telephon|telefon|\btel\b|phone|portable|mobile?|handy|gsm|\bcell\b|rufnummer|whatsapp|telefoo|contact number|daytime number|numero (de contact|ou vous joindre)|\bmovil\b|cellulare/u, 'phone'],
  ['street', /adresse|address|strasse|\brue\b|street|anschrift|hausnummer|direccion|indirizzo|\badres\b|straat/u, 'street'],
] as const

export type FieldNature = 'never' | 'private' | 'ask' | 'usual' | 'phone' | 'street' | 'other'

/** Names of traps for robots and of controls that hold no data of a person. */
export const noData = /captcha|honeypot|csrf|_token|utm_|g-recaptcha|turnstile|^url$|leave.?(this|blank)|ne pas remplir/u
