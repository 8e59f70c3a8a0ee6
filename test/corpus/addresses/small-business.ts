import { at, mails } from './row.ts'

/** Sole traders, companies named after a person, public mailbox providers, throw-away domains. */
export const smallBusinesses = [
  ...at('zelvia.fr', 'personal A6 shared', 'contact info devis rdv boutique atelier', { headcount: 1 }),
  ...at('brindille.fr', 'personal A6 shared', 'contact bonjour commande', { legalForm: 'sole-trader' }),
  ...mails('personal A6 shared', 'hello@quorvane-joinery.co.uk enquiries@quorvane-joinery.co.uk', {
    legalForm: 'partnership',
  }),
  ...mails('personal A6 shared', 'contact@atelier-brume.fr', { jobTitle: 'Auto-entrepreneur' }),
  ...mails('personal A6 shared', 'info@brumal-design.de', { company: 'Brumal Design e.K.' }),
  ...mails('personal A6 shared', 'contact@brumal-conseil.fr', { company: 'Brumal Conseil EURL' }),
  ...mails('personal A6 shared', 'info@kwintklus.nl', { company: 'Kwintklus (eenmanszaak)' }),
  ...mails('generic A1', 'contact@brumal-holding.fr', { company: 'Brumal Holding SASU', headcount: 85 }),
  ...mails(
    'personal A7 shared',
    'contact@jeandupont.fr contact@jean-dupont.fr info@dupont-jean.fr contact@sophiemoreau.com info@annakoch.de hello@janesmith.co.uk info@mariorossi.it contact@dupont-plomberie.fr contact@garagemartin.fr contact@menuiserie-durand.fr info@mueller-bau.de info@rossi-impianti.it',
  ),
  ...mails('personal A7 shared', 'contact@dupont-sarl.fr info@dupont-sarl.fr compta@dupont-sarl.fr', {
    company: 'Dupont SARL',
  }),
  ...mails('personal A7 shared', 'contact@brm.fr', { company: 'Établissements Barsacq & Fils' }),
  ...mails('personal A7 shared', 'contact@tlm.fr', { company: 'Transports Lefebvre', headcount: 12 }),
  ...mails('personal A7 shared', 'info@hmk.de', { company: 'Schreinerei Müller GmbH' }),
  ...mails('personal A7 shared', 'info@jmk.co.uk', { company: 'Wilkinsop & Sons Ltd' }),
  ...mails('personal A7 shared', 'contact@salonj.fr', { company: 'Coiffure Nathalie' }),
  ...mails('personal A7 shared', 'contact@cbl.fr', { company: 'Cabinet Claire Orsat' }),
  ...mails('generic A1', 'contact@lyc-moulin-brumelle.fr', { company: 'Lycée Jean Moulin', legalForm: 'public-body' }),
  ...mails('generic A1', 'accueil@saintmartin-brumelle.fr', { company: 'Clinique Saint-Martin', headcount: 210 }),
  ...mails('generic A1', 'contact@petit-nuage.fr', { company: 'Petit Nuage' }),
  ...mails(
    'generic A1',
    'contact@fontaine-bleue.fr info@grandvert.fr sales@blackwater-systems.co.uk info@alpina-technik.de',
  ),
  ...mails(
    'personal A2 private',
    'anne.roy@gmail.com jean.dupont@orange.fr sophie_bernard@wanadoo.fr anna.koch@web.de maria.garcia@hotmail.es mario.rossi@libero.it jan.devries@ziggo.nl jane.smith@btinternet.com jan.peeters@telenet.be anne.roy@yahoo.co.uk jean-paul.martin@laposte.net hans.meier@bluewin.ch jan.kowalski@wp.pl joao.silva@sapo.pt karl.huber@gmx.at anne.roy@icloud.com anne.roy@proton.me',
  ),
  ...mails(
    'personal A3 private',
    'jdupont@free.fr a.roy@sfr.fr annero@outlook.com dupont75@gmail.com m.rossi@virgilio.it jd@live.fr koch1965@t-online.de lars@online.no',
  ),
  ...mails(
    'personal A6 private',
    'contact@orange.fr boulangerie.dupont@orange.fr boulangeriedupont@gmail.com garage.martin@wanadoo.fr contact.brindille@gmail.com plomberie-durand@free.fr info.zelvia@gmail.com ristorante.rossi@libero.it salon-anna@web.de hotel.brume@orange.fr cabinet.lefevre@yahoo.fr pharmacie.brumelle@laposte.net taxi.kevin@hotmail.fr accounts.quorvane@btinternet.com mairie.brumelle@wanadoo.fr',
  ),
  ...mails('personal A6 private', 'zelvia@gmail.com', { company: 'Zelvia' }),
  ...mails('personal A15 private', 'xk42@gmail.com 12345@qq.com zq77b@yahoo.com'),
  ...mails(
    'personal A15 disposable',
    'test@mailinator.com anne.roy@yopmail.com contact@yopmail.fr info@guerrillamail.com x12@10minutemail.com jd@temp-mail.org sales@trashmail.com hello@sharklasers.com a@maildrop.cc b7@getnada.com anna@trash-mail.com info@jetable.org',
  ),
  ...mails('personal A3', 'dupont@dupont-bois.fr barsacq@barsacq.fr'),
  ...mails('generic A1', 'nordwick-industries@nordwick-industries.fr zeltech@zeltech.fr'),
]
