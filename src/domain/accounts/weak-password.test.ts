import { describe, expect, it } from 'vitest'
import { passwordFault } from './weak-password.ts'

const own = [
  'Camille Admin',
  'camille.admin@exemple.example.test',
  'Exemple Industries',
  'https://exemple.example.test/vie-privee',
  'Lawbase',
]

describe('a password', () => {
  it.each([
    'passwordpassword',
    'Password1234567',
    'P@ssw0rd1234567',
    'password!!!!!!!!',
    'PasswordPassword1',
    'password password',
    'motdepasse12345',
    'MotDePasseMotDePasse',
    'azertyazertyazerty',
    'azertyuiopqsdfg',
    'qwertyuiopasdfghjkl',
    'zaqxswcdevfrbgtnhy',
    'zaq1xsw2cde3vfr4bgt5',
    '1qazxsw23edcvfr4',
    'qwerty123456789',
    '123456789012345',
    '987654321098765',
    '111111111111111',
    '000000000000001',
    'aaaaaaaaaaaaaaa',
    'abcdefghijklmnop',
    'zyxwvutsrqponml',
    'abcabcabcabcabcabc',
    'ab12ab12ab12ab12',
    '1qaz2wsx3edc4rfv',
    '1q2w3e4r5t6y7u8i',
    'wxcvbnwxcvbnwxcvbn',
    'zaq12wsxzaq12wsx',
    'iloveyouiloveyou',
    'soleilsoleilsoleil',
    'Bienvenue2026!!!',
    'Welcome2026Welcome',
    'letmeinletmeinletmein',
    'correcthorsebatterystaple',
    'dragon123456789',
    'Dragon.........',
    'sunshinesunshine1',
    'lawbaselawbase1',
    'Lawbase2026!!!!!',
    'LawbaseLawbase26',
    'exempleindustries',
    'Exemple-Industries-2026',
    'exemple2026exemple',
    'camille.admin2026',
    'CamilleCamille2026',
    'camille.admin@exemple.example.test',
    'Administrateur2026',
    '0612345678061234',
    '19850412198504120',
    'passwordpasswor',
    'éééééééééééééééé',
    '               ',
    '...............',
    'p.a.s.s.w.o.r.d',
    'drowssapdrowssap',
  ])('%s is too easy', (password) => {
    expect(passwordFault(password, own)).toBe('weak')
  })

  it.each([
    'une phrase courte convient bien',
    'a short sentence works well',
    'vK7!pq2Lz9#wRt4x',
    'trois tasses sur le vieux piano',
    'Le chat de mon voisin ronfle',
    'purple walrus juggling teacups',
    'dshgfkjweriuxcvb',
    'пароль из длинной фразы',
    '吾輩は猫である。名前はまだ無い。',
    'mon exemple de longue phrase',
    'jR4mPw8sNq2vXt6z',
    'sunshine football monkey dragon',
  ])('%s is taken', (password) => {
    expect(passwordFault(password, own)).toBe(null)
  })

  it.each([
    ['fourteen signs', 'short of it all'.slice(0, 14)],
    ['more than 256', 'ab cd ef gh '.repeat(30)],
    ['more than 1,024 bytes', '𠮷𠮶𠮵𠮴'.repeat(80).slice(0, 520)],
  ])('of %s has no length that is taken', (_name, password) => {
    expect(passwordFault(password, own)).toBe('length')
  })
})
