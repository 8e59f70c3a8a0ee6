import { expect, it } from 'vitest'
import { senderProof, type SenderProof } from './sender-proof.ts'

const from = 'rep@acme.example.test'
const google =
  'mx.google.com; dkim=pass header.i=@acme.example.test header.s=s1; spf=pass (google.com: domain of rep) smtp.mailfrom=rep@acme.example.test; dmarc=pass (p=REJECT) header.from=acme.example.test'

it.each<[string, readonly string[], string, SenderProof]>([
  ['a pass of our own server', [google], 'mx.google.com', 'proven'],
  ['in whatever case', [google], 'MX.Google.com', 'proven'],
  ['a pass of a server that is not ours', [google], 'mx.other.example.test', 'unsaid'],
  [
    'a pass that the sender wrote below ours',
    ['mx.google.com; dmarc=fail header.from=acme.example.test', google],
    'mx.google.com',
    'forged',
  ],
  ['a pass while nobody said which server is ours', [google], '', 'unsaid'],
  ['a fail while nobody said which server is ours', ['x; dmarc=fail header.from=acme.example.test'], '', 'forged'],
  [
    'a server without a name',
    [
      'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=acme.example.test; dkim=pass header.d=acme.example.test;dmarc=pass action=none header.from=acme.example.test;compauth=pass reason=100',
    ],
    '*',
    'proven',
  ],
  ['no DMARC, DKIM of the domain', ['mx; dkim=pass header.d=acme.example.test'], 'mx', 'proven'],
  ['no DMARC, DKIM of the domain above', ['mx; dkim=pass header.d=example.test'], 'mx', 'proven'],
  [
    'no DMARC, DKIM of somebody else',
    ['mx; dkim=pass header.d=mailer.example.org; spf=pass smtp.mailfrom=x@mailer.example.org'],
    'mx',
    'unsaid',
  ],
  ['DKIM passes and DMARC fails', ['mx; dkim=pass header.d=acme.example.test; dmarc=fail'], 'mx', 'forged'],
  ['both fail', ['mx; dkim=fail header.d=acme.example.test; spf=fail smtp.mailfrom=acme.example.test'], 'mx', 'forged'],
  ['SPF alone fails, as after forwarding', ['mx; dkim=none; spf=fail smtp.mailfrom=acme.example.test'], 'mx', 'unsaid'],
  ['a comment that says pass', ['mx; dkim=fail (dmarc=pass) header.d=acme.example.test; spf=fail'], 'mx', 'forged'],
  ['nothing', [], 'mx', 'unsaid'],
  ['words', ['none'], 'mx', 'unsaid'],
])('%s', (_what, headers, server, expected) => {
  expect(senderProof(headers, from, server)).toBe(expected)
})
