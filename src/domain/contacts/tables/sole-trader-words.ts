/**
 * Words that say the person is the business (docs/reference/law.md#a6, #fr4, #fr5), folded as `normalTitle` folds,
 * wherever they stand in a title. Plurals are left out: who looks after freelancers is employed.
 */
export const soleTraderWords: readonly string[] = [
  'auto-?\\s?entrepreneure?', 'auto-?\\s?entrepreneuse', 'micro-?\\s?entrepreneure?', 'micro-?\\s?entrepreneuse', 'micro-?\\s?entreprise', 'auto-?\\s?entreprise', 'entrepreneure? individuel(?:le)?', 'entrepreneuse individuelle', 'entreprise individuelle', 'eirl', 'a son compte', 'a mon compte',
  'independante?', 'travailleu(?:r|se) independante?', 'travailleu(?:r|se) non[ -]salariee?', 'profession(?:nel)? liberale?', 'professionnelle liberale', 'liberale?', 'artisane?', 'freelance', 'free-lance', 'free lance', 'freelancer(?:in)?', 'portage salarial',
  'sole trader', 'sole proprietor', 'sole practitioner', 'self-?\\s?employed', 'independent (?:consultant|contractor|professional|freelancer|worker)', 'one-?\\s?man business',
  '(?:solo-?)?sel?bst(?:st)?andige?r?', 'soloselbst(?:st)?andige?r?', 'freiberufler(?:in)?', 'freiberufliche?r?', 'freischaffende?r?', 'freie?r? mitarbeiter(?:in)?', 'einzelunternehmer(?:in)?', 'einzelunternehmen', 'kleinunternehmer(?:in)?', 'einzelkaufmann', 'einzelkauffrau', 'e\\.? ?k(?:fm|fr)?\\.',
  '(?:trabajador[ae]? )?autonom[oa]', 'empresari[oa] individual', 'profesional liberal', 'cuentapropista',
  'liber[oa] professionista', 'ditta individuale', 'lavorat(?:ore|rice) autonom[oa]', 'partita iva', 'p\\.? ?iva',
  "zzp(?:'?er|-er)?", 'zelfstandige?(?: zonder personeel)?', 'zelfstandig ondernemer', 'eenmanszaak',
]

/** Independent in another sense: board members, experts named by a court, departments and machines. */
export const otherIndependence: readonly string[] = [
  'administrat(?:eur|rice)', 'membre', 'president', 'censeur', 'board', 'director', 'conseil', 'living', 'vie', 'legal counsel', 'commissaire', 'filiale', 'agence', 'reseau', 'unabhangig', 'vehicule', 'vehiculo', 'cliente?', 'commerce', 'comunidad', 'comunita', 'provincia',
]
