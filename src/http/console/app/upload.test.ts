import { describe, expect, it } from 'vitest'
import { evidenceBytes, uploadedEvidence } from './evidence-upload.ts'
import { imageOf, typeOfFile } from './upload.ts'

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
const pdf = Buffer.from('%PDF-1.7')
const grown = (bytes: Buffer, size: number) => Buffer.concat([bytes, Buffer.alloc(size - bytes.length)])

describe('an upload', () => {
  it.each([
    [png, 'image/png'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a, 0]), null],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [Buffer.from([0xff, 0xd8, 0x00]), null],
    [Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    [Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), null],
    [Buffer.from('XIFF\0\0\0\0WEBP', 'latin1'), null],
    [pdf, 'application/pdf'],
    [Buffer.from(' %PDF-1.7'), null],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    [Buffer.from('<html>'), null],
    [Buffer.alloc(0), null],
  ])('is told by its first bytes: %#', (bytes, type) => {
    expect(typeOfFile(bytes)).toBe(type)
  })

  it.each([
    ['a scan', { name: 'a.pdf', bytes: pdf }, { name: 'a.pdf', mediaType: 'application/pdf', bytes: pdf }],
    [
      'a note',
      { name: 'a.txt', bytes: Buffer.from('Rang an.') },
      { name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('Rang an.') },
    ],
    [
      'the largest scan',
      { name: 'a.png', bytes: grown(png, evidenceBytes) },
      { name: 'a.png', mediaType: 'image/png', bytes: grown(png, evidenceBytes) },
    ],
    ['a scan that is too large', { name: 'a.png', bytes: grown(png, evidenceBytes + 1) }, 'bad'],
    ['something that is no scan', { name: 'a.txt', bytes: Buffer.from('MZ\0') }, 'bad'],
    ['another ending', { name: 'a.html', bytes: Buffer.from('words') }, 'bad'],
    ['an empty file', { name: 'a.pdf', bytes: Buffer.alloc(0) }, 'none'],
    ['a text in place of a file', 'pdf', 'none'],
    ['no file', undefined, 'none'],
  ])('as evidence: %s', (_name, value, file) => {
    expect(uploadedEvidence(value)).toEqual(file)
  })

  it.each([
    ['an image', { bytes: png }, { type: 'image/png', body: png }],
    ['the largest image', { bytes: grown(png, 24 * 1024) }, { type: 'image/png', body: grown(png, 24 * 1024) }],
    ['an image that is too large', { bytes: grown(png, 24 * 1024 + 1) }, null],
    ['a PDF', { bytes: pdf }, null],
    ['an empty file', { bytes: Buffer.alloc(0) }, null],
    ['no file', undefined, null],
  ])('as the company’s image: %s', (_name, value, image) => {
    expect(imageOf(value)).toEqual(image)
  })
})
