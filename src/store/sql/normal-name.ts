/** SQL of the normal form of a seller's name, as the register of brokers keeps it (`normalBrokerName`). */
export const normalName = (column: string): string => `lower(regexp_replace(btrim(${column}), '\\s+', ' ', 'g'))`
