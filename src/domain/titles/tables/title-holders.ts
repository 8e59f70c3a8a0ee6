import type { JobFunction } from './job-titles.ts'

/** Phrases, apart by `|`. Masculine singular, no accents; little words such as "de" or "of" may be left out or not. */
export type Phrases = string
/**
 * English puts the head last ("IT buyer"), the others put it first ("acheteur informatique"): the reader needs to know.
 */
export type ByOrder = Readonly<{ english: Phrases; other: Phrases }>

/** What programs are written in or for. A developer of anything else may develop land, projects or talents. */
const codes = 'web|mobile|front|frontend|backend|front end|back|back end|full stack|fullstack|java|jee|php|net|dot net|python|js|javascript|typescript|react|react native|angular|node|vue|c|sql|ruby|go|scala|kotlin|cobol|abap|symfony|drupal|wordpress|magento|shopify|sharepoint|oracle|android|ios|jeux|jeux video|game|games|unity|cloud|embedded|api|blockchain|ia|ai|crm|erp|odoo|application|applications'.split('|')
const developers = ['developpeur', 'desarrollador', 'sviluppatore', 'ontwikkelaar']

/** Heads of a function. Their assistants work in administration, whatever the head does. */
export const chiefs: Readonly<Partial<Record<JobFunction, Phrases>>> = {
  management:
    'directeur general|directeur general adjoint|directeur general delegue|direction generale|dg|dgd|pdg|president directeur general|president du directoire|president fondateur|president executif|presidence|cogerant|gerant associe|associe gerant|gerant majoritaire|gerant minoritaire|dirigeant|chef d entreprise|fondateur|cofondateur|associe fondateur|directeur fondateur|directeur de filiale|directeur de site|patron|proprietaire gerant|' +
    'representant legal|representante legal|legale rappresentante|rappresentante legale|gesetzlicher vertreter|mandataire social|wettelijk vertegenwoordiger|administrateur gerant|director general|ceo|chief executive officer|chief executive|chief exec|managing director|general manager|founder|cofounder|founding partner|managing partner|business owner|company owner|company director|chief operating officer|chief operations officer|country manager|country director|site director|executive chairman|managing member|owner manager|owner operator|' +
    'geschaftsfuhrer|geschaftsf gesellschafter|gf gesellschafter|gesellschafter gf|geschaftsf|gesch fuhrer|alleinvorstand|geschaftsfuhrung|geschaftsleitung|geschaftsleiter|geschaftsinhaber|geschaftsfuhrender gesellschafter|gesellschafter geschaftsfuhrer|gesellschaftergeschaftsfuhrer|alleingeschaftsfuhrer|firmenchef|firmeninhaber|inhaber|alleininhaber|mitinhaber|grunder|mitgrunder|vorstand|vorstands|vorstandsvorsitzender|vorstandsvorsitz|vorstandsmitglied|vorstandssprecher|generaldirektor|standortleiter|standortleitung|unternehmer|firmengrunder|' +
    'director gerente|gerente general|administrador unico|bedrijfsleider|prezes|prezes zarzadu|gerant de restaurant|gerant de magasin|consejero delegado|fundador|cofundador|amministratore delegato|amministratore unico|direttore generale|titolare|fondatore|algemeen directeur|directeur eigenaar|eigenaar|oprichter|bedrijfsleider eigenaar|zaakvoerder|dga directeur grootaandeelhouder',
  it: 'dsi|rsi|cio|cto|dsin|drsi|chief information officer|chief technology officer|chief technical officer|chief digital information officer|directeur des systemes d information',
  purchasing: 'chief procurement officer|chief purchasing officer',
  finance: 'daf|raf|cfo|drf|chief financial officer|chief finance officer|chief accounting officer|finanzvorstand|kaufmannischer leiter|kaufmannische leitung|kaufmannischer direktor|kaufmannischer geschaftsfuhrer|kaufm leiter|kfm leiter|kaufm leitung|kfm leitung',
  hr: 'drh|rrh|chro|chief human resources officer|chief people officer|chief hr officer|hrd|personalvorstand|arbeitsdirektor',
  marketing: 'cmo|chief marketing officer|chief brand officer|dmk',
  sales: 'chief revenue officer|chief commercial officer|vertriebsvorstand|dir co|directeur co',
  logistics: 'chief logistics officer',
  quality: 'chief quality officer|rq',
  legal: 'chief legal officer',
  research: 'chief innovation officer|chief scientific officer|chief research officer',
  service: 'chief customer officer|chief customer success officer',
  data: 'cdao|chief data officer|chief analytics officer|chief data analytics officer',
}

