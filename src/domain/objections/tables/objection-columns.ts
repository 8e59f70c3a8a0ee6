export const fileColumns = ['email', 'phone', 'date', 'channel', 'reference'] as const

export type FileColumn = (typeof fileColumns)[number]
