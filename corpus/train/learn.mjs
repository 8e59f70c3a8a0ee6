/** How often each text is seen, how far one step goes, and how strongly weights are held near zero. */
const passes = 10
const pace = 0.36
const hold = 1e-4

/**
 * Multinomial logistic regression by stochastic steps of which each weight has its own size (AdaGrad). The order is
 * drawn from a fixed seed and the sums are made in it, so the same texts give the same weights, byte for byte.
 *
 * @param {{ features: { places: Int32Array, values: Float64Array }, reading: number, weight: number }[]} examples
 * @param {{ readings: number, buckets: number, chancesOf: Function }} model how many of each, and how it reads
 * @returns {{ weights: Float32Array, steps: number[], bias: number[] }}
 */
export function learn(examples, { readings, buckets, chancesOf }) {
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
      const chances = chancesOf({ weights, steps, bias }, features)
      for (let at = 0; at < readings; at++) {
        const error = (chances[at] - (at === reading ? 1 : 0)) * weight
        bias[at] -= 0.05 * error
        for (let place = 0; place < features.places.length; place++) {
          const cell = features.places[place] * readings + at
          const slope = error * features.values[place] + hold * weights[cell]
          moved[cell] += slope * slope
          weights[cell] -= (pace * slope) / Math.sqrt(moved[cell])
        }
      }
    }
  }
  return { weights, steps, bias }
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
