import { list } from '../../app/tables/word-list.ts'

const set = (words: string): ReadonlySet<string> => new Set(list(words))

/** Words of a phone field's label, in six languages, in plain form. */
export const phoneWords = {
  private: set(`
  perso personnel personnelle domicile maison prive privee home private personal privat privatnummer personlich persoenlich casa particular personale privato privata abitazione thuis emergency urgence
  notfall emergencia emergenza nood conjoint spouse
`),
  direct: set(`
  direct directe directs dd ddi did directdial directline sda selection durchwahl durchwahlnummer dw direktwahl direkt direktnummer directo directa diretto diretta doorkies doorkiesnummer doorkiesnr
  rechtstreeks rechtstreekse extension ext poste nebenstelle interno toestel bezposredni bureaudirect lignedirecte monsieur madame mme mlle mr mrs ms herr frau signor signora senor senora mevrouw
  meneer
`),
  mobile: set('mobile mobiles portable port gsm cell cellular cellphone handy mobil mobilnummer mobiltelefon movil celular cellulare mobiel mobieltje natel whatsapp sms'),
  fax: set('fax telecopie telecopieur telefax telefaxnummer'),
  switchboard: set(`
  standard std shared partage partagee commun commune collectif gemeinsam compartido condiviso gedeeld standardtelephonique accueil siege societe entreprise organisation organization etablissement
  company corporate corp switchboard reception main hq headquarters headoffice head general generale zentrale zentral zentralnummer telefonzentrale firma firmennummer unternehmen hauptnummer hauptsitz
  empfang
    central centralita empresa compania recepcion sede centralino azienda ditta societa centrale hoofdnummer hoofdkantoor algemeen receptie onthaal bedrijf organisatie centrala recepcja callcenter callcentre hotline helpdesk`),
  shop: set('boutique magasin shop store storefront shopfront comptoir laden geschaft geschaeft filiale tienda mostrador negozio winkel sklep'),
  /** Say that it is a phone, and at work, but not whose: the person's desk or the company's entrance. */
  neutral: set(`
  telephone telephones tel phone phones number numbers numero nummer no num line ligne fixe fixed landline festnetz bureau office work working business pro professionnel professionnelle geschaftlich
  geschaeftlich dienstlich arbeit buro buero telefon telefono telefoon telefoonnummer telefonnummer rufnummer trabajo oficina
  lavoro ufficio werk zakelijk kantoor vast fijo fisso contact contacts info other autre sonstige primary principal principale preferred default secondary us uk site mail client cliente clients
  customer kunde kunden klant kontakt contacto contatto candidat candidate user usuario account member membre partner lead prospect billing shipping delivery order emploi job jobs list form web
  internet international national local fr de es it nl be
`),
}

/**
 * Where the numbering plan keeps mobiles, by the first digits after the plus sign. Numbers in ranges that no
 * operator has been given have no type in the phone library, and an unused mobile range is still a mobile range.
 */
  export const mobilePrefixes: readonly string[] = ['336', '337', '447', '4915', '4916', '4917', '346', '347', '393', '316', '3245', '3246', '3247', '3248', '3249', '417', '4365', '4366', '4367',
  '4368', '4369', '3519', '3538', '3526', '467', '4540', '474', '479', '35840', '35850', '485', '486', '487', '488']

/** Fields are also called mobilephone or Direktnummer: what stands before these endings is a word as well. */
export const phoneEndings: readonly string[] = ['phone', 'number', 'nummer', 'telefon', 'telefoon', 'line']
