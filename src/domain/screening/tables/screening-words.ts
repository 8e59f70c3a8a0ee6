import type { FaultCode } from '../../objections/objection-entry.ts'
import type { ScreeningColumn } from './list-columns.ts'
import { emailHeadings, mobileHeadings, phoneHeadings } from '../../objections/tables/heading-words.ts'
import { refusalHeadings } from '../../objections/tables/refusal-words.ts'
import type { DeclaredKind } from '../../sources/tables/source-kinds.ts'

/**
 * Headings of lists of prospects in French, English, German, Spanish, Italian and Dutch, in lower case without accents
 * and signs.
 */
export const screeningHeadings: Readonly<Record<ScreeningColumn, readonly string[]>> = {
  email: emailHeadings, phone: phoneHeadings, mobile: mobileHeadings, ...refusalHeadings,
  firstName: ['prenom', 'prenoms', 'first name', 'firstname', 'given name', 'forename', 'vorname', 'vornamen', 'nombre', 'nombre de pila', 'primer nombre', 'nome', 'nome di battesimo', 'voornaam'],
  lastName: ['nom', 'nom de famille', 'last name', 'lastname', 'surname', 'family name', 'nachname', 'familienname', 'zuname', 'apellido', 'apellidos', 'primer apellido', 'cognome', 'achternaam', 'familienaam'],
  fullName: ['nom complet', 'nom et prenom', 'nom prenom', 'prenom nom', 'prenom et nom', 'full name', 'fullname', 'name', 'contact name', 'contact', 'person', 'personne', 'nom du contact', 'interlocuteur', 'vollstandiger name', 'vor und nachname', 'vorname nachname', 'ansprechpartner', 'nombre completo', 'nombre y apellidos', 'nombre y apellido', 'persona de contacto', 'nome completo', 'nome e cognome', 'nominativo', 'referente', 'naam', 'volledige naam', 'contactpersoon'],
  company: [
    'societe', 'entreprise', 'raison sociale', 'nom de la societe', 'nom de l entreprise', 'nom societe', 'nom entreprise', 'organisation', 'organisme', 'etablissement', 'enseigne', 'compte', 'company', 'company name', 'account', 'account name', 'organization', 'organisation name', 'organization name', 'employer', 'business name', 'firm',
    'firma', 'firmenname', 'unternehmen', 'unternehmensname', 'organisationsname', 'empresa', 'nombre de la empresa', 'nombre empresa', 'razon social', 'sociedad', 'compania', 'azienda', 'nome azienda', 'ragione sociale', 'societa', 'nome societa', 'impresa', 'nom du compte', 'name des unternehmens', 'name der firma', 'accountname', 'organization 1 name', 'bedrijf', 'bedrijfsnaam', 'naam bedrijf', 'organisatie', 'werkgever'
  ],
  jobTitle: [
    'fonction', 'poste', 'titre', 'intitule de poste', 'intitule du poste', 'intitule de fonction', 'titre du poste', 'metier', 'profession', 'emploi', 'job title', 'jobtitle', 'job', 'title', 'position', 'role', 'job role', 'occupation', 'job function',
    'berufsbezeichnung', 'funktion', 'stelle', 'stellenbezeichnung', 'jobtitel', 'beruf', 'cargo', 'puesto', 'puesto de trabajo', 'titulo', 'profesion', 'funcion', 'ruolo', 'qualifica', 'posizione', 'mansione', 'titolo', 'professione', 'funzione', 'carica', 'poste occupe', 'designation', 'organization title', 'organization 1 title', 'functie', 'functietitel', 'functienaam', 'beroep'
  ],
  country: ['pays', 'code pays', 'pays code', 'country', 'country code', 'country region', 'country iso', 'nation', 'land', 'landercode', 'land code', 'pais', 'codigo pais', 'codigo de pais', 'paese', 'codice paese', 'nazione', 'stato estero', 'pays region', 'pays region bureau', 'pays territoire', 'pays adresse', 'adresse pays', 'pays d envoi', 'pays de correspondance', 'country territory', 'mailing country', 'address country', 'address 1 country region', 'mailing country territory', 'land region', 'postanschrift land', 'pais region', 'paese regione', 'landcode'],
  legalForm: ['forme juridique', 'statut juridique', 'categorie juridique', 'nature juridique', 'code juridique', 'legal form', 'legal status', 'legal structure', 'company type', 'business type', 'rechtsform', 'gesellschaftsform', 'forma juridica', 'tipo de sociedad', 'forma giuridica', 'natura giuridica', 'tipo societa', 'rechtsvorm'],
  headcount: ['effectif', 'effectifs', 'nombre de salaries', 'nb salaries', 'salaries', 'employees', 'headcount', 'number of employees', 'employee count', 'company size', 'staff', 'mitarbeiter', 'mitarbeiterzahl', 'anzahl mitarbeiter', 'empleados', 'numero de empleados', 'plantilla', 'dipendenti', 'numero dipendenti', 'numero di dipendenti', 'addetti', 'no of employees', 'aantal medewerkers', 'aantal werknemers', 'medewerkers', 'werknemers'],
  sourceKind: ['type de source', 'nature de la source', 'nature source', 'type source', 'source kind', 'source type', 'kind of source', 'lead source type', 'art der quelle', 'quellenart', 'tipo de fuente', 'tipo di fonte', 'soort bron', 'type bron'],
  sourceName: ['source', 'source name', 'nom de la source', 'origine', 'origine du contact', 'provenance', 'lead source', 'leadsource', 'original source', 'origin', 'data source', 'quelle', 'herkunft', 'datenquelle', 'fuente', 'origen', 'procedencia', 'fonte', 'provenienza', 'fonte dati', 'origine de la piste', 'leadquelle', 'bron', 'herkomst'],
  broker: ['courtier', 'fournisseur', 'fournisseur de donnees', 'vendeur', 'loueur', 'broker', 'data broker', 'data provider', 'provider', 'vendor', 'supplier', 'list owner', 'adresshandler', 'datenlieferant', 'datenanbieter', 'anbieter', 'lieferant', 'proveedor', 'proveedor de datos', 'fornitore', 'fornitore dati', 'fornitore di dati', 'leverancier', 'databroker'],
  obtainedOn: [
    'date de collecte', 'date collecte', 'collecte le', 'collectee le', 'obtenu le', 'obtenue le', 'date d obtention', 'date d acquisition', 'recu le', 'recueilli le', 'date de recueil', 'collected on', 'collected at', 'collection date', 'date collected', 'obtained on', 'obtained at', 'date obtained', 'acquired on', 'acquisition date', 'opt in date', 'captured at',
    'erhoben am', 'erhebungsdatum', 'erfasst am', 'erfassungsdatum', 'fecha de recogida', 'fecha de obtencion', 'fecha de captacion', 'recogido el', 'data di raccolta', 'data raccolta', 'raccolto il', 'data di acquisizione', 'ottenuto il', 'verkregen op', 'verzameld op', 'datum verkregen', 'verzameldatum'
  ],
}