/** Trades: words that say the function by themselves, whatever stands beside them ("IT buyer" buys). */
export const titleTrades: Readonly<Partial<Record<JobFunction, ByOrder>>> = {
  management: { english: '', other: '' },
  it: {
    english:
      'it scrum master|data center technician|sysadmin|it admin|crm admin|salesforce admin|system administrator|systems administrator|network administrator|network engineer|network manager|systems analyst|system analyst|computer programmer|web administrator|system engineer|software engineer|software developer|software architect|web developer|frontend developer|backend developer|full stack developer|fullstack developer|fullstack|programmer|devops|devops engineer|devops manager|site reliability engineer|sre|cloud engineer|cloud architect|database administrator|dba|solutions architect it|enterprise architect|helpdesk manager|helpdesk technician|helpdesk agent|service desk manager|service desk lead|service desk analyst|infrastructure engineer|infrastructure manager|salesforce administrator|salesforce developer|crm administrator|' + codes.map((code) => `${code} developer|developer ${code}`).join('|'),
    other:
      codes.flatMap((code) => developers.map((developer) => `${developer} ${code}`)).join('|') + '|developpeur data|developpeur bi|' +
      'amministratore di sistema|amministratore sistemi|ingenieur telecom|ingenieur telecoms|ingenieur telecommunications|technicien telecom|ingenieur etudesdeveloppement|administrateur bdd|lead dev|lead tech|dev full stack|dev fullstack|dev web|dev mobile|dev back|dev front|dev backend|dev frontend|dev java|dev php|responsable service info|administrateur systeme|administrateur systemes|administrateur reseau|administrateur reseaux|administrateur systemes reseaux|admin systeme|admin systemes|admin sys|admin reseau|administrateur infrastructure|administrateur infrastructures|administrateur base donnees|administrateur bases donnees|ingenieur systeme|ingenieur systemes|ingenieur reseau|ingenieur reseaux|technicien reseau|technicien reseaux|technicien systeme|technicien systemes|responsable infrastructure|responsable infrastructures|responsable infra|responsable reseau informatique|responsable securite information|architecte logiciel|architecte si|architecte cloud|architecte reseau|architecte systemes|architecte applicatif|informaticien|ingenieur logiciel|ingenieur informatique|analyste programmeur|' +
      'fachinformatiker|informatiker|wirtschaftsinformatiker|systemadministrator|systemadmin|administrator it|programmierer|softwareentwickler|webentwickler|softwarearchitekt|systemingenieur|netzwerktechniker|softwareingenieur|anwendungsentwickler|programador|informatico|programmatore|sistemista|softwareontwikkelaar|systeembeheerder|applicatiebeheerder',
  },
  purchasing: { english: 'purchaser|category buyer|commodity manager|procurement category manager|purchasing category manager|category manager procurement|category manager purchasing', other: 'kierownik zakupow|acheteur|category manager achats|category manager achat|approvisionneur acheteur|acheteur approvisionneur|einkaufer|chefeinkaufer|comprador|inkoper|acquirente|buyer senior' },
  production: {
    english: 'press operator|cnc programmer|plant manager|plant director|plant head|factory manager|factory director|production planner|mill manager',
    other: "conducteur de ligne|conducteur de ligne de production|conducteur de presse|directeur d usine|directeur industriel|responsable industriel|chef d atelier|responsable d atelier|chef de fabrication|agent de production|operateur de production|chef d usine|ordonnanceur|directeur des operations industrielles|werkleiter|werksleiter|werkleitung|werksleitung|fabrikleiter|fertigungsmeister|jefe de planta|director de planta|director industrial|direttore di stabilimento|capo reparto produzione|fabrieksmanager",
  },
  finance: {
    english: 'accounts manager|accountant|bookkeeper|finance controller|management accountant|financial analyst|finance analyst|credit manager|cost controller|plant controller|tax accountant|payables accountant|accounts payable|accounts receivable|auditor financial|comptroller',
    other:
      'dyrektor finansowy|ragioniera|comptable|aide comptable|chef comptable|secretaire comptable|controleur de gestion|controleur financier|tresorier|analyste financier|credit manager|fiscaliste|consolideur|' +
      'buchhalter|finanzbuchhalter|bilanzbuchhalter|hauptbuchhalter|debitorenbuchhalter|kreditorenbuchhalter|anlagenbuchhalter|finanzcontroller|contable|contador|ragioniere|contabile|boekhouder|accountant',
  },
  hr: {
    english: 'talent acquisition partner|technical recruiter|hrbp|hr business partner|people partner|people partner hr|hr generalist|sourcer|talent sourcer',
    other: 'recruteur|charge de recrutement|gestionnaire de paie|gestionnaire paie|responsable formation|responsable de formation|directeur formation|directeur de la formation|charge de formation|assistant formation|charge d ingenierie de formation|responsable du personnel|chef du personnel|personalreferent|personaler|personalsachbearbeiter|ausbildungsleiter',
  },
  marketing: {
    english: 'content strategist|seo manager|sem manager|product marketing manager|traffic manager|growth marketer|marketer|copywriter marketing|event marketing manager|media planner|media buyer|campaign manager',
    other: 'charge d etudes marketing|charge d etude marketing|chef de marque|chef de publicite|traffic manager|media planner|responsable acquisition|responsable acquisition digitale|responsable notoriete|responsable crm marketing|responsable contenu marketing|marketeur|mediaberater',
  },
  sales: {
    english:
      'account executive|key account manager|key account executive|kam|sales rep|salesperson|salesman|saleswoman|business developer|biz dev|bizdev|bdm|bdr|sdr|business development representative|business development manager|inside sales|outside sales|presales|presales consultant|pre sales consultant|pre sales engineer|pre sales|area export manager|export director|sales engineer|sales executive|telemarketer',
    other:
      'charge d affaires|responsable d affaires|delegue medical|visiteur medical|chef de secteur|delegado de ventas|verkoopster|developpeur commercial|developpeur d affaires|developpeur business|developpeur clientele|desarrollador de negocio|desarrollador de negocios|sviluppatore commerciale|vendeur|vrp|technico commercial|technicocommercial|tech co|ingenieur d affaires|ingenieur commercial|ingenieur technico commercial|attache commercial|attache technico commercial|delegue commercial|animateur des ventes|chef des ventes|directeur export|responsable export|responsable zone export|leiter export|leitung export|responsabile export|chef de zone export|assistant export|ingenieur avant vente|ingenieur avant ventes|consultant avant vente|responsable avant vente|representant commercial|responsable grands comptes|directeur grands comptes|commercial grands comptes|responsable comptes cles|directeur comptes cles|charge grands comptes|responsable de comptes|ingenieur grands comptes|chef de secteur commercial|televendeur|teleprospecteur|key account manager|' +
      'verkaufer|fachverkaufer|aussendienst|innendienst|vertriebsinnendienst|vertriebsaussendienst|verkaufsberater|vertriebler|gebietsverkaufsleiter|vertriebsbeauftragter|grosskundenbetreuer|buitendienst|rappresentante',
  },
  logistics: {
    english: 'warehouse manager|warehouse supervisor|warehouse operative|dispatcher|fleet manager|storekeeper|freight forwarder|forwarder|shipping manager|distribution manager|distribution director|stock controller|forklift operator',
    other: "chef de quai|magasinier|chef magasinier|chef d entrepot|responsable entrepot|responsable magasin et stocks|responsable expeditions|responsable des expeditions|chef de parc automobile|gestionnaire de flotte|responsable de flotte|agent logistique|logisticien|disponent|lagerleiter|lagerleitung|lagerist|fuhrparkleiter|fuhrparkmanager|versandleiter|spediteur|fachkraft fur lagerlogistik|magazziniere|almacenero|magazijnmedewerker|magazijnchef|expediteur",
  },
  quality: {
    english: 'quality controller|quality inspector|qc manager|qc inspector',
    other: 'qualiticien|qualitatsmanager|qualitatsbeauftragter|qualitatsmanagementbeauftragter|qualitatsprufer|qm beauftragter',
  },
  legal: {
    english: '',
    other: '',
  },
  maintenance: {
    english: 'maintenance technician',
    other: 'technicien de maintenance|agent de maintenance|electromecanicien de maintenance|wartungstechniker|instandhaltungstechniker|instandhaltungsmechaniker',
  },
  research: {
    english: 'engineering manager|engineering director|engineering lead|vp engineering|head engineering|director engineering|vp eng|head eng|r d engineer|research engineer|research scientist|research fellow|design office manager',
    other: 'responsable bureau d etudes|directeur de la recherche|directeur recherche|responsable recherche|responsable be|responsable innovation|directeur innovation|charge d innovation|entwicklungsleiter|konstruktionsingenieur|leitung entwicklung|leiter konstruktion|directeur ingenierie|responsable ingenierie',
  },
  administration: {
    english: 'virtual assistant',
    other: 'asistente de direccion|assistant directeur|secretaire directeur|assistant direction generale|assistant administratif|secretaire|secretaire de direction|secretaire administratif|secretariat|attache de direction|office assistant|management assistant|assistant de gestion|agent administratif|employe administratif|gestionnaire administratif|' +
      'chefsekretar|direktionsassistent|geschaftsleitungsassistent|vorstandsassistent|sekretariat|burokauffrau|kauffrau fur buromanagement|kaufmann fur buromanagement|burokraft|teamassistent|teamassistenz|verwaltungsangestellter|verwaltungsfachangestellter|secretaria|secretario administrativo|directiesecretaresse|managementassistente|administrativo',
  },
  service: {
    english: 'customer support agent|call center agent|call center manager|contact center manager|call centre manager',
    other: "klantenservicemedewerker|conseiller clientele|teleconseiller|conseiller client a distance|responsable centre d appels|responsable centre de contacts|responsable centre relation client|superviseur centre d appels|directeur centre d appels|charge de service clientele|callcenter agent|callcenter leiter|call center leiter",
  },
  data: {
    english: 'data developer|data analyst|data scientist|data architect|data steward|data manager|master data manager|machine learning engineer|ml engineer|bi analyst|bi developer|business intelligence analyst|head analytics|analytics manager|analytics engineer|analytics director',
    other: 'analyste de donnees|datenanalyst|data analyst|data scientist|data manager|data steward|datenmanager|dataminer|statisticien',
  },
}

/**
 * These say a function only when every word beside them is known: "president du jury" and "document controller" do not.
 */
export const alone: Readonly<Partial<Record<JobFunction, Phrases>>> = {
  management: 'president|gerant|co gerant|owner|co owner|gm|gf|gl|proprietaire|exploitant|administrateur general|chef entreprise artisanale',
  it: 'developer|developpeur|desarrollador|sviluppatore|ontwikkelaar',
  finance: 'controller|controlling',
  administration: 'ea|pa|secretary',
}
