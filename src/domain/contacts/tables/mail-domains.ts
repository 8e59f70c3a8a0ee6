import { list } from '../../app/tables/word-list.ts'

/** Providers that give private mailboxes under many endings (yahoo.fr, yahoo.co.uk): the name before the ending. */
export const privateMailFamilies: ReadonlySet<string> = new Set(list('gmail googlemail outlook hotmail yahoo ymail rocketmail msn gmx aol icloud protonmail yandex tutanota lycos fastmail freemail netc net-c excite'))

/**
 * Public mailbox and internet access providers of Europe (docs/reference/law.md#fr6), with the large ones of elsewhere.
 */
export const privateMailDomains: ReadonlySet<string> = new Set(list(`
  mail.de mail.fr mail.be mail.ch mail.pt mail.dk e-mail.de e-mail.dk epost.de ilse.nl iespana.es advalvas.be force9.co.uk btopenworld.co.uk caltanet.it aeiou.pt home.de live.com.pt live.com live.fr
  live.be live.co.uk live.it live.nl live.de live.es live.at live.ca live.ie live.dk live.se live.no windowslive.com passport.com me.com mac.com aim.com proton.me pm.me tuta.io tuta.com tutamail.com
  keemail.me zoho.com zohomail.eu mail.com email.com usa.com post.com europe.com
  mail.ru bk.ru inbox.ru list.ru rambler.ru ya.ru qq.com 163.com 126.com sina.com naver.com daum.net rediffmail.com fastmail.com fastmail.fm hey.com duck.com hushmail.com runbox.com mailfence.com
  posteo.de posteo.net mailbox.org disroot.org riseup.net vivaldi.net skiff.com ovi.com privaterelay.appleid.com simplelogin.com simplelogin.io aleeas.com anonaddy.com anonaddy.me mozmail.com
  inbox.com lycos.com excite.com juno.com
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net rogers.com shaw.ca sympatico.ca videotron.ca bigpond.com optusnet.com.au uol.com.br
  bol.com.br terra.com.br ig.com.br menara.ma planet.tn topnet.tn
  orange.fr wanadoo.fr voila.fr free.fr aliceadsl.fr aliceadsl.it sfr.fr neuf.fr cegetel.net club-internet.fr clubinternet.fr 9online.fr 9business.fr numericable.fr numericable.com noos.fr laposte.net
  bbox.fr tele2.fr worldonline.fr libertysurf.fr ifrance.com freesurf.fr infonie.fr caramail.com caramail.fr mailo.com mailo.eu
  netcourrier.com nordnet.fr dbmail.com cario.fr evc.net mageos.com chello.fr estvideo.fr modulonet.fr ozone.net wibox.fr lilo.org netplus.fr vialis.net tv-com.net mediaserv.net only.fr mana.pf mls.nc lagoon.nc francite.com
  web.de t-online.de freenet.de arcor.de online.de onlinehome.de email.de kabelmail.de unitybox.de netcologne.de ewetel.net ewe.net osnanet.de htp-tel.de alice-dsl.net alice.de vodafone.de
  vodafonemail.de o2online.de o2mail.de versanet.de t-online.com magenta.de smart-mail.de mnet-online.de mnet-mail.de 1und1.de firemail.de genion.de tiscali.de compuserve.de eclipso.de
  btinternet.com btopenworld.com btconnect.com sky.com talktalk.net tiscali.co.uk virginmedia.com virgin.net ntlworld.com blueyonder.co.uk lineone.net plusnet.com plus.com o2.co.uk orange.net
  fsmail.net freeserve.co.uk supanet.com onetel.com tesco.net madasafish.com zen.co.uk postmaster.co.uk mail.co.uk waitrose.com f2s.com globalnet.co.uk
  eircom.net eir.ie iol.ie indigo.ie vodafone.ie oceanfree.net
  telefonica.net terra.es ya.com wanadoo.es ono.com movistar.es jazztel.es jazzfree.com orange.es euskaltel.net telecable.es mundo-r.com eresmas.com arrakis.es vodafone.es
  libero.it virgilio.it tiscali.it alice.it tin.it tim.it fastwebnet.it inwind.it iol.it blu.it teletu.it vodafone.it email.it tiscalinet.it interfree.it supereva.it aruba.it katamail.com jumpy.it infinito.it kataweb.it giallo.it
  ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl hetnet.nl chello.nl casema.nl upcmail.nl quicknet.nl zonnet.nl tele2.nl tiscali.nl wanadoo.nl telfort.nl telfortglasvezel.nl online.nl
  solcon.nl caiway.nl caiway.net multiweb.nl zeelandnet.nl freedom.nl euronet.nl freeler.nl kabelfoon.nl t-mobilethuis.nl onsbrabantnet.nl onsnet.nl
  skynet.be telenet.be proximus.be belgacom.net scarlet.be voo.be brutele.be pandora.be tvcablenet.be edpnet.be mobistar.be orange.be evonet.be teledisnet.be euphonynet.be
  bluewin.ch sunrise.ch hispeed.ch swissonline.ch bluemail.ch netplus.ch vtxnet.ch vtxmail.ch freesurf.ch tiscali.ch quickline.ch ggaweb.ch citycable.ch romandie.com besonet.ch hin.ch solnet.ch yetnet.ch
  aon.at a1.net chello.at kabsi.at inode.at utanet.at tele2.at liwest.at cablelink.at drei.at vol.at sbg.at
  wp.pl onet.pl onet.eu op.pl vp.pl poczta.onet.pl poczta.fm o2.pl interia.pl interia.eu interia.com gazeta.pl tlen.pl autograf.pl buziaczek.pl go2.pl neostrada.pl spoko.pl int.pl
  sapo.pt netcabo.pt clix.pt iol.pt mail.telepac.pt telepac.pt meo.pt zonmail.pt oninet.pt portugalmail.pt
  pt.lu internet.lu vo.lu tango.lu luxweb.lu vodafone.lu orange.lu
  telia.com telia.se bredband.net bredband2.com comhem.se spray.se tele2.se passagen.se home.se swipnet.se glocalnet.net ownit.nu online.no broadpark.no getmail.no lyse.net altibox.no frisurf.no
  c2i.net start.no tdcadsl.dk mail.dk stofanet.dk youmail.dk jubii.dk post.tele.dk webspeed.dk get2net.dk fibermail.dk city.dk mail.tele.dk
  elisanet.fi kolumbus.fi luukku.com suomi24.fi saunalahti.fi pp.inet.fi netti.fi welho.com dnainternet.net phnet.fi sci.fi
  seznam.cz centrum.cz email.cz post.cz atlas.cz volny.cz azet.sk centrum.sk zoznam.sk freemail.hu citromail.hu indamail.hu t-online.hu abv.bg mail.bg otenet.gr forthnet.gr in.gr hol.gr mynet.com walla.com walla.co.il
`))

