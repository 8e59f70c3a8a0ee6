/**
 * Local parts that name a service or a function, not a person (legal-rules A1, A5).
 * dpo@, ceo@ and the like stand for one person's function: listed, and personal as soon as a name is known (A5).
 */
export const roleWords: ReadonlySet<string> = new Set(
  `accueil achat achats admin administratif administration adv adsl agence appel assistance atelier billing boutique
  booking bureau bureaux candidature candidatures carriere carrieres comm commande commandes commercial commerciaux
  communication compta comptabilite comptable comptes contact contacts contactez courrier customer customerservice
  depot devis dir direction directeur dpo dsi ecommerce emploi encaissement enquiries enquiry event events export expo
  exploitation facturation factures facture finance finances fournisseur fournisseurs formation gestion general hello
  help helpdesk hr import industrie info infos information informations informatique invoice invoices it jobs juridique
  kontakt legal livraison livraisons logistique magasin mail mailbox mairie maintenance marketing media message noreply
  no-reply nepasrepondre office order orders ordres paie partenaire partenaires paris payroll poste planning
  postmaster presse press privacy production projet projets qualite quality rdv reception recrutement reservation
  reservations rh rgpd sales sav secretariat security service serviceclient serviceclients services shop showroom
  siege standard stage stages stock support team technique transport travaux tresorerie usine vente ventes verkauf
  webmaster welcome bestellung buchhaltung einkauf vertrieb abuse hostmaster ceo cfo cto`
    .split(/\s+/u)
    .filter((word) => word !== ''),
)

/** Public mailbox providers met in France and its neighbours (legal-rules FR6). */
export const privateMailDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr outlook.be hotmail.com hotmail.fr hotmail.be hotmail.co.uk hotmail.it
  hotmail.es hotmail.de live.com live.fr live.be live.co.uk live.it msn.com passport.com yahoo.com yahoo.fr yahoo.co.uk
  yahoo.de yahoo.it yahoo.es yahoo.be ymail.com rocketmail.com orange.fr wanadoo.fr voila.fr free.fr aliceadsl.fr
  aliceadsl.it sfr.fr neuf.fr cegetel.net club-internet.fr 9online.fr 9business.fr numericable.fr numericable.com
  noos.fr laposte.net bbox.fr gmx.com gmx.fr gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de mail.com
  mail.ru yandex.ru yandex.com icloud.com me.com mac.com aol.com aol.fr aim.com protonmail.com protonmail.ch proton.me
  pm.me tutanota.com tuta.io zoho.com skynet.be telenet.be proximus.be scarlet.be voo.be bluewin.ch sunrise.ch
  hispeed.ch libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it telefonica.net terra.es btinternet.com
  sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk ziggo.nl kpnmail.nl planet.nl xs4all.nl pt.lu
  internet.lu wp.pl onet.pl o2.pl interia.pl sapo.pt netcabo.pt nordnet.fr dbmail.com ovi.com tele2.fr worldonline.fr
  libertysurf.fr ifrance.com caramail.com caramail.fr mailo.com mailo.eu netcourrier.com vivaldi.net fastmail.com
  hey.com duck.com`
    .split(/\s+/u)
    .filter((domain) => domain !== ''),
)
