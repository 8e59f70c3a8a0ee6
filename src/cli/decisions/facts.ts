import { countFacts } from '../../operations/decisions/fact-counts.ts'
import { answer, withApp, type Command } from '../app/command.ts'
import { exitCodes } from '../app/program.ts'

/** People that are judged; of a larger base the first ones, whose ids are random, stand for it. */
const maxPeople = 20_000

export const factsCommand: Command = {
  summary: 'counts for how many people each fact of a decision is known, and how many verdicts depend on it',
  words: 0,
  options: {},
  help: 'lawbase facts [--json]\n\nFor your first offer, over all channels: each fact is taken away and everyone is judged again. Nothing is written.',
  run: (input) =>
    withApp(input, async ({ app }) => {
      const { judged, total, facts } = await countFacts(app, maxPeople)
      const width = Math.max(...facts.map(({ fact }) => fact.length))
      answer(
        input,
        { ok: true, judged, total, facts },
        [
          `${judged} of ${total} contacts judged.`,
          `${'fact'.padEnd(width)}  ${'known of'.padStart(9)}  ${'verdicts that rest on it'.padStart(9)}`,
          ...facts.map(
            ({ fact, people, verdicts }) =>
              `${fact.padEnd(width)}  ${String(people).padStart(9)}  ${String(verdicts).padStart(9)}`,
          ),
        ].join('\n'),
      )
      return exitCodes.done
    }),
}
