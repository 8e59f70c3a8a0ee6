import { labelled } from './label.ts'

/** French titles that say their function. */
export const french = labelled('fr', {
  management: [
    'PDG', 'P.D.G.', 'DG', 'Directeur Général', 'DIRECTRICE GENERALE', 'Directeur·rice général·e', 'Président', 'Présidente', 'Président-Directeur Général', 'Gérant', 'Gérante associée', 'Co-gérant', 'Associé gérant',
    'Dirigeant', 'Dirigeante', "Chef d'entreprise", 'Fondateur', 'Fondatrice & CEO', 'Co-fondateur', 'Cofondatrice', 'Directeur général adjoint', 'DGA', 'Directeur Général Délégué', 'Directeur de filiale', 'Directeur de site',
    'Président du directoire', 'Fondateur et dirigeant', 'Président fondateur', 'dirigeant fondateur', 'Gérant (SARL Exempla)', 'Président - Groupe Exempla', 'Direction générale', 'Directeur Gnéral',
  ],
  it: [
    'DSI', 'D.S.I.', 'Dsi groupe', 'DSI adjoint', 'Directeur des Systèmes d’Information', "Directeur systèmes d'information", 'Directrice des systèmes d information', 'Directeur(trice) des SI', 'Responsable SI', 'Resp. informatique',
    'RESPONSABLE INFORMATIQUE', 'Responsable informatique (H/F)', 'Responsable du service informatique', 'Responsable infrastructures et réseaux', 'Responsable réseau et télécom', 'Chef de projet informatique', 'Cheffe de projet SI', 'Chef de projet IT',
    'RSSI', 'Responsable de la sécurité des systèmes d’information', 'Responsable cybersécurité', 'Administrateur systèmes et réseaux', 'Admin système', 'Administratrice réseau', 'Technicien informatique', 'Technicienne support informatique',
    'Ingénieur systèmes et réseaux', 'Architecte SI', 'Architecte logiciel', 'Développeur web', 'Développeuse full stack', 'Ingénieur logiciel', 'Lead développeur', 'Responsable développement informatique', 'Responsable exploitation informatique',
    'Responsable applicatif', 'Responsable ERP', 'Directeur informatique et télécoms', 'IT Manager France', 'Responsable IT - Europe du Sud', 'Responsable bureautique et réseaux', 'Gestionnaire parc informatique', 'Directeur infromatique', 'Responsable maintenance informatique',
    'Directeur de la sécurité informatique',
  ],
  purchasing: [
    'Directeur Achats', 'Directeur Achats, membre du CODIR', 'Directrice des achats groupe', 'Resp. achats', 'Responsable des Achats', 'Responsable Achats Indirects', 'Responsable achats hors production', 'Acheteur', 'Acheteuse', 'Acheteur·se', 'Acheteur senior',
    'Acheteur informatique', 'Acheteuse IT', 'Acheteur / Acheteuse', 'Acheteur projet', 'Acheteur famille transport', 'Chef de groupe achats', 'Chargée des achats', 'Assistante achats', 'RESP ACHATS', 'Service achats', 'Directeur Achats & Performance', 'Responsable achats France',
    'Acheteur leader', 'Responsable sourcing et achats', 'Achteur industriel',
  ],
  production: [
    'Directeur de production', 'Directrice Production', 'Resp. production', 'Responsable de fabrication', "Chef d'atelier", "Cheffe d'atelier usinage", "Directeur d'usine", "Directrice d'usine", 'Directeur industriel', 'Directrice industrielle Europe',
    'Responsable méthodes', 'Ingénieur méthodes', 'Technicien méthodes', 'Ingénieure de production', 'Responsable atelier', "Chef d'équipe production", 'Superviseur de production', 'Responsable ordonnancement', 'Responsable de ligne de production', 'Responsable unité de production', 'DIRECTEUR USINE',
  ],
  finance: [
    'DAF', 'D.A.F', 'DAF Groupe', 'RAF', 'Directeur Administratif et Financier', 'Dir. Adm. & Fin.', 'Directrice administrative & financière', 'Directeur administratif / financier', 'Directeur financier', 'Directrice Financière - Zone EMEA', 'Responsable administratif et financier',
    'Resp. comptable', 'Responsable comptabilité', 'Responsable de la comptabilité fournisseurs', 'Chef comptable', 'Cheffe comptable', 'Comptable', 'Comptable général(e)', 'Comptable fournisseurs', 'Aide-comptable', 'Assistante comptable', 'Contrôleur de gestion',
    'Contrôleuse de gestion industrielle', 'Responsable contrôle de gestion', 'Trésorier groupe', 'Responsable trésorerie', 'Responsable consolidation', 'Credit manager', 'Responsable recouvrement', 'Expert-comptable', 'Directeur comptable et fiscal', 'Responsable fiscalité',
    'Directeur de la comptabilité', 'DAF externalisé', 'Responsable facturation', 'DAF à temps partagé', 'Directeur admnistratif et financier',
  ],
  hr: [
    'DRH', 'D.R.H.', 'RRH', 'Directeur des Ressources Humaines', 'Directrice RH', 'DRH France', 'Responsable RH', 'Resp. RH', 'Responsable Ressources Humaines (F/H)', 'Responsable des ressources humaines', 'Assistante RH', 'Assistant ressources humaines',
    'Chargée de recrutement', 'Chargé·e de recrutement', 'Responsable recrutement', 'Responsable formation', 'Responsable paie', 'Gestionnaire de paie', 'Gestionnaire paie et administration du personnel', 'Responsable du personnel', 'Directeur du développement RH', 'Chargé de mission RH',
    'HRBP', 'Responsable SIRH', 'Chef de projet SIRH', 'Alternante RH', 'Chargée RH junior', 'Responsable talents', 'Directeur des relations humaines', 'Chargée de formation', 'Responsable relations sociales', 'RESPONSABLE RESSOURCES HUMAINES', 'Responsable développement RH et formation', 'Resposable ressources humaines',
  ],
  marketing: [
    'Directeur Marketing', 'Directrice marketing et communication', 'DirCom', 'Dircom groupe', 'Directrice de la communication', 'Resp. marketing', 'Responsable Marketing Digital', 'Responsable marketing opérationnel', 'Chargé de marketing', 'Chargée de communication', 'Chargée de com',
    'Chef de produit', 'Cheffe de produit senior', 'Chef de produit junior', 'Assistant marketing', 'Stagiaire marketing', 'Community Manager', 'Responsable communication interne', 'Responsable com', 'Chef de projet marketing', 'Responsable relations presse', 'Attachée de presse',
    'Responsable communication & événementiel', 'Traffic manager', 'Chargé de webmarketing', 'Chef de marque', 'CMO', 'Directrice Marketing & Com', 'Responsable acquisition digitale', 'RESPONSABLE COMMUNICATION',
  ],
  sales: [
    'Directeur Commercial', 'Directrice commerciale', 'Dir. commercial', 'Dir co', 'Directeur commercial adjoint', 'Directeur Commercial France & Benelux', 'Responsable commercial', 'Commercial', 'Commerciale sédentaire', 'Commercial terrain', 'Attaché commercial', 'Ingénieur commercial',
    'Ingénieure commerciale IT', "Ingénieur d'affaires", 'Technico-commercial', 'Technico commerciale', 'Directeur des ventes', 'Chef des ventes', 'Responsable des ventes export', 'Directeur export', 'Responsable export', 'Responsable grands comptes', 'Directeur grands comptes', 'Responsable ADV',
    'Assistant commercial', 'Assistante commerciale', 'Assistante ADV', 'Gestionnaire ADV', "Responsable administration des ventes", 'Responsable développement commercial', 'Chargé de développement commercial', 'Business Developer', 'Délégué commercial', 'Agent commercial', 'VRP', 'KAM', 'Directrice commerciale (associée)',
    'Comercial', 'Directeur régional des ventes', 'Vendeur', 'Ingénieur avant-vente', 'Directeur du développement commercial',
  ],
  logistics: [
    'Responsable logistique', 'Resp. logistique', 'Directeur logistique et transport', 'Directrice Supply Chain', 'Responsable Supply-Chain', 'Responsable supply chain amont', 'Responsable transport', "Responsable d'entrepôt", "Chef d'entrepôt", 'Responsable exploitation transport', 'Approvisionneur', 'Approvisionneuse',
    'Responsable approvisionnements', 'Gestionnaire de stocks', 'Responsable magasin et stocks', "Chef de quai", 'Affréteur', 'Responsable plateforme logistique', 'Assistante logistique', 'Technicien logistique', 'Responsable expéditions',
  ],
  quality: [
    'Responsable qualité', 'RQ', 'Directeur Qualité', 'Responsable assurance qualité', 'Ingénieur qualité', 'Technicienne qualité', 'Responsable QSE', 'Resp QHSE', 'Animatrice QHSE', 'Responsable HSE', 'Responsable Qualité Sécurité Environnement', 'Coordinateur HSE', 'Responsable Hygiène Sécurité Environnement', 'Contrôleur qualité', 'Responsable qualité fournisseurs',
    'Chargée de qualité', 'Directrice qualité & RSE', 'Responsable Qualtié',
  ],
  legal: [
    'Directeur juridique', 'Directrice Juridique Groupe', 'Responsable juridique', 'Resp. juridique', 'Juriste', "Juriste d'entreprise", 'Juriste droit des affaires', 'Juriste droit social', 'DPO', 'Délégué à la protection des données', 'Déléguée à la protection des données (DPO)', 'Avocat', 'Avocate associée', 'Directeur des affaires juridiques', 'Assistante juridique', 'Juriste RGPD', 'Responsable contentieux', 'Notaire',
  ],
  maintenance: [
    'Responsable maintenance', 'Responsable de maintenance', 'Resp. maintenance', 'Directeur de la maintenance', 'Technicien de maintenance', 'Technicien de maintenance industrielle', 'Ingénieur maintenance', 'Chef de maintenance', 'Responsable travaux neufs', 'Responsable maintenance et travaux neufs', 'Responsable services généraux', 'Responsable des moyens généraux',
    'Directeur des services généraux', 'Agent de maintenance', 'Coordinateur maintenance', 'Facility Manager',
  ],
  research: [
    'Responsable R&D', 'Directeur R&D', 'Directrice R & D', 'Directeur recherche et développement', 'Directeur de la Recherche & du Développement', 'Ingénieur R&D', 'Technicien R&D', "Responsable bureau d'études", "Responsable du bureau d'étude", 'Responsable BE', "Dessinateur bureau d'études", 'Chef de projet R&D', 'Responsable innovation', "Directeur de l'innovation", 'Directeur de la recherche', 'Responsable R et D', 'Ingénieur recherche et développement',
  ],
  administration: [
    'Assistante de direction', 'Assistant de Direction', 'Assistante de Direction trilingue', 'Office Manager', 'Office manager & assistante de direction', 'Secrétaire', 'Secrétaire de direction', 'Responsable administratif', 'Responsable administrative', 'Assistante administrative', 'Assistant administratif', 'Assistante du PDG', 'Assistante du DG', 'Directeur administratif',
    'Assistante de gestion administrative', 'Gestionnaire administrative', 'Attachée de direction', 'Secrétariat',
  ],
  service: [
    'Responsable service client', 'Directrice du service clients', 'Responsable relation client', 'Directeur Relation Client', 'Responsable SAV', 'Technicien SAV', 'Resp. S.A.V.', 'Responsable service après-vente', 'Customer Success Manager', 'Conseiller service client', "Responsable centre d'appels", 'Téléconseillère', 'Chargée de relation clients', 'Directeur Expérience Client', 'Responsable support client', 'Chargé de service clientèle',
  ],
  data: [
    'Data analyst', 'Data Scientist', 'Responsable Data', 'Directrice data', 'Directeur de la data', 'Ingénieur data', 'Responsable BI', 'Responsable décisionnel', 'Chef de projet data', 'Chef de projet BI', 'Analyste de données', 'Responsable de la donnée', 'Consultant BI', 'Architecte data',
  ],
})
