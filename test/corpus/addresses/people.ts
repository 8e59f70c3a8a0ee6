import { at, mails } from './row.ts'

/** Addresses that name a person, or may. People and companies are invented. */
export const people = [
  ...at(
    'nordwick.fr',
    'personal A2',
    `anne.roy jean.dupont jean-paul.martin marie-claire.lefevre m.helene.duval sophie_bernard lucie-moreau dupont.jean
    roy-anne élodie.françois elodie.francois jean.de.la.tour marc.de-la-fontaine luc.le.goff anne.roy2 jean.dupont1978 anne.roy+crm
    hubert.marchand claire.bureau louis.page rose.martin paul.stock nadia.benali mohamed.el-amrani thi.nguyen ANNE.ROY Jean.Dupont
    victor.sales marie.poste kevin.vente ext.anne.roy anne.roy.ext`,
  ),
  ...at(
    'quorvane.co.uk',
    'personal A2',
    "jane.smith john.o'neil john.oneil sarah-jane.cooper tom_baker emily.may william.page rose.king mary-ann.press david.post",
  ),
  ...at(
    'brumalex.de',
    'personal A2',
    'anna.koch jürgen.müller juergen.mueller hans-peter.schmidt klaus.von.berg max.mustermann karl.kaufmann ursula.verkaufer anna_koch',
  ),
  ...at(
    'kwintor.nl',
    'personal A2',
    'jan.de.vries pieter.van.der.berg pieter.vanderberg sanne.van-dijk kees.bakker anouk.jansen',
  ),
  ...at('zeltaro.es', 'personal A2', 'maria.garcia jose.luis.perez juan-carlos.lopez carmen.iglesias.ruiz josé.núñez'),
  ...at('fabrilo.it', 'personal A2', "mario.rossi giulia.de.luca paolo.d'angelo francesca.bianchi marco.ferrari"),
  ...at('zelprom.pl', 'personal A2', 'jan.kowalski agnieszka.nowak'),
  ...at('nordvik.se', 'personal A2', 'lars.svensson astrid.lindqvist'),
  ...at(
    'tilabo.com',
    'personal A3',
    `rh.petit modena paris2 essen cave achats.petits compta.hall contact.bretagne sav.neu ventes.asia rh.patron sales.captain einkauf.leiter mairie.lambert mairie.paul.roux ayuntamiento.ana.ruiz
    gemeinde.weber commune.bonnet ecole.julie.moreau`,
  ),
  ...at(
    'tilabo.fr',
    'personal A3',
    `a.roy j.dupont jdupont j-dupont j_dupont roy.a dupont.j dupontj annero jeand dupont martin durand anne sophie mohamed jd ar a.r jfd j.f.d jpm ao
    rose may page marchand marin gerard jm.durand jp.lefevre jmdurand mcl a-roy ab2 pdurand2 mlefebvre c.boulanger p.achard`,
  ),
  ...at(
    'quorvane.com',
    'personal A3',
    'j.k.rowntree jsmith j.smith smith.j smithj janes jane tom dave js tjb t.j.b april june grant mark frank bill art mason hunter chase penny',
  ),
  ...at('brumalex.com', 'personal A3', 'a.koch akoch koch mueller m.mueller schmidt jens uwe hk h.k heinz'),
  ...at('kwintor.com', 'personal A3', 'jdevries j.vandenberg pvdberg vandijk jan a.jansen wim'),
  ...at('fabrilo.com', 'personal A3', 'm.rossi mrossi rossi giulia gb p.dangelo'),
  ...at('zeltaro.com', 'personal A3', 'mgarcia m.garcia garcia jlperez pepe'),
  ...at('acme.fr', 'personal A15', 'xk42 zq7 u12345 12345 a1b2c3 x9 k-2417 qsdfgh u_8841 7f3e2a 0612'),
  ...at(
    'opalune.fr',
    'personal A3',
    `contact.dupont contact-durand compta.marie comptabilite.anne service.martin sav-kevin commercial.jean commercial.paul.roy ventes.sophie
    achats.lefebvre info.lucas accueil.nathalie direction.moreau secretariat.isabelle rh.claire secretariat.dr.lambert contact.jd commercial-a.roy agence.dubois`,
  ),
  ...at(
    'quorvane.io',
    'personal A3',
    'sales.jane sales.john.smith support-dave office.manager.jane accounts.karen hr.susan reception.emma',
  ),
  ...at(
    'brumalex.eu',
    'personal A3',
    'vertrieb.mueller einkauf-schmidt buchhaltung.anna praxis.weber kanzlei-hoffmann',
  ),
  ...at(
    'fabrilo.eu',
    'personal A3',
    'vendite.rossi amministrazione.giulia ufficio.bianchi ventas.garcia verkoop.jan inkoop.devries',
  ),
  ...mails('personal A2', 'anne.roy@acme.fr a.nne.roy@kervolis.fr', { firstName: 'Anne', lastName: 'Roy' }),
  ...mails('personal A3', 'aroy@kervolis.fr roya@kervolis.fr ar@kervolis.fr anne@kervolis.fr roy@kervolis.fr', {
    firstName: 'Anne',
    lastName: 'Roy',
  }),
  ...mails('personal A2', 'anneroy@kervolis.fr royanne@kervolis.fr', { firstName: 'Anne', lastName: 'Roy' }),
  ...mails('personal A3', 'bureau@kervolis.fr jbureau@kervolis.fr', { firstName: 'Julien', lastName: 'Bureau' }),
  ...mails('personal A3', 'sales@kervolis.fr', { firstName: 'Victor', lastName: 'Sales' }),
  ...mails('personal A3', 'hr@kervolis.fr', { firstName: 'Hélène', lastName: 'Rousset' }),
  ...mails('personal A3', 'barsacq@kervolis.fr', { firstName: 'Léa', lastName: 'Barsacq' }),
  ...mails('personal A2', 'lea.barsacq@univ-brumelle.fr camille.orsat@ville-brumelle.fr', { legalForm: 'public-body' }),
  ...mails('personal A2', 'camille.orsat@etu.univ-brumelle.fr camille.orsat@brumelle.gouv.fr'),
  ...mails(
    'personal A4 shared',
    'contact@acme.fr info@acme.fr service-clients@acme.fr ventes.nord@acme.fr compta2@acme.fr noreply@acme.fr achats@acme.fr',
    { firstName: 'Anne', lastName: 'Roy', company: 'Acme', headcount: 120 },
  ),
  ...mails('personal A4 shared', 'kundenservice@brumalex.de vertrieb@brumalex.de', {
    firstName: 'Anna',
    lastName: 'Koch',
  }),
  ...mails('personal A4 shared', 'ufficioacquisti@fabrilo.it klantenservice@kwintor.nl sales@quorvane.com', {
    firstName: null,
    lastName: 'Bianchi',
  }),
  ...mails('personal A5 shared', 'dpo@acme.fr direction@acme.fr ceo@acme.fr daf@acme.fr gerant@acme.fr', {
    firstName: 'Anne',
    lastName: 'Roy',
    headcount: 80,
  }),
  ...mails('personal A5 shared', 'direction@zelvia.fr ceo@zelvia.fr', { headcount: 1 }),
]
