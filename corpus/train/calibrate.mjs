/** Of the refusals, no more may be passed over; of the others, no more taken for one. */
const maxMissed = 0.018
const maxMistaken = 0.035
/** Bounds are tried in steps of this size. */
const step = 0.01
/** Below this no objection of the grammar stands, and from no less on the reader is sure by itself. */
const least = { keep: 0.3, sure: 0.7 }

/**
 * The bounds of a model, from texts that it had not seen and by the hands of which a third is held back
 * (corpus/README.md): texts written to teach are harder than an inbox, and the more of them there are, the more a
 * person would have to read. Debatable rows do not count.
 *
 * @param judged what each text is, what the grammar made of it (`stop`, `doubt`, `nothing`, or `certain`, which no
 *   model moves), and the chances that the model gave
 * @returns bounds `none`, `sure` and `keep`, and the counts behind them
 */
export function calibrated(judged, readings) {
  const chanceOf = ({ chances }) => chances[readings.indexOf('refusal')] + chances[readings.indexOf('limited')]
  const clear = judged
    .filter(({ example: { row } }) => row.debatable !== true && !row.file.startsWith('learn-'))
    .map((one) => ({
      by: one.grammar,
      refuses: one.example.row.stop === true || one.example.row.stop === 'narrow',
      chance: chanceOf(one),
    }))
  const refusals = clear.filter(({ refuses }) => refuses)
  const others = clear.filter(({ refuses }) => !refuses)
  const open = refusals
    .filter(({ by }) => by === 'doubt' || by === 'nothing')
    .map(({ chance }) => chance)
    .toSorted((a, b) => a - b)
  const none = Math.floor((open[Math.floor(refusals.length * maxMissed)] ?? 0) / step) * step
  const isMistaken = (bounds) => (one) =>
    one.by === 'certain' || (one.by === 'stop' ? one.chance >= bounds.keep : one.chance >= bounds.sure)
  let bounds = { none, sure: least.sure, keep: least.keep }
  while (others.filter(isMistaken(bounds)).length > others.length * maxMistaken && bounds.keep < 0.95)
    bounds = { none, keep: bounds.keep + step, sure: Math.max(least.sure, bounds.keep + step) }
  const stops = isMistaken(bounds)
  const lets = ({ by, chance }) => (by === 'doubt' || by === 'nothing') && chance < bounds.none
  return {
    bounds: Object.fromEntries(Object.entries(bounds).map(([name, bound]) => [name, Number(bound.toFixed(2))])),
    refusals: refusals.length,
    others: others.length,
    missed: refusals.filter(lets).length,
    mistaken: others.filter(stops).length,
    toPerson: clear.filter((one) => !stops(one) && !lets(one)).length,
  }
}
