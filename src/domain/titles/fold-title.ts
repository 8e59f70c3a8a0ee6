/** Nobody's title is longer: what follows is not read. */
const maxTitle = 300

/** Lower case, no accents, no gender marks; what stands between the parts of a title stays. */
export function foldTitle(raw: string): string {
  return raw
    .slice(0, maxTitle)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/œ/gu, 'oe')
    .replace(/[’‘`´]/gu, "'")
    .replace(
      /\(?\b[hfmwdx]\b ?[/|] ?[hfmwdx]\b(?: ?[/|] ?[hfmwdx]\b)?\)?|\((?:all genders?|gn|[hfmwdx]-[hfmwdx])\)/gu,
      ' ',
    )
    .replace(/(?<=\p{L}{3})[·•.](?:rices?|trices?|euses?|se|nne|enne|ne|iere|ere|ves?|le|e)(?:[·•.]s)?(?!\p{L})/gu, '')
    .replace(
      /(?<=\p{L}{3})\((?:rices?|trices?|teur|eur|euses?|se|nne|enne|ne|iere|ere|ves?|le|e|s|in|innen|r|n)\)/gu,
      '',
    )
    .replace(/(?<=\p{L}{3})\/-?(?:rices?|trices?|euses?|se|nne|enne|ne|iere|ere|ves?|e|in|innen|r|n)(?!\p{L})/gu, '')
    .replace(/(?<=\p{L}{3})[:*_](?:innen|in|r|n|e)(?!\p{L})/gu, '')
    .replace(/(?<=\p{L}{3})-(?:trice|rice|euse|e)(?!\p{L})/gu, '')
}
