/** Words between marks of quotation, of one sentence. */
const quoted =
  /(?:“[^”“]{4,160}”|„[^“”„]{4,160}[“”]|«[^»«]{4,160}»|(?<![\p{L}\d])"[^"\n]{4,160}"(?![\p{L}\d])|‘[^’‘]{8,160}’(?![\p{L}]))/gu

const quoteSign = /["“„«‘]/u

/** A sentence without what it quotes, and what that is. What is all quotation stays: it is the sender's own. */
export function withoutQuoted(sentence: string): { own: string; quotes: readonly string[] } {
  if (!quoteSign.test(sentence)) return { own: sentence, quotes: [] }
  const quotes = [...sentence.matchAll(quoted)]
    .map(([words]) => words.slice(1, -1))
    .filter((words) => /\s/u.test(words.trim()))
  if (quotes.length === 0) return { own: sentence, quotes }
  const own = quotes.reduce((text, words) => text.replace(words, '…'), sentence)
  return (own.match(/\p{L}+/gu) ?? []).length < 3 ? { own: sentence, quotes: [] } : { own, quotes }
}
