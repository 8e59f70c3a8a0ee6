/**
 * What common words of six languages mean for a message that may be a refusal. A word that ends in `*` stands for all
 * that begin with it; folded text (no accents, apostrophes as spaces). The statistical reader sees these names beside
 * the words, so that what it learned of "your calls" also serves for "vos appels" and "Ihre Anrufe".
 */
export const wordClasses: Readonly<Record<string, string>> = {
  me: `je j moi me m mon ma mes nous notre nos on i my mine myself we us our ours ich mich mir mein* wir uns unser*
    yo mi mis nosotros nuestr* io mio mia miei noi ci nostr* ik mij mijn wij we ons onze`,
  you: `vous votre vos tu te toi ton tes you your yours u sie ihr ihre* ihnen du dich dir dein* euch euer* eure*
    usted ustedes su sus vosotros vuestr* tu lei voi vi vostr* suo sua suoi uw jullie je jouw`,
  not: `ne n pas non jamais aucun* rien ni sans nullement guere no not never dont doesnt didnt wont cant none nothing
    neither nor without isnt arent nobody nicht kein* nie niemals nichts ohne nein nunca nada ningun* jamas sin tampoco
    mai nessun* niente nulla senza niet geen nooit niets zonder nee`,
  more: `plus davantage encore more anymore further again longer another mehr weiter* wieder erneut noch mas otra otro
    otros piu altr* ancora meer verder weer nog`,
  stop: `arret* cess* stop stopp* stopper halte fini* termin* interromp* stopping stops ceas* quit halt enough
    aufhor* beend* unterlass* einstell* schluss par* dejen deje basta detener* smett* fermat* finit* ophoud* stak*
    kap* staken genoeg`,
  takeOut: `retir* enlev* supprim* suprim* ray* radi* effac* sort* blacklist* exclu* elimin* remov* delet* eras* drop
    strike purg* wip* losch* streich* entfern* sperr* tilg* borr* elimin* quit* suprim* supres* cancell* rimuov* togl*
    rimozion* verwijder* schrap* wis* haal halen`,
  unsubscribe: `desinscri* desabon* desabo desincri* dezinscri* unsubscri* unsub optout opt abmeld* abbestell* austrag*
    abbestellen baja* darme disiscri* disiscriz* uitschrij* uitgeschreven afmeld* afgemeld opposition oppos* object
    objection widersprech* widerspruch opongo oposicion oppongo opposizione bezwaar`,
  reach: `contact* recontact* ecri* reecri* appel* rappel* telephon* relanc* sollicit* demarch* prospect* envoy* adress*
    joindre write writing wrote call* ring ringing phone* chase chasing pester* send sending reach* emailing contacted
    schreib* anruf* angerufen kontaktier* anschreib* zusend* schick* send* escrib* llam* contact* envi* mand* scriv*
    chiam* contatt* telefon* invi* schrijf* schrijven bel bellen gebeld mailen stuur* sturen benader* bericht*`,
  message: `mail mails email emails courriel* message* appels sms texto* relance* sollicitation* pub pubs publicit*
    newsletter* infolettre* prospection demarchage spam* spams lettre* catalogue* calls text texts ad ads marketing
    solicitation* pitch* follow mailing* mailings nachricht* anrufe werbung werbe* rundschreiben correo* mensaje*
    llamadas publicidad boletin* messaggi* chiamate pubblicita comunicazion* berichten reclame nieuwsbrie* mailtjes`,
  list: `liste* fichier* base bases crm bdd mailing* diffusion repertoire* carnet* list lists database* records
    distribution verteiler* adressliste* datei kartei datenbank* lista listas fichero* elenc* archivi* lijst* bestand*
    databank*`,
  data: `donnees coordonnees infos information* adresse* dossier profil* numero data details address* record profile
    number daten angaben anschrift nummer datos direccion* numero dati indirizz* recapit* gegevens adres* nummer`,
  want: `veux veut voulons voudr* voul* souhait* desir* aimer* want* wish* would like need* will wollen mochte* wunsch*
    brauch* quier* quer* dese* quisier* necesit* vogli* desider* vorre* serve wil willen wens* wou`,
  thing: `devis commande* facture* ligne* contrat* machine* abonnement* campagne* projet* module* option* chantier*
    piece* livraison* produit* bug* erreur* compte* colis serveur* cheque* carte* essai* stock* quote* order* invoice*
    line* contract* subscription* campaign* project* item* delivery product* error* setting* account* server* ticket*
    angebot* bestellung* rechnung* zeile* vertrag* maschine* projekt* kampagne* lieferung* konto auftrag* presupuesto*
    pedido* factura* linea* contrato* maquina* proyecto* campana* cuenta* preventiv* ordin* fattur* riga righe contratt*
    macchin* progett* campagn* conto offerte* bestelling* factu* regel* contract* project* rekening levering*`,
  time: `avant apres jusqu jusque mois semaine* trimestre* annee* rentree moment* demain lundi mardi mercredi jeudi
    vendredi janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre printemps automne ete
    before until till after month* week* quarter* year* january february march april june july august september october
    november december spring autumn monday tuesday wednesday thursday friday vor bis nach monat* woche* quartal* jahr*
    januar februar marz juli oktober dezember fruhjahr herbst antes hasta despues mes meses semana* trimestre* ano
    enero febrero marzo abril junio julio agosto septiembre octubre noviembre diciembre prima fino dopo mese mesi
    settimana* anno gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre voor tot na maand* week
    kwartaal jaar januari februari maart mei augustus`,
  later: `recontact* reven* rappel* reprend* repar* tard prochain* ulterieur* later back touch revisit circle next
    postpon* spater nachste* nochmal* zuruck* verschoben retom* adelante proxim* aplaz* richiam* avanti prossim*
    riparl* rimand* later volgend* terug*`,
  interest: `interess* tarif* prix demo* rdv rendez reunion* plaquette documentation webinaire* replay visio interested
    price* pricing meeting* trial brochure webinar* slides preis* termin* vorfuhrung unterlagen interes* precio* cita
    reunion* prueba folleto prezz* incontro riunione prova prijs* afspraak proef* brochure interesse`,
  ask: `comment quand combien quel* pourquoi pouvez pourriez peut est-ce ou qui how when what which who where why can
    could would do does is are wie wann was welche* wer wo warum konnen konnten gibt como cuando cuanto cual* quien donde
    puede* podria* come quando quanto quale* chi dove potete puo hoe wanneer hoeveel welke wie waar kunt kan`,
  source: `provenance source* origine fourni* trouve obtenu* achete* donne got obtained found gave sold bought sourced
    woher herkunft quelle procedencia origen obtuv* facilit* provenienza origine ottenut* avuto herkomst gekregen
    gekocht`,
  other: `concurrent* fournisseur* prestataire* ancien* client* collegue* operateur competitor* supplier* vendor*
    provider* customer* colleague* former mitbewerber* lieferant* kunde* kollege* anbieter* competidor* proveedor*
    cliente* companero* concorrent* fornitor* client* collega* leverancier* klant* collega*`,
  law: `cnil rgpd plainte* avocat* juridi* article* signal* demeure tribunal loi gdpr ico complaint* lawyer* legal
    report* solicitor* court law sue dsgvo beschwerde* anwalt* abmahn* gericht gesetz aepd denuncia* abogado* ley
    garante reclam* avvocat* legge avg klacht* advocaat wet`,
  gone: `quitte* parti partie effectifs retraite decede* remplace* left leaves retired passed successor verlassen
    ausgeschieden ruhestand verstorben nachfolger* jubil* fallec* sustitu* pensione lasciato decedut* pensioen
    vertrokken overleden opvolger`,
  automatic: `automatique* absence absent* conges bureau ticket robot* autorespond* automat* office leave vacation
    holiday* undeliver* delivery failed abwesen* urlaub* ausente* vacaciones fuera assente* ferie ufficio afwezig*
    vakantie`,
  peace: `tranquille* paix lach* fout* fiche* degage* marre assez ras oubli* lasse* saoul* gonfl* alone peace leave fed
    sick bother* annoy* harass* tired ruhe lass* genug reicht verschon* nervt* belastig* paz tranquil* harto molest*
    hart* pace lasci* stuf* scocc* disturb* rust laat genoeg zat lastig* val`,
  only: `seulement uniquement juste gard* continu* conserv* exclusivement only just keep still except instead rather nur
    weiterhin behalt* lieber ausschliesslich solo solamente segu* manten* salvo soltanto continu* tenet* tranne alleen
    enkel wel blijf* houd liever behalve`,
  equipped: `deja equip* content* satisfait* satisfied already happy bereits schon zufrieden versorgt ya satisfech*
    gia soddisfatt* tevreden voorzien`,
  decline: `declin* refus* renonc* dispens* epargn* abstien* abstenir decline* pass refrain spare ablehn* abgelehnt
    verzicht* abseh* verschon* erspar* unterbleib* rechaz* absteng* abstuv* ahorr* rifiut* rinunci* asten* risparmi*
    afwijz* bedanken bespaar* afzien`,
  bin: `poubelle* corbeille* jete* binned trash trashed rubbish junk mull papierkorb tonne wegwerf* papelera
    basura cestino cestin* spazzatura prullenbak weggegooid`,
  forever: `definitif* definitive* definitivement jamais toujours final finally forever ever permanent* endgultig
    nie immer ewig definitiv* nunca siempre sempre definitief nooit voorgoed altijd`,
  receive: `recu* recois recevons recevoir recevez arrive* arriva* receive* receiving landed got erhalten bekomm* angekommen
    eingetroffen kriegen krieg* recib* llegado llegaron llego ricev* arrivat* arrivo ontvang* ontvangen binnen`,
  pay: `pay* paie* regl* vire* virement* acompte* tva avoir paid deposit vat remittance bezahl* zahl* uberweis* pag*
    transferencia* ingreso iva versament* bonific* saldo betaal* betal* overgemaakt btw`,
  broken: `panne* casse* fuit* bloqu* defectueu* marche marchent fonctionne* plante* broken leak* stuck faulty crash*
    damaged kaputt defekt* undicht hangt geht funktioniert averi* roto rota rotos fuga funciona* rott* guast* perdita
    funziona* stuk lekt lek hapert werkt`,
  agree: `valid* accept* confirm* convient signe* signature approuv* agreed approved sign* works einverstanden passt
    bestatig* unterschr* acept* firm* conform* accett* conferm* akkoord bevestig* getekend past`,
  quantity: `pieces cartons caisses palettes metres litres kilos tonnes places exemplaires boxes pallets metres kilos
    pairs copies units seats stuck kartons paletten meter liter kilo platze exemplare cajas palets metros litros
    plazas unidades scatole bancali metri litri posti pezzi dozen stuks plekken`,
  missing: `manqu* oubli* erreur trompe* confusion missing forgot* wrong mistake short fehl* vergess* falsch irrtum* falta*
    olvid* equivoc* mancan* manca dimentic* sbagli* ontbre* vergeten verkeerd`,
  thanks: `merci remerci* thank* thanks cheers danke* dank gracias grazie ringrazi* bedankt dank`,
  please: `svp stp priere veuillez please pls kindly bitte favor ruego porfa per cortesia prego gelieve alstublieft aub`,
  sorry: `desole* excus* pardon navre* sorry apolog* entschuldig* leider perdon* disculp* lament* scus* spiace*
    helaas excuses`,
  yes: `oui ok accord volontiers parfait super yes okay sure great perfect fine ja gern* gut perfekt si vale claro bien
    certo volentieri bene perfetto goed graag prima akkoord`,
  but: `mais par contre cependant revanche but however aber jedoch allerdings pero sino ma pero tuttavia maar echter`,
  feature: `outil* solution* logiciel* plateforme* fonction* application* api saas tool* software platform* feature*
    app losung* werkzeug* funktion* plattform* herramienta* plataforma* strumento* piattaforma* oplossing* functie*`,
}
