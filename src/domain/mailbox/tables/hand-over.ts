/**
 * Folded words of six languages by which a message hands over to somebody else: who has left, who takes over, who it
 * is for.
 */
const handing = [
  // French
  '(?:ayant|a) pris sa pension|a l emploi|mis fin|a son compte|reachemin\\w*|prend(?:s|re|ra)? (?:la suite|le relais)|repren(?:d|ds|dra|nent) (?!contact)|a repris|reprise par|repreneu\\w*|remplac\\w*|succede|successeur\\w*|succession|en charge|s(?:e)? occupe|qui (?:gere|decide|suit|achete|voit|traite)|interlocut\\w*|voir (?:avec )?(?:m|mme|mr|\\p{L}{3,})(?![\\p{L}\\d])|voyez|adress(?:ez|er|es)|ecri(?:vez|re|s) (?:plutot )?a|contact(?:ez|er)|associee?|collegue|confrere|consoeur|transmets|transfere|gerante?|pour (?:tout(?:e|es)? (?:demande|question|sujet)|les (?:achats|questions|demandes)|la direction)|envoyez (?:plutot|votre|vos|tout)|centrale|en copie|c est a (?:lui|elle|eux)|l adresse .{0,60}devient',
  // English
  '(?:is|are) covering|moved on|who you (?:re|are) after|take[sn]? over|taking over|successor|replac(?:ed|es|ing|ement)|handles?|handling|looks after|deals? with|dealt with|in charge|colleague|wrong (?:person|\\p{L}+)|reassign\\w*|redirect\\w*|(?:please |kindly |do )?(?:contact|reach out to|write to|speak to|talk to|try) (?!you|us)|has (?:his|her|their|my|the) (?:desk|yard|accounts?|inbox|role|job)|you re after|you are after|you want the one|copied in|cc ed|forward(?:ed|ing)|is (?:\\p{L}+ )?now|(?:queries|matters|enquiries|questions)(?: should go| to)?',
  // German
  'ubergeben|richtige adresse|zustandig\\w*|ubernimm\\w*|ubernommen|nachfolg\\w*|vertret(?:ung|er)\\w*|kolleg\\w*|wenden|melden sie sich|schreiben sie (?:an|bitte)|ansprechpartner\\w*|weitergeleitet|leite .{0,40}weiter|an (?:seinem|ihrem|seiner) (?:platz|stelle)|auf (?:seinem|ihrem) platz|macht jetzt',
  // Spanish
  'la nueva|el nuevo|se encarga\\w*|encargad[oa]s?|companer[oa]s?|dirij\\w*|(?:lo|la|los|las) lleva|sustitu\\w*|sucesor\\w*|escrib(?:a|an|e) a|contact(?:e|en|ad|ar) con|para (?:asuntos|temas|todo lo|lo demas)|responsable|reenvi\\w*',
  // Italian
  'per ogni comunicazione|si occupa\\w*|subentr\\w*|sostitu\\w*|successor\\w*|collega|rivolg\\w*|scriv(?:a|ere|ete) a|contatt(?:i|are|ate)|referente|inoltr\\w*|responsabile|la sua mail',
  // Dutch
  'contacteer|probeer|neemt .{0,30}over|overgenomen|opvolg\\w*|vervang\\w*|verantwoordelijk\\w*|doorgestuurd|stuur .{0,30}door|contact opnemen met|neem contact op|wendt? u|mail(?:en|t)? (?:u )?(?:naar|met)|gaat (?:hier )?over|doet (?:nu|dat)',
].join('|')

/** A sentence that hands over to somebody else. */
export const handOver = new RegExp(`(?<![\\p{L}\\d])(?:${handing})`, 'u')
