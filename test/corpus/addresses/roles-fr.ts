import { at, mails } from './row.ts'

/** French role mailboxes of companies and public bodies, alone, compound and run together. */
export const frenchRoles = [
  ...at(
    'tilabo.eu',
    'generic A1',
    `com sec prod log bdc be qs qm uffacquisti garanzie kadry faktury produkcja magazyn bok sugestoes producao armazem posvenda sales.york sales.west.uk mairie.nantes`,
  ),
  ...at('tilabo.eu', 'generic A5', 'dg gf'),
  ...at(
    'nordwick.fr',
    'generic A1',
    `contact info infos accueil achats achat compta comptabilite commercial commerciaux ventes vente facturation
    factures secretariat standard reception recrutement rh sav adv logistique expedition expeditions livraison presse communication marketing
    technique informatique support assistance juridique qualite production maintenance atelier magasin boutique bureau candidatures emploi
    stages formation devis commandes commande reservation reservations rdv courrier administration noreply no-reply nepasrepondre ne-pas-repondre
    newsletter webmaster postmaster rgpd partenaires fournisseurs export tresorerie recouvrement contentieux paie planning securite travaux`,
  ),
  ...at(
    'tilabo.fr',
    'generic A1',
    `service-clients serviceclients service.client serviceclient service-commercial servicecommercial service_achats
    compta-fournisseurs compta.clients comptafournisseurs comptabilite-fournisseurs relation-client relationclient relations.presse
    relationsclients venteexport ventes-export ventes.nord ventes.sud-ouest administration.ventes administrationdesventes info.fr contact-fr
    contact.france contact2 contact01 info2 accueil.lyon agence.paris agence-nantes agence75 agence.toulouse bureau-etudes bureaudetudes
    bureau.d.etudes be-technique espace-pro espaceclient espace.client service-apres-vente serviceapresvente sav.france sav-electromenager
    servicetechnique support-technique hotline gestion.locative gestionlocative service.copropriete ressources-humaines ressourceshumaines
    service-rh recrutement-cdi offres.emploi jobs alternance contactpro bonjour hello equipe equipe-commerciale lequipe donnees-personnelles
    protection.donnees reclamation reclamations service-consommateurs serviceconsommateur litiges abonnements abonnement suivi.commande
    appels-offres appelsdoffres marches-publics pole-achats polecommercial service.paie
    boutique.en.ligne boutiqueenligne marketing-digital evenements evenementiel mediation facture-fournisseur factures.fournisseurs`,
  ),
  ...at(
    'ville-brumelle.fr',
    'generic A1',
    `mairie urbanisme etat-civil etatcivil mediatheque bibliotheque scolarite voirie ccas cabinet-du-maire
    police-municipale servicestechniques services.techniques accueil.mairie periscolaire piscine office-tourisme`,
    { legalForm: 'public-body' },
  ),
  ...at(
    'univ-brumelle.fr',
    'generic A1',
    'scolarite secretariat.droit bibliotheque service-communication relations-internationales dsi-support accueil',
    { legalForm: 'public-body' },
  ),
  ...mails(
    'generic A1',
    `info-acme@acme.fr contact-acme@acme.fr infoacme@acme.fr acme.contact@acme.fr contact@nordwick.com info@kervolis.bzh
    compta-tilabo@tilabo.fr sav.tilabo@tilabo.fr tilabo-recrutement@tilabo.fr contact@société-brumelle.fr CONTACT@NORDWICK.FR Contact@Kervolis.bzh
    contact+salon@kervolis.bzh info+web@kervolis.bzh commercial@agence.kervolis.bzh lyon@kervolis.bzh bordeaux@kervolis.bzh comptabilité@kervolis.bzh
    qualité@kervolis.bzh hôtel@kervolis.bzh restaurant@kervolis.bzh pharmacie@kervolis.bzh camping@kervolis.bzh siege@kervolis.bzh usine@kervolis.bzh`,
  ),
  ...mails('generic A1', 'contact.zelvia@groupe-kervolis.fr zelvia-info@groupe-kervolis.fr', { company: 'Zelvia' }),
  ...mails('generic A1', 'contact@opalune.fr commande@opalune.fr', {
    company: 'Opalune SAS',
    headcount: 42,
    legalForm: 'company',
  }),
  ...mails(
    'generic A1',
    'contact@opalune-asso.fr adhesions@opalune-asso.fr benevoles@opalune-asso.fr dons@opalune-asso.fr',
    { legalForm: 'association' },
  ),
  ...mails('generic A1', 'info@opalune.eu', { firstName: '', lastName: '-', company: 'Opalune' }),
  ...mails('generic A1', 'achats@opalune.eu', { firstName: null, lastName: 'Service achats', company: 'Opalune' }),
  ...mails('generic A1', 'standard@opalune.eu', { firstName: 'Inconnu', lastName: 'N/A' }),
  ...at(
    'kervolis.fr',
    'generic A5',
    `direction dpo ceo daf drh dsi pdg gerant presidence president directeur direction.generale directiongenerale rssi
    directeur.commercial directrice-marketing responsable.achats chef.atelier gerance directeur-usine comptable direction-commerciale directioncommerciale`,
  ),
  ...mails('generic A5', 'dpo@opalune.fr direction@opalune.fr', {
    company: 'Opalune SAS',
    headcount: 42,
    legalForm: 'company',
  }),
]
