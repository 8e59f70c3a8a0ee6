import { setOf, weak } from './phrase.ts'

// Languages without a table of their own, folded. What they say is only guessed, so a person reads it.
const portuguese = 'nao (?:quero|desejo|tenho interesse|temos interesse|estou interessad[oa]|estamos interessad[oa]s|me (?:contact|contat|envi|mand|lig|escrev)[a-z]*)|nao,? obrigad[oa]|sem interesse|(?:remova|removam|retire|retirem|elimine) me|descadastr[a-z]*|(?:cancelar|cancelem) (?:a )?(?:minha )?(?:subscricao|assinatura|inscricao)|parem|pare de'
const polish = 'wypis(?:ac|z|zcie|uje)(?: mnie)?|usun(?:ac|cie)?|rezygnuje|nie zycz[a-z]*|nie (?:wysylaj|pis[zac]|kontakt|dzwon)[a-z]*|nie jest(?:em|esmy) zainteresowan[a-z]*|nie,? dziekuj[a-z]*|sprzeciw[a-z]*'
const nordic = 'avregistrera[a-z]*|avprenumerera[a-z]*|ta bort (?:mig|min|oss)|sluta|nej,? tack|inte intresserad[a-z]*|inga fler|a[fv]meld[a-z]*|(?:slett?|fjern) (?:mig|meg|min|os|oss)|stopp? med|ikke (?:\\S+ )?(?:kontakt|skriv|ring)[a-z]*|nej,? tak|nei,? takk|ikke interess[a-z]*'
const finnish = 'peru(?:uta)? (?:\\S+ )?tilau[a-z]*|poista(?:kaa)? (?:minut|osoitteeni)|lopeta(?:kaa)?|lopettakaa|alkaa (?:lahett|ota|kirjo|soitt)[a-z]*|ei,? kiitos|e[nm]m?e? ole kiinnostu[a-z]*'
const czechAndSlovak = 'odhlas[a-z]*|ne(?:zasil|posiel|posil|pis|kontakt|vol)[a-z]*jte|nepiste|nem(?:am|ame) (?:zajem|zaujem)|ne,? dekuj[a-z]*|nie,? dakujem[a-z]*|odstran(?:te|it)'
const hungarian = 'leiratkoz[a-z]*|torolj(?:enek|e|ek)|ne (?:irj|kuldj|keress|hivj)[a-z]*|nem erdekel|koszon(?:om|juk),? nem'
const romanian = 'dezabon[a-z]*|stergeti[a-z]*|nu (?:ma|ne) (?:mai )?(?:contact|interes|sun)[a-z]*|nu sunt(?:em)? interesa[a-z]*|nu,? multumesc'
const southSlavic = 'odjav[a-z]*|nemojte (?:mi |me |nam )?[a-z]+|nisam zainteresiran[a-z]*|ne,? hvala'

/** An objection in a language without a table. */
export const otherRefusals = weak('other-language', 'doubt', `(?:${[portuguese, polish, nordic, finnish, czechAndSlovak, hungarian, romanian, southSlavic].join('|')})(?![a-z])`)

/** Frequent short words of languages without a table, folded, which the tables' languages do not have. */
export const otherStopWords = setOf(`nao, voce, voces, obrigado, obrigada, uma, sao, mais, pelo, pela, com, dos, das, muito, meu, minha, isso, ja, ou, seu, sua, em, ao, ate, tambem,
  och, att, inte, jag, som, tack, ar, det, pa, har, fran, vill, mig, eller, ett, ikke, jeg, og, til, av, af, meg, dere, hei, hej, takk, tak, mvh, hilsen, venlig, nei, vennlig, vennligst, venligst, jeres,
  nie, prosze, sie, dziekuje, jest, na, ze, czy, jak, mam, mnie, juz, pozdrawiam, prosim, dekuji, dakujem, jsem, som, neni, je, pro, mi, uz, dobry, den,
  kiitos, ei, ja, olen, ette, minua, etta, hei, terveisin, en, ole, nem, kerem, koszonom, hogy, az, ez, es, vagyok, udvozlettel,
  va, rog, multumesc, nu, sunt, si, cu, pentru, din, mai, imi, hvala, molim, nisam, mi, za, od, sam, lp, pozdrav,
  lutfen, tesekkurler, bir, ve, bu, icin, ile, degil, merhaba, aciu, prasau, ludzu, paldies, palun, aitah, gracies, si, us, plau`)

/**
 * Words that are answers by themselves in the languages of the tables: a message of one to four words with none of them
 * is not understood.
 */
export const shortAnswers = setOf(`ok, si, ja, envoyez, envoie, plaquette, appelez, rappelez, dites, got, tell, more, show, send, looks, sign, signed, schicken, senden, zeigen, envien, envie, mande, llame, mandi, invii, stuur, svp, bjr, cdt, mfg, thx, hi, recu, recue, note, notee, compris, entendu, bravo, genial, top, nickel, cool, felicitations, bienvenue, voici, voila, vu, fait, valide, validee, confirme, confirmee, transmis, transfere, lu, possible, quand, combien, comment, pourquoi, quoi, ou, quel, quelle, quels, quelles, absent, absente, dispo, disponible, disponibles, peut, bonne, bon, idee, tres, ca, cela, contact, telephone, marche, suite, cher, chere, c est,
  received, noted, understood, done, agreed, confirmed, perfect, nice, awesome, wonderful, good, idea, fine, how, what, when, why, who, where, much, interesting, interested, see, soon, will, could, would, can, approved, welcome, congratulations, congrats, forwarded, test, well, very, cheers, deal, maybe, later, dear, call, there, here, all,
  erhalten, verstanden, passt, toll, klar, wann, wo, warum, wieviel, viel, bis, bald, morgen, heute, gut, schon, sehr, erledigt, bestatigt, interessant, genau, richtig, naturlich, okay, kommt, machen, geht, wie, bin, alles,
  recibido, entendido, vale, bien, bueno, buena, cuando, cuanto, cuesta, donde, quien, hasta, luego, pronto, interesante, hecho, confirmado, estupendo, manana, tengo,
  ricevuto, capito, certo, perfetto, ottimo, bene, quando, quanto, costa, dove, chi, interessante, presto, fatto, confermato, domani, bello,
  ontvangen, begrepen, akkoord, goed, leuk, wanneer, hoeveel, waar, wie, wat, hoe, vandaag, klinkt, gedaan, kost, dank, oke`)