/**
 * What people write for a kind of source (docs/reference/law.md#c), without accents and signs. A word with two meanings
 * is not here: it would be a guess about where data came from.
 */
export const sourceKindWords: Readonly<Record<string, DeclaredKind>> = {
  formulaire: 'C1', 'formulaire web': 'C1', 'formulaire du site': 'C1', 'formulaire de contact': 'C1', 'formulaire propre': 'C1', 'formulaire de notre site': 'C1', 'our web form': 'C1', form: 'C1', 'web form': 'C1', 'own form': 'C1', 'contact form': 'C1', 'online form': 'C1', formular: 'C1', kontaktformular: 'C1', webformular: 'C1', formulario: 'C1', 'formulario web': 'C1', 'formulario de contacto': 'C1', modulo: 'C1', 'modulo web': 'C1', 'modulo di contatto': 'C1',
  'carte de visite': 'C2', 'business card': 'C2', visitenkarte: 'C2', 'tarjeta de visita': 'C2', 'tarjeta': 'C2', 'biglietto da visita': 'C2',
  'de vive voix': 'C3', oral: 'C3', 'appel entrant': 'C3', 'by word of mouth': 'C3', spoken: 'C3', 'inbound call': 'C3', 'in person': 'C3', mundlich: 'C3', 'de viva voz': 'C3', 'a voce': 'C3',
  salon: 'C4', 'salon professionnel': 'C4', foire: 'C4', questionnaire: 'C4', 'salon ou questionnaire': 'C4', 'trade show': 'C4', tradeshow: 'C4', 'trade fair': 'C4', 'trade show or questionnaire': 'C4', messe: 'C4', fachmesse: 'C4', feria: 'C4', fiera: 'C4',
  client: 'C5', 'client existant': 'C5', customer: 'C5', 'existing customer': 'C5', kunde: 'C5', bestandskunde: 'C5', cliente: 'C5',
  recommandation: 'C6', parrainage: 'C6', referral: 'C6', recommendation: 'C6', empfehlung: 'C6', recomendacion: 'C6', referido: 'C6', segnalazione: 'C6', raccomandazione: 'C6',
  courtier: 'C7', 'fichier achete': 'C7', 'fichier loue': 'C7', 'liste achetee': 'C7', 'achat de fichier': 'C7', 'location de fichier': 'C7', 'base achetee': 'C7', broker: 'C7', 'data broker': 'C7', 'purchased list': 'C7', 'bought list': 'C7', 'rented list': 'C7', purchased: 'C7', adresshandler: 'C7', 'gekaufte liste': 'C7', 'lista comprada': 'C7', 'lista alquilada': 'C7', 'lista acquistata': 'C7', 'lista noleggiata': 'C7',
  scraping: 'C8', scraped: 'C8', scraper: 'C8', 'web scraping': 'C8', robot: 'C8', crawler: 'C8', moissonnage: 'C8', crawling: 'C8',
  'relevee a la main': 'C9', 'releve a la main': 'C9', 'recherche manuelle': 'C9', 'looked up by hand': 'C9', 'manual look up': 'C9', 'manual lookup': 'C9', 'manuelle recherche': 'C9', 'busqueda manual': 'C9', 'ricerca manuale': 'C9',
  enrichissement: 'C10', enrichie: 'C10', devinee: 'C10', 'devinee ou enrichie': 'C10', enrichment: 'C10', enriched: 'C10', guessed: 'C10', 'guessed or enriched': 'C10', anreicherung: 'C10', angereichert: 'C10', enriquecimiento: 'C10', arricchimento: 'C10',
  'registre public': 'C11', registre: 'C11', sirene: 'C11', infogreffe: 'C11', 'public register': 'C11', 'company register': 'C11', handelsregister: 'C11', 'registro mercantil': 'C11', 'registro imprese': 'C11', 'registro publico': 'C11', 'registro pubblico': 'C11',
  'base rachetee': 'C12', 'societe rachetee': 'C12', 'acquired base': 'C12', 'acquired company': 'C12', merger: 'C12', fusion: 'C12',
  partenaire: 'C14', partenariat: 'C14', 'societe soeur': 'C14', filiale: 'C14', 'autre societe': 'C14', partner: 'C14', 'another company': 'C14', 'sister company': 'C14', partnerfirma: 'C14', socio: 'C14',
}

