/** Countries that a number without its country can be said to be of. */
export const numberCountries = ['FR', 'BE', 'CH', 'LU', 'DE', 'AT', 'ES', 'IT', 'NL', 'PT', 'GB', 'IE'] as const
