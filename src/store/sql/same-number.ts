/**
 * SQL of whether two rows with `digits` and `known` (as of `record_lines`) are one number. Where both countries are
 * known, all digits tell it; else, as one is written with its country and one without, the last nine; where numbers
 * have eight, as in Denmark or Norway, those that one of the two is written with.
 */
export const sameNumber = (a: string, b: string): string => {
  const [shorter, longer] = ['least', 'greatest'].map((of) => `${of}(length(${a}.digits), length(${b}.digits))`)
  return `right(${b}.digits, 8) = right(${a}.digits, 8) and case when ${a}.known and ${b}.known then ${b}.digits = ${a}.digits
      else ${shorter} = 8 and ${longer} <= 13 or ${shorter} > 8 and right(${b}.digits, 9) = right(${a}.digits, 9) end`
}
