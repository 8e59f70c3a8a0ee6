export const fieldConsents = {
  title: 'In fields of systems', more: 'What a field said of a consent, since it changed. A field proves nothing: it cannot open a channel, but its no ends what was agreed to before.',
  field: 'Field', showed: 'It showed', since: 'Since', state: 'Since then', unknownDay: 'day unknown', noProof: 'none', inField: (system: string, field: string) => `${system}, field ${field}`,
  said: { no: (day: string, by: string) => `withdrawn ${day} (${by})`, unknown: (day: string, by: string) => `no longer in the field since ${day} (${by})`, yes: (day: string, by: string) => `agreed again ${day} (${by}), without proof` },
  dated: { history: 'day from the system’s history', seen: 'day it was seen' },
  line: (channels: string, place: string, value: string, since: string, state: string) => `${channels}, “${value}” in ${place}, since ${since}: ${state}`,
}