/** Why a row was not judged, for the person who opens the refused file. */
export const rowFaultTexts: Readonly<Record<FaultCode, { fr: string; en: string }>> = {
  address: { fr: 'n’est pas une adresse complète', en: 'is not a complete address' }, hidden: { fr: 'contient un caractère invisible', en: 'holds a character that cannot be seen' }, 'two-addresses': { fr: 'donne deux adresses', en: 'names two addresses' },
  nobody: { fr: 'aucune adresse ni aucun numéro : la ligne ne peut être comparée aux oppositions', en: 'no address and no number: the row cannot be compared with the opt-outs' }, number: { fr: 'n’est pas un numéro de téléphone', en: 'is not a phone number' }, 'no-country': { fr: 'est un numéro sans pays', en: 'is a number without a country' }, country: { fr: 'n’est pas un pays connu', en: 'is not a country we know' },
  future: { fr: 'est à venir', en: 'is in the future' }, date: { fr: 'n’est pas une date telle que 25/11/2026', en: 'is not a date such as 25/11/2026' }, channel: { fr: 'ne nomme aucun canal', en: 'names no channel' }, kind: { fr: 'ne nomme aucun type déclaré', en: 'names no declared kind' }, invalid: { fr: 'est trop long ou illisible', en: 'is too long or cannot be read' },
  source: { fr: 'ne nomme aucun type de source', en: 'names no kind of source' }, cells: { fr: 'plus de cellules qu’en ligne 1 : les colonnes sont décalées', en: 'more cells than row 1: the columns are shifted' }, 'yes-or-no': { fr: 'ne dit ni oui ni non', en: 'says neither yes nor no' }, 'no-no': { fr: 'dit que cette personne n’a pas dit non', en: 'says that this person did not say no' },
}