/** Throw-away providers that use many endings. */
export const disposableMailFamilies: ReadonlySet<string> = new Set(list(`
  mailinator yopmail guerrillamail guerillamail trashmail trash-mail 10minutemail tempmail temp-mail jetable wegwerfmail wegwerfemail einmalmail throwawaymail throwaway-mail fakemail fake-mail
  disposablemail spambox sharklasers maildrop mailnesia mailcatch getnada dropmail
`))

/** Throw-away mailboxes in common use. Domains below them (x.mailinator.com) count as well. */
export const disposableMailDomains: ReadonlySet<string> = new Set(list(`
  mailinator.com mailinator.net mailinator2.com reallymymail.com yopmail.com yopmail.fr yopmail.net cool.fr.nf jetable.fr.nf nospam.ze.tc nomail.xl.cx mega.zik.dj speed.1s.fr courriel.fr.nf
  moncourrier.fr.nf monemail.fr.nf monmail.fr.nf jetable.org jetable.com jetable.net haltospam.com kasmail.com link2mail.net mail-temporaire.fr mail-temporaire.com tempomail.fr ephemail.net
  trashmail.com trashmail.net trashmail.de trashmail.fr trashmail.ws trashmail.me trash-mail.com trash-mail.de trash-mail.at wegwerfmail.de wegwerfmail.net wegwerfmail.org wegwerfemail.de
  wegwerfadresse.de
  guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.biz guerrillamail.de guerrillamail.info guerrillamailblock.com grr.la sharklasers.com spam4.me pokemail.net 10minutemail.com
  10minutemail.net 10minutemail.de 10minutesmail.com 10minutemail.co.uk 10mail.org 20minutemail.com 20minutemail.it 20mail.it 30minutemail.com 33mail.com minutemail.com temp-mail.org temp-mail.io
  temp-mail.de temp-mail.com tempmail.com tempmail.net tempmail.de tempmail.it tempmail.eu tempmail.plus tempmailo.com tempmailaddress.com tempinbox.com tempemail.net tempemail.com temporary-mail.net
  tempr.email tempail.com tmpmail.org tmpmail.net tmail.com tmails.net temporarymail.com temporarioemail.com.br
  maildrop.cc maildrop.gq mailnesia.com mailcatch.com mailnull.com mailexpire.com maileater.com mailmoat.com mailforspam.com mailsac.com mailpoof.com mailtemp.net mailtemp.info mailtothis.com
  mailzilla.com mailimate.com mailscrap.com mailslurp.com mailslurp.net mailbox92.biz mail-fake.com mailmetrash.com mail.tm mail7.io inboxkitten.com inboxbear.com inboxalias.com getnada.com nada.email
  nada.ltd getairmail.com airmail.cc dropmail.me discard.email discardmail.com discardmail.de disposable.com disposablemail.com disposableemailaddresses.com dispostable.com dispomail.eu
  throwawaymail.com throwaway.email throwam.com throwawayemail.com fakeinbox.com fakeinbox.net fake-mail.net fakemail.net fakemailgenerator.com fakemail.fr emailfake.com email-fake.com generator.email
  emailondeck.com emailtemporario.com.br emailtemporanea.com emailtemporanea.net emailtemporalgratis.com correotemporal.org emailsensei.com emailias.com email60.com einrot.com cuvox.de dayrep.com
  fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com teleworm.us armyspy.com
  spamgourmet.com spamgourmet.net spam.la spambog.com spambog.de spambox.us spambox.info spamavert.com spamex.com spamfree24.org spamfree24.de spamfree24.com spamhole.com spamify.com spamspot.com
  spamherelots.com nospam4.us nospamfor.us nospammail.net antispam.de anonbox.net anonymbox.com anonymousemail.me mytrashmail.com mytemp.email mt2015.com mohmal.com moakt.com moakt.ws muellmail.com
  mintemail.com meltmail.com mierdamail.com
  sofort-mail.de sogetthis.com sneakemail.com shieldemail.com safetymail.info luxusmail.org linshiyouxiang.net lroid.com incognitomail.com incognitomail.org imgof.com harakirimail.com hidemail.de
  hmamail.com hulapla.de instant-mail.de ihateyoualot.info byom.de burnermail.io boun.cr bugmenot.com brefmail.com bobmail.info binkmail.com chammy.info crazymailing.com cock.li deadaddress.com
  despam.it devnullmail.com dodgit.com dodgeit.com drdrb.com e4ward.com easytrashmail.com explodemail.com eyepaste.com filzmail.com frapmail.com gishpuppy.com greensloth.com h8s.org
  1secmail.com 1secmail.net 1secmail.org esiix.com wwjmp.com xojxe.com yoggm.com oosln.com vddaz.com vusra.com kzccv.com dpptd.com minuteinbox.com luxmail.store owlymail.com smailpro.com snapmail.cc
  tafmail.com upc.infos.st objectmail.com obobbo.com onewaymail.com oneoffemail.com owlpic.com pjjkp.com politikerclub.de proxymail.eu punkass.com quickinbox.com rcpt.at recode.me recursor.net
  rtrtr.com s0ny.net selfdestructingmail.com soodonims.com suremail.info thisisnotmyrealemail.com tradermail.info trbvm.com trillianpro.com tyldd.com uggsrock.com venompen.com veryrealemail.com
  vomoto.com vpn.st wh4f.org willselfdestruct.com wuzup.net xagloo.com xemaps.com xents.com xmaily.com yep.it zehnminutenmail.de zippymail.info zoemail.com zoemail.org
`))

/** Words of throw-away mailboxes, beside one of `mailWords`, in plain form. */
export const throwAwayWords: ReadonlySet<string> = new Set(list(`
  jetable jetables poubelle temporaire ephemere provisoire bidon anonyme
  trash junk garbage temp tmp temporary throwaway disposable burner discard fake spam nospam antispam anonymous anonym minute minutes instant hidden hide shred expire expiring oneoff onetime
  wegwerf muell einweg einmal
  desechable basura temporal efimero falso anonimo spazzatura temporanea temporaneo usaegetta finta falsa
  wegwerp tijdelijk tijdelijke nep prullenbak
`))
/** What stands for mail in such names. */
export const mailWords: ReadonlySet<string> = new Set(list(`
  mail mails email emails mailer mailbox inbox box boite courriel courriels adresse adresses address addresses post postfach briefkasten correo correos buzon posta casella indirizzo bericht
`))
/** Say it alone where they stand in front: jetable-express is no maker of cups (that is vaisselle-jetable). */
export const throwAwayInFront: ReadonlySet<string> = new Set(list('jetable throwaway tempmail trashmail wegwerf usaegetta'))
