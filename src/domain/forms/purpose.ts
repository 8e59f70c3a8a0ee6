import { flat } from './flat.ts'
import type { FormModel } from './model.ts'
import { contactWords, purposeWords, type FormPurpose } from './tables/form-words.ts'

/** What a form is for, by its button, its heading, what stands above it, and its fields. */
export function purposeOf(form: FormModel): FormPurpose {
  const button = flat(
    form.buttons
      .filter((one) => one.submits)
      .map((one) => one.text)
      .join(' '),
  )
  // What stands around a form for questions may speak of the newsletter without being one.
  const asks =
    form.fields.some(({ control }) => control === 'textarea') || contactWords.test(flat(`${form.heading} ${button}`))
  for (const place of [
    button,
    flat(form.heading),
    asks
      ? ''
      : flat(
          form.pieces
            .slice(0, 2)
            .map((piece) => piece.text)
            .join(' '),
        ),
    flat(`${form.fields.map((field) => field.label).join(' ')} ${form.name}`),
  ]) {
    const found = purposeWords.find(([purpose, pattern]) => purpose !== 'contact' && pattern.test(place))
    if (found !== undefined) return found[0]
  }
  return contactWords.test(flat(form.heading)) || contactWords.test(button) ? 'contact' : 'other'
}
