import { History } from '../../domain/inactivity/history.ts'
import { endOf } from '../../domain/app/moment.ts'
import { judgeHistory } from '../../domain/inactivity/judge-history.ts'
import { momentGiven, type Command } from '../app/command.ts'
import { answerLines } from '../app/lines.ts'

export const clockCommand: Command = {
  summary: "calculates retention periods from contacts' histories on standard input, without network or database",
  help: 'lawbase clock --json [--now 2026-11-25] < histories.jsonl\n\nOne history per line in, one line of JSON out, in the same order: start, last activity of the person, end of the retention period, whether the contact may be deleted and what protects it, and for each event whether it counts and why. The fields of a history are described in docs/api/clock.md. A line that cannot be read is answered with the fields at fault; then the exit code is 1.\n\nExample: echo \'{"sources":[{"obtainedOn":"2022-05-10"}],"events":[{"kind":"click","at":"2023-02-28"},{"kind":"open","at":"2026-10-01"}]}\' | lawbase clock --json',
  words: 0,
  options: { now: { type: 'string' } },
  run: (input) => {
    const now = momentGiven(input, 'now', endOf) ?? new Date()
    return answerLines(History, (history) => {
      const judged = judgeHistory(history, now)
      return input.json
        ? judged
        : {
            id: judged.id,
            state: judged.state,
            lastActOn: judged.lastActOn,
            termOn: judged.termOn,
            removable: judged.removable,
            keptBy: judged.keptBy,
          }
    })
  },
}
