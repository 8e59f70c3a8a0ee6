/**
 * Words by which fields name a lawful basis (docs/reference/law.md#b1), the first that fits wins. HubSpot's own label
 * for existing customers speaks of an interest, so it is one.
 */
export const basisWords = [
  ['legitimate interest', 'legitimate_interest'], ['interet legitime', 'legitimate_interest'], ['berechtigtes interesse', 'legitimate_interest'], ['interes legitimo', 'legitimate_interest'], ['legittimo interesse', 'legitimate_interest'], ['gerechtvaardigd belang', 'legitimate_interest'],
  ['soft opt in', 'soft_opt_in'], ['soft optin', 'soft_opt_in'], ['soft spam', 'soft_opt_in'],
  ['no consent', 'none'], ['sans consentement', 'none'], ['keine einwilligung', 'none'],
  ['consent', 'consent'], ['consentement', 'consent'], ['opt in', 'consent'], ['optin', 'consent'], ['einwilligung', 'consent'], ['consentimiento', 'consent'], ['consenso', 'consent'], ['toestemming', 'consent'],
  ['contract', 'contract'], ['contrat', 'contract'], ['vertrag', 'contract'], ['contrato', 'contract'], ['contratto', 'contract'], ['overeenkomst', 'contract'],
  ['not applicable', 'none'], ['sans objet', 'none'],
] as const
