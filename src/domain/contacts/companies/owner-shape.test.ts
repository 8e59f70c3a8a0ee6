import { expect, it } from 'vitest'
import { hasOwnerShape } from './owner-shape.ts'

it.each([
  'Dussaulx & Associés',
  'Cabinet Brumel Associés',
  'Kanzlei Rehberg & Partner',
  'Hartwell & Co',
  'Garage Le Mouel',
  'Bäckerei Hufnagel',
  'Maison Perrodin',
  'GAEC Bourdelin',
  'Talleres Arrizabal',
  'Champagne H. Blondieau',
  'O’Malley’s',
  'Steinbacher Elektro',
  'Chez Mariette',
])('%s carries a family name by its shape (A7)', (name) => {
  expect(hasOwnerShape(name)).toBe(true)
})

it.each([
  '',
  'Opalune',
  'S.A. Opalune',
  'Global & Co',
  'Garage de la Gare',
  'Imprimerie Moderne',
  'Transports Express Ouest',
  'Hotel Seeblick',
  'Salon Lumina',
  'Berliner Bau',
  'Kids’ Club',
  'GAEC du Pré Vert',
  'Maison de la presse',
  'Plomberie 2000',
])('%j does not', (name) => {
  expect(hasOwnerShape(name)).toBe(false)
})
