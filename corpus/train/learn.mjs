/** How often each text is seen, how far one step goes, and how strongly weights are held near zero. */
const passes = 10
const pace = 0.36
const hold = 1e-4
/** How far a place counts more that stands with one reading more often than with others (0: not at all). */
const share = 0.5
/** Texts added to each count, so that what was seen once is not taken for a rule; and the most a place may count. */
const doubt = 0.5
const most = 4

/**
 * Multinomial logistic regression by stochastic steps of which each weight has its own size (AdaGrad). The order is
 * drawn from a fixed seed and the sums are made in it, so the same texts give the same weights, byte for byte.
 *
 * @param {{ features: { places: Int32Array, values: Float64Array }, reading: number, weight: number }[]} examples
 * @param {{ readings: number, buckets: number }} model how many of each
 * @returns {{ weights: Float32Array, steps: number[], bias: number[] }}
 */
export function learn(examples, { readings, buckets }) {
  const scales = scalesOf(examples, { readings, buckets })
  const weights = new Float32Array(readings * buckets)
  const moved = new Float32Array(readings * buckets).fill(1e-3)
  const bias = Array.from({ length: readings }, () => 0)
  const steps = bias.map(() => 1)
  const draw = drawer(1)
  const order = examples.map((_, index) => index)
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, draw)
    for (const index of order) {
      const { features, reading, weight } = examples[index]
      const chances = scaledChances({ weights, scales, bias }, features)
      for (let at = 0; at < readings; at++) {
        const error = (chances[at] - (at === reading ? 1 : 0)) * weight
        bias[at] -= 0.05 * error
        for (let place = 0; place < features.places.length; place++) {
          const cell = features.places[place] * readings + at
          const slope = error * features.values[place] * scales[cell] + hold * weights[cell]
          moved[cell] += slope * slope
          weights[cell] -= (pace * slope) / Math.sqrt(moved[cell])
        }
      }
    }
  }
  return { weights: weights.map((one, cell) => one * scales[cell]), steps, bias }
}

/**
 * How much each place counts for each reading, by how much more often it stands in texts of that reading than in
 * others (the logarithm of that ratio, as in a naive Bayes model): few texts then suffice for a telling word.
 */
function scalesOf(examples, { readings, buckets }) {
  const counts = new Float32Array(readings * buckets)
  const texts = Array.from({ length: readings }, () => 0)
  for (const { features, reading, weight } of examples) {
    texts[reading] += weight
    for (const place of features.places) counts[place * readings + reading] += weight
  }
  const all = texts.reduce((sum, one) => sum + one, 0)
  const scales = new Float32Array(readings * buckets)
  for (let first = 0; first < counts.length; first += readings) {
    let total = 0
    for (let at = 0; at < readings; at++) total += counts[first + at]
    if (total === 0) continue
    for (let at = 0; at < readings; at++) {
      const here = (counts[first + at] + doubt) / (texts[at] + 2 * doubt)
      const elsewhere = (total - counts[first + at] + doubt) / (all - texts[at] + 2 * doubt)
      scales[first + at] = 1 - share + share * Math.min(most, Math.abs(Math.log(here / elsewhere)))
    }
  }
  return scales
}

/** Chances of each reading while weights are learned. */
function scaledChances({ weights, scales, bias }, { places, values }) {
  const count = bias.length
  const sums = Float64Array.from(bias)
  for (let place = 0; place < places.length; place++) {
    const first = places[place] * count
    for (let at = 0; at < count; at++) sums[at] += weights[first + at] * scales[first + at] * values[place]
  }
  const highest = Math.max(...sums)
  const each = sums.map((sum) => Math.exp(sum - highest))
  const total = each.reduce((sum, one) => sum + one, 0)
  return each.map((one) => one / total)
}

function shuffle(order, draw) {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1))
    ;[order[last], order[other]] = [order[other], order[last]]
  }
}

/** Numbers from 0 to below 1, always the same row of them (a linear congruential generator). */
function drawer(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
